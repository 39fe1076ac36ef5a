// Two runs beside each other: the scenario as it stands, and what was tried out, on the same
// random numbers, so that differences are paired.
#pragma once

#include <QLabel>
#include <QTreeWidget>
#include <QWidget>

#include "gui/look.hpp"
#include "gui/selection.hpp"
#include "gui/workspace.hpp"

namespace isthmus::gui {

class ComparePane : public QWidget {
  Q_OBJECT

 public:
  enum Column { pair_column, measure_column, before_column, after_column, difference_column };

  ComparePane(const Look& look, Workspace& workspace, Selection& selection,
              QWidget* parent = nullptr);

  QTreeWidget& table() { return table_; }
  QString summary() const { return words_.text(); }
  /// What is shown, as a file.
  std::string csv() const;

 private:
  void fill();
  void add_pair(const Compared& compared, const analysis::PairRunChange& change);
  void add_route(const Compared& compared, const analysis::RouteChange& change);

  const Look& look_;
  Workspace& workspace_;
  Selection& selection_;
  QLabel words_;
  QTreeWidget table_;
};

}  // namespace isthmus::gui
