#include "gui/matrix_view.hpp"

#include <QFontMetrics>
#include <QHeaderView>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

namespace isthmus::gui {
namespace {

using Mark = Matrix::Mark;

constexpr int cell_height = 24;
constexpr int name_longest = 190;

/// Names of columns from bottom to top, so that columns can be narrow.
class TurnedHeader : public QHeaderView {
 public:
  explicit TurnedHeader(QWidget* parent) : QHeaderView{Qt::Horizontal, parent} {
    setSectionsClickable(true);
  }

  QSize sizeHint() const override {
    int longest = 30;
    for (int i = 0; model() != nullptr && i < std::min(count(), 400); ++i) {
      longest = std::max(longest, fontMetrics().horizontalAdvance(name(i)));
    }
    return {QHeaderView::sizeHint().width(), std::min(longest, name_longest) + 14};
  }

 protected:
  void paintSection(QPainter* painter, const QRect& rect, int section) const override {
    painter->save();
    painter->fillRect(rect, palette().color(QPalette::AlternateBase));
    painter->setPen(palette().color(QPalette::WindowText));
    painter->translate(rect.left(), rect.bottom() - 5);
    painter->rotate(-90);
    const QString text =
        fontMetrics().elidedText(name(section), Qt::ElideMiddle, rect.height() - 10);
    painter->drawText(QRect{0, 0, rect.height() - 8, rect.width()},
                      Qt::AlignLeft | Qt::AlignVCenter, text);
    painter->restore();
  }

 private:
  QString name(int section) const {
    return model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
  }
};

}  // namespace

MatrixModel::MatrixModel(const Look& look, QObject* parent)
    : QAbstractTableModel{parent}, look_{look} {
  connect(&look_, &Look::changed, this, [this] {
    beginResetModel();
    endResetModel();
  });
}

void MatrixModel::show_matrix(MatrixPtr matrix) {
  beginResetModel();
  matrix_ = std::move(matrix);
  endResetModel();
}

int MatrixModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || !matrix_ ? 0 : static_cast<int>(matrix_->ends.size());
}

int MatrixModel::columnCount(const QModelIndex& parent) const { return rowCount(parent); }

QVariant MatrixModel::data(const QModelIndex& index, int role) const {
  if (!matrix_ || !index.isValid()) return {};
  const Matrix::Cell& cell =
      matrix_->at(static_cast<std::size_t>(index.row()), static_cast<std::size_t>(index.column()));
  const Theme& theme = look_.theme();
  switch (role) {
    case Qt::DisplayRole:
      return QString::fromStdString(cell.text);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
      return QString::fromStdString(cell.tip);
    case Qt::TextAlignmentRole:
      return static_cast<int>(Qt::AlignCenter);
    case Qt::BackgroundRole:
      return cell.mark == Mark::good    ? theme.good_back
             : cell.mark == Mark::bad   ? theme.bad_back
             : cell.mark == Mark::mixed ? theme.unsure_back
                                        : theme.panel;
    case Qt::ForegroundRole:
      return cell.mark == Mark::good    ? theme.good
             : cell.mark == Mark::bad   ? theme.bad
             : cell.mark == Mark::mixed ? theme.unsure
                                        : theme.dim;
    default:
      return {};
  }
}

QVariant MatrixModel::headerData(int section, Qt::Orientation, int role) const {
  if (!matrix_) return {};
  const QString name =
      QString::fromStdString(matrix_->ends[static_cast<std::size_t>(section)].name);
  if (role == Qt::DisplayRole || role == Qt::ToolTipRole) return name;
  return {};
}

MatrixView::MatrixView(const Look& look, Workspace& workspace, Selection& selection,
                       QWidget* parent)
    : QWidget{parent}, workspace_{workspace}, selection_{selection}, model_{look} {
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(8, 8, 8, 8);
  words_.setObjectName(QStringLiteral("soft"));
  words_.setWordWrap(true);
  column->addWidget(&words_);
  table_.setModel(&model_);
  table_.setHorizontalHeader(new TurnedHeader{&table_});
  table_.setAccessibleName(tr("Reachability: rows call columns"));
  table_.setSelectionMode(QAbstractItemView::SingleSelection);
  table_.setShowGrid(true);
  table_.setCornerButtonEnabled(false);
  table_.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  table_.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  table_.verticalHeader()->setDefaultSectionSize(cell_height);
  table_.verticalHeader()->setMinimumSectionSize(cell_height);
  table_.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  table_.horizontalHeader()->setMinimumSectionSize(24);
  column->addWidget(&table_, 1);
  connect(&workspace_, &Workspace::loaded_changed, this, [this] {
    if (isVisible()) ask();
  });
  connect(&selection_, &Selection::changed, this, &MatrixView::follow_selection);
  connect(&table_, &QTableView::clicked, this, &MatrixView::choose);
  connect(&table_, &QTableView::activated, this, &MatrixView::choose);
}

void MatrixView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  ask();
}

void MatrixView::ask() {
  const LoadedPtr loaded = workspace_.loaded();
  if (!loaded || loaded == asked_of_) return;
  asked_of_ = loaded;
  words_.setText(tr("Asking every pair…"));
  engine_.ask<MatrixPtr>([loaded](const Engine::Cancel&) { return matrix_of(loaded->study); },
                         [this](MatrixPtr matrix) {
                           const bool wide = matrix->of_partitions;
                           model_.show_matrix(std::move(matrix));
                           table_.horizontalHeader()->setDefaultSectionSize(wide ? 44 : 26);
                           sum_up();
                           follow_selection();
                         });
}

void MatrixView::sum_up() {
  const Matrix& matrix = *model_.matrix();
  const auto count = [&](Mark mark) {
    return std::count_if(matrix.cells.begin(), matrix.cells.end(),
                         [&](const Matrix::Cell& cell) { return cell.mark == mark; });
  };
  const QString what = matrix.of_partitions ? tr("pairs of partitions") : tr("pairs of services");
  QString text = tr("Rows call columns. Of %1 %2, %3 arrive (with their network hops)")
                     .arg(count(Mark::good) + count(Mark::bad) + count(Mark::mixed))
                     .arg(what)
                     .arg(count(Mark::good));
  if (matrix.of_partitions) {
    text = tr("Rows call columns; numbers are upstreams. Of %1 %2, all upstreams of %3 arrive")
               .arg(count(Mark::good) + count(Mark::bad) + count(Mark::mixed))
               .arg(what)
               .arg(count(Mark::good));
  }
  if (count(Mark::mixed) > 0) text += tr(", %1 in part").arg(count(Mark::mixed));
  words_.setText(text +
                 tr(", %1 do not. Hover for the reason, click to explain.").arg(count(Mark::bad)));
}

void MatrixView::choose(const QModelIndex& index) {
  const MatrixPtr& matrix = model_.matrix();
  if (!matrix || !index.isValid()) return;
  const Thing& from = matrix->ends[static_cast<std::size_t>(index.row())];
  const Thing& to = matrix->ends[static_cast<std::size_t>(index.column())];
  const bool way = !matrix->of_partitions && from != to;
  way ? selection_.select_way(from, to) : selection_.select(to);
}

void MatrixView::follow_selection() {
  const MatrixPtr& matrix = model_.matrix();
  if (!matrix || !selection_.is_way()) return;
  const auto place = [&](const Thing& thing) {
    const auto found = std::find(matrix->ends.begin(), matrix->ends.end(), thing);
    return found == matrix->ends.end() ? -1 : static_cast<int>(found - matrix->ends.begin());
  };
  const int row = place(selection_.from());
  const int column = place(selection_.thing());
  if (row >= 0 && column >= 0) table_.setCurrentIndex(model_.index(row, column));
}

}  // namespace isthmus::gui
