#include "gui/chart_pane.hpp"

#include <QChart>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/line_view.hpp"

namespace isthmus::gui {

ChartPane::ChartPane(const Look& look, QWidget* parent)
    : QWidget{parent}, look_{look}, legend_{look}, view_{new LineView{look, this}} {
  setObjectName(QStringLiteral("panel"));
  setAttribute(Qt::WA_StyledBackground);
  column_ = new QVBoxLayout{this};
  column_->setContentsMargins(8, 4, 8, 4);
  column_->setSpacing(0);
  head_ = new QHBoxLayout;
  head_->addWidget(&title_, 1);
  head_->addWidget(&legend_);
  log_.setText(tr("log"));
  log_.setCheckable(true);
  log_.setToolTip(tr("Logarithmic axis"));
  log_.setAccessibleName(log_.toolTip());
  reset_.setText(tr("show all"));
  reset_.setToolTip(tr("Show the whole axis again (right click)"));
  reset_.hide();
  reset_.setAccessibleName(reset_.toolTip());
  head_->addWidget(&reset_);
  head_->addWidget(&log_);
  column_->addLayout(head_);
  column_->addWidget(view_, 1);
  empty_.setObjectName(QStringLiteral("soft"));
  empty_.setAlignment(Qt::AlignCenter);
  empty_.setWordWrap(true);
  column_->addWidget(&empty_, 1);
  connect(&legend_, &LegendBar::toggled, this, [this](const QString& name, bool shown) {
    view_->hide_series(name.toStdString(), !shown);
  });
  view_->setAccessibleName(tr("Chart"));
  view_->on_pick = [this](double x) { emit time_picked(x); };
  connect(&log_, &QToolButton::toggled, this, &ChartPane::rebuild);
  connect(&reset_, &QToolButton::clicked, view_, &LineView::show_all);
  connect(view_, &LineView::zoomed, &reset_, &QWidget::setVisible);
  connect(&look_, &Look::changed, this, &ChartPane::rebuild);
}

ChartPane::~ChartPane() = default;

QWidget& ChartPane::picture() { return *view_; }

void ChartPane::show_chart(const QString& title, reports::LineChart chart, const QString& empty) {
  title_.setText(title);
  view_->setAccessibleName(title.isEmpty() ? tr("Chart") : title);
  empty_.setText(empty);
  const bool other = chart.y.name != chart_.y.name || chart.y.scale != chart_.y.scale;
  chart_ = std::move(chart);
  if (other) {
    const QSignalBlocker quiet{&log_};
    log_.setChecked(chart_.y.scale == reports::Axis::Scale::logarithmic);
  }
  rebuild();
}

void ChartPane::rebuild() {
  const bool any = std::any_of(chart_.series.begin(), chart_.series.end(), [](const auto& series) {
    return std::any_of(series.points.begin(), series.points.end(),
                       [](const auto& point) { return point.y.has_value(); });
  });
  view_->setVisible(any);
  empty_.setVisible(!any);
  log_.setEnabled(any);
  fill_legend();
  drawn_points_ = any ? view_->draw(chart_, log_.isChecked()) : 0;
  const bool over_time = chart_.x.scale != reports::Axis::Scale::rest;
  view_->set_cursor(over_time ? cursor_s_ : std::nullopt);
}

void ChartPane::set_cursor_s(std::optional<double> seconds) {
  cursor_s_ = seconds;
  if (chart_.x.scale != reports::Axis::Scale::rest) view_->set_cursor(seconds);
}

void ChartPane::hide_series(const std::string& name, bool hidden) {
  view_->hide_series(name, hidden);
  fill_legend();
}

void ChartPane::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  place_legend();
}

/// One line needs no legend, unless nothing else says what it is.
void ChartPane::fill_legend() {
  std::vector<LegendBar::Entry> entries;
  const bool named = chart_.series.size() > 1 || chart_.y.unit == reports::Axis::Unit::plain;
  for (std::size_t i = 0; named && i < chart_.series.size(); ++i) {
    const std::string& name = chart_.series[i].name;
    entries.push_back({QString::fromStdString(name),
                       colour_of_series(look_.theme(), chart_.series[i], i),
                       !view_->is_hidden(name)});
  }
  legend_.show_entries(std::move(entries));
  place_legend();
}

/// Beside the title where both have room, else below it.
void ChartPane::place_legend() {
  constexpr int buttons = 150;
  const bool beside = title_.sizeHint().width() + legend_.wanted_width() + buttons <= width();
  const bool is_beside = head_->indexOf(&legend_) >= 0;
  if (beside == is_beside) return;
  if (beside) {
    column_->removeWidget(&legend_);
    head_->insertWidget(1, &legend_);
  } else {
    head_->removeWidget(&legend_);
    column_->insertWidget(1, &legend_);
  }
}

QString ChartPane::read_out(double x) const { return view_->read_out(x); }

}  // namespace isthmus::gui
