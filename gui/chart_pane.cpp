#include "gui/chart_pane.hpp"

#include <QChart>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/line_view.hpp"

namespace isthmus::gui {

ChartPane::ChartPane(const Look& look, QWidget* parent)
    : QWidget{parent}, look_{look}, view_{new LineView{look, this}} {
  setObjectName(QStringLiteral("panel"));
  setAttribute(Qt::WA_StyledBackground);
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(8, 4, 8, 4);
  column->setSpacing(0);
  auto* head = new QHBoxLayout;
  title_.setObjectName(QStringLiteral("heading"));
  title_.setMinimumWidth(40);
  head->addWidget(&title_, 1);
  log_.setText(tr("log"));
  log_.setCheckable(true);
  log_.setToolTip(tr("Logarithmic axis"));
  log_.setAccessibleName(log_.toolTip());
  reset_.setText(tr("whole"));
  reset_.setToolTip(tr("Show the whole time again; drag in the chart to zoom"));
  reset_.setAccessibleName(reset_.toolTip());
  head->addWidget(&reset_);
  head->addWidget(&log_);
  column->addLayout(head);
  column->addWidget(view_, 1);
  empty_.setObjectName(QStringLiteral("soft"));
  empty_.setAlignment(Qt::AlignCenter);
  empty_.setWordWrap(true);
  column->addWidget(&empty_, 1);
  view_->on_pick = [this](double x) { emit time_picked(x); };
  connect(&log_, &QToolButton::toggled, this, &ChartPane::rebuild);
  connect(&reset_, &QToolButton::clicked, this, [this] { view_->chart()->zoomReset(); });
  connect(&look_, &Look::changed, this, &ChartPane::rebuild);
}

ChartPane::~ChartPane() = default;

QWidget& ChartPane::picture() { return *view_; }

void ChartPane::show_chart(const QString& title, reports::LineChart chart, const QString& empty) {
  title_.setText(title);
  title_.setToolTip(title);
  view_->setAccessibleName(title);
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
  reset_.setEnabled(any);
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
}

QString ChartPane::read_out(double x) const { return view_->read_out(x); }

}  // namespace isthmus::gui
