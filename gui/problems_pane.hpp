// What is wrong or worth knowing about the scenario: the same diagnostics as on the command line.
#pragma once

#include <QPlainTextEdit>
#include <QTreeWidget>
#include <QWidget>

#include "gui/look.hpp"
#include "gui/workspace.hpp"

namespace isthmus::gui {

class ProblemsPane : public QWidget {
  Q_OBJECT

 public:
  enum Column { problem_column, code_column, place_column };

  ProblemsPane(const Look& look, Workspace& workspace, QWidget* parent = nullptr);

  QTreeWidget& list() { return list_; }
  QPlainTextEdit& text() { return text_; }

 signals:
  void place_asked(const isthmus::SourceSpan& at);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void fill();
  void show_current();

  const Look& look_;
  Workspace& workspace_;
  QTreeWidget list_;
  QPlainTextEdit text_;
};

}  // namespace isthmus::gui
