#include "gui/line_view.hpp"

#include <QCategoryAxis>
#include <QChart>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLogValueAxis>
#include <QMouseEvent>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

#include "gui/decimate.hpp"
#include "reports/figure_text.hpp"

namespace isthmus::gui {
namespace {

using reports::Axis;

QFont small_font(QFont font, QFont::Weight weight = QFont::Normal) {
  font.setPixelSize(11);
  font.setWeight(weight);
  return font;
}

struct Range {
  double least = 1e300;
  double most = -1e300;

  void take(double value) {
    least = std::min(least, value);
    most = std::max(most, value);
  }
  bool any() const { return least <= most; }
};

Range y_range(const reports::LineChart& chart) {
  Range range;
  for (const reports::Series& series : chart.series) {
    for (const reports::ChartPoint& point : series.points) {
      if (point.y) range.take(*point.y);
    }
  }
  for (const reports::Rule& limit : chart.limits) range.take(limit.at);
  return range;
}

double x_most(const reports::LineChart& chart) {
  Range range;
  for (const reports::Series& series : chart.series) {
    for (const reports::ChartPoint& point : series.points) range.take(point.x);
  }
  return range.any() ? range.most : 1;
}

/// As many ticks as stand at round numbers, up to so many.
int ticks_for(double range, int most) {
  for (int parts = most - 1; parts >= 2; --parts) {
    const double step = range / parts;
    const double digits = step / std::pow(10, std::floor(std::log10(step)));
    const bool whole = range < 20 || std::abs(step - std::round(step)) < 1e-9;
    if (whole && std::abs(2 * digits - std::round(2 * digits)) < 1e-9) return parts + 1;
  }
  return 3;
}

/// 1, 2 or 5 times a power of ten, above.
double round_up(double value) {
  if (value <= 0) return 1;
  const double power = std::pow(10, std::floor(std::log10(value)));
  for (const double step : {1.0, 2.0, 5.0, 10.0}) {
    if (step * power >= value * 0.999999) return step * power;
  }
  return value;
}

}  // namespace

TimeUnit time_unit_for(double greatest_s) {
  if (greatest_s >= 10) return {1, "s"};
  if (greatest_s >= 0.001) return {1e3, "ms"};
  return {1e6, "µs"};
}

QColor colour_of_series(const Theme& theme, const reports::Series& series, std::size_t index) {
  return series.look == reports::Series::Look::before ? theme.dim
                                                      : theme.series[index % theme.series.size()];
}

double rest_place(double share) { return -std::log10(std::max(1 - share, 1e-9)); }

LineView::LineView(const Look& look, QWidget* parent) : QChartView{parent}, look_{look} {
  setRenderHint(QPainter::Antialiasing);
  setRubberBand(QChartView::HorizontalRubberBand);
  setMouseTracking(true);
  setFrameShape(QFrame::NoFrame);
  chart()->setMargins({4, 0, 6, 2});
  chart()->layout()->setContentsMargins(0, 0, 0, 0);
  chart()->setBackgroundRoundness(0);
  chart()->legend()->hide();  // The pane has one of its own, for keys too.
  setMinimumHeight(70);
}

double LineView::x_of(double x) const {
  return chart_.x.scale == Axis::Scale::rest ? rest_place(x) : x;
}

/// Numbers carry their units, so that no room goes into titles beside the axes.
QString LineView::label_format() const {
  switch (chart_.y.unit) {
    case Axis::Unit::seconds:
      return QStringLiteral("%g ") + QString::fromUtf8(unit_.name);
    case Axis::Unit::share:
      return QStringLiteral("%g %%");
    case Axis::Unit::plain:
      break;
  }
  return QStringLiteral("%g/s");
}

double LineView::y_scale() const {
  switch (chart_.y.unit) {
    case Axis::Unit::seconds:
      return unit_.per_second;
    case Axis::Unit::share:
      return 100;
    case Axis::Unit::plain:
      break;
  }
  return 1;
}

void LineView::add_axis(QAbstractAxis* axis, Qt::Alignment side) {
  const Theme& theme = look_.theme();
  axis->setLabelsFont(small_font(font()));
  axis->setLabelsColor(theme.dim);
  axis->setGridLineColor(theme.rule);
  axis->setMinorGridLineColor(theme.rule);
  axis->setLinePenColor(theme.line);
  chart()->addAxis(axis, side);
}

void LineView::add_x_axis() {
  if (chart_.x.scale == Axis::Scale::rest) {
    auto* axis = new QCategoryAxis;
    axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    const double most = std::max(1.0, rest_place(x_most(chart_)));
    axis->setRange(0, most);
    const char* names[] = {"0", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %", "99.9999 %"};
    for (int i = 0; i < 7 && i <= most; ++i) axis->append(QString::fromUtf8(names[i]), i);
    return add_axis(axis, Qt::AlignBottom);
  }
  auto* axis = new QValueAxis;
  axis->setRange(chart_.x.from.value_or(0), chart_.x.to.value_or(x_most(chart_)));
  axis->setTickCount(ticks_for(axis->max() - axis->min(), std::clamp(width() / 110, 3, 13)));
  axis->setLabelFormat(chart_.x.to.value_or(0) >= 20 ? QStringLiteral("%.0f s")
                                                     : QStringLiteral("%.4g s"));
  add_axis(axis, Qt::AlignBottom);
}

void LineView::add_y_axis(bool logarithmic) {
  const Range range = y_range(chart_);
  const double scale = y_scale();
  if (logarithmic && range.any() && range.least > 0) {
    auto* axis = new QLogValueAxis;
    axis->setBase(10);
    axis->setLabelFormat(label_format());
    axis->setMinorTickCount(8);
    const double low = std::floor(std::log10(range.least * scale) + 1e-9);
    const double high = std::ceil(std::log10(range.most * scale) - 1e-9);
    axis->setRange(std::pow(10, low), std::pow(10, std::max(high, low + 1)));
    return add_axis(axis, Qt::AlignLeft);
  }
  auto* axis = new QValueAxis;
  const double most =
      chart_.y.to ? *chart_.y.to * scale : round_up(range.any() ? range.most * scale : 1);
  axis->setRange(chart_.y.from.value_or(0) * scale, most);
  axis->setTickCount(height() < 130 ? 3 : 5);
  axis->setLabelFormat(label_format());
  add_axis(axis, Qt::AlignLeft);
}

void LineView::add_series(const reports::Series& series, std::size_t index) {
  std::vector<QPointF> points;
  const double scale = y_scale();
  for (const reports::ChartPoint& point : series.points) {
    if (point.y) points.emplace_back(x_of(point.x), *point.y * scale);
  }
  auto* line = new QLineSeries;
  line->setName(QString::fromStdString(series.name));
  const bool before = series.look == reports::Series::Look::before;
  line->setPen(QPen{colour_of_series(look_.theme(), series, index), 1.8,
                    before ? Qt::DashLine : Qt::SolidLine});
  const auto drawn = decimated(points, chart_points_most);
  line->replace(QList<QPointF>{drawn.begin(), drawn.end()});
  chart()->addSeries(line);
  for (QAbstractAxis* axis : chart()->axes()) line->attachAxis(axis);
  line->setVisible(!is_hidden(series.name));
  lines_.push_back(line);
}

std::size_t LineView::draw(const reports::LineChart& content, bool logarithmic) {
  const Theme& theme = look_.theme();
  chart_ = content;
  lines_.clear();
  chart()->removeAllSeries();
  for (QAbstractAxis* axis : chart()->axes()) {
    chart()->removeAxis(axis);
    delete axis;
  }
  const Range range = y_range(content);
  unit_ = time_unit_for(range.any() ? range.most : 1);
  chart()->setBackgroundBrush(theme.panel);
  setBackgroundBrush(theme.panel);
  add_x_axis();
  add_y_axis(logarithmic);
  std::size_t drawn = 0;
  for (std::size_t i = 0; i < content.series.size(); ++i) {
    add_series(content.series[i], i);
    drawn += static_cast<std::size_t>(lines_.back()->count());
  }
  emit zoomed(false);  // New axes begin whole.
  return drawn;
}

void LineView::hide_series(const std::string& name, bool hidden) {
  std::erase(hidden_, name);
  if (hidden) hidden_.push_back(name);
  for (QLineSeries* line : lines_) {
    if (line->name().toStdString() == name) line->setVisible(!hidden);
  }
}

bool LineView::is_hidden(const std::string& name) const {
  return std::find(hidden_.begin(), hidden_.end(), name) != hidden_.end();
}

void LineView::set_cursor(std::optional<double> x) {
  if (cursor_ == x) return;
  cursor_ = x;
  viewport()->update();
}

double LineView::view_x(double x) const {
  return lines_.empty() ? 0 : chart()->mapToPosition({x, 1}, lines_.front()).x();
}

QString LineView::y_text(double y) const {
  switch (chart_.y.unit) {
    case Axis::Unit::seconds:
      return QString::fromStdString(reports::seconds_text(y));
    case Axis::Unit::share:
      return QString::fromStdString(reports::percent_text(y));
    case Axis::Unit::plain:
      break;
  }
  return QString::fromStdString(reports::plain_text(y));
}

QString LineView::read_out(double x) const {
  QStringList rows;
  std::optional<double> nearest;
  for (std::size_t i = 0; i < chart_.series.size(); ++i) {
    const reports::Series& series = chart_.series[i];
    const auto found = std::min_element(
        series.points.begin(), series.points.end(),
        [&](const auto& a, const auto& b) { return std::abs(a.x - x) < std::abs(b.x - x); });
    if (is_hidden(series.name) || found == series.points.end() || !found->y) continue;
    nearest = found->x;
    rows << QStringLiteral("%1  %2").arg(QString::fromStdString(series.name), y_text(*found->y));
  }
  if (!nearest) return {};
  const QString where = chart_.x.unit == Axis::Unit::share
                            ? QString::fromStdString(reports::percent_text(*nearest))
                            : QString::fromStdString(reports::seconds_text(*nearest));
  return where + QLatin1Char{'\n'} + rows.join(QLatin1Char{'\n'});
}

}  // namespace isthmus::gui
