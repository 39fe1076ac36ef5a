// What there is to see where there is no mesh: nothing yet, one that is being read, or one that
// cannot be.
#pragma once

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>
#include <QWidget>

#include "gui/look.hpp"
#include "gui/workspace.hpp"

namespace isthmus::gui {

class StatePane : public QWidget {
  Q_OBJECT

 public:
  StatePane(const Look& look, Workspace& workspace, QWidget* parent = nullptr);

  void show_recent(const QStringList& paths);
  QString headline() const { return headline_.text(); }
  QString words() const { return words_.text(); }

 signals:
  void open_asked();
  void recent_asked(const QString& path);
  void problems_asked();

 private:
  void refresh();
  void fill_recent();
  QString list_of_errors() const;

  const Look& look_;
  Workspace& workspace_;
  QLabel mark_;
  QLabel headline_;
  QLabel words_;
  QProgressBar busy_;
  QPushButton action_;
  QWidget recent_;
  QVBoxLayout* recent_rows_ = nullptr;
  QStringList recent_paths_;
};

}  // namespace isthmus::gui
