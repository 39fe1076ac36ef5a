// The reachability matrix as a heat map: a table, so that keys and screen readers walk it too.
#pragma once

#include <QAbstractTableModel>
#include <QLabel>
#include <QTableView>
#include <QWidget>

#include "gui/engine.hpp"
#include "gui/look.hpp"
#include "gui/matrix.hpp"
#include "gui/selection.hpp"
#include "gui/workspace.hpp"

namespace isthmus::gui {

class MatrixModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  explicit MatrixModel(const Look& look, QObject* parent = nullptr);

  void show_matrix(MatrixPtr matrix);
  const MatrixPtr& matrix() const { return matrix_; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  const Look& look_;
  MatrixPtr matrix_;
};

class MatrixView : public QWidget {
  Q_OBJECT

 public:
  MatrixView(const Look& look, Workspace& workspace, Selection& selection,
             QWidget* parent = nullptr);

  const MatrixPtr& matrix() const { return model_.matrix(); }
  QTableView& table() { return table_; }
  bool is_busy() const { return engine_.is_busy(); }

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void ask();
  void follow_selection();
  void choose(const QModelIndex& index);
  void sum_up();

  Workspace& workspace_;
  Selection& selection_;
  MatrixModel model_;
  QTableView table_;
  QLabel words_;
  LoadedPtr asked_of_;
  Engine engine_;
};

}  // namespace isthmus::gui
