// The part of a chart pane that knows Qt Charts.
#pragma once

#include <QChartView>
#include <QLineSeries>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gui/look.hpp"
#include "reports/chart.hpp"

namespace isthmus::gui {

/// The unit in which seconds are drawn, for the greatest value there is.
struct TimeUnit {
  double per_second = 1;
  const char* name = "s";
};
TimeUnit time_unit_for(double greatest_s);

/// Where a share stands on an axis of the rest: 0 for 0, 1 for 90 %, 2 for 99 %.
double rest_place(double share);

class LineView : public QChartView {
  Q_OBJECT

 public:
  explicit LineView(const Look& look, QWidget* parent = nullptr);

  /// Returns  how many points are drawn.
  std::size_t draw(const reports::LineChart& chart, bool logarithmic);
  void set_cursor(std::optional<double> x);
  void hide_series(const std::string& name, bool hidden);
  QString read_out(double x) const;

  std::function<void(double)> on_pick{};  ///< A click at a place of the x axis.

 protected:
  void drawForeground(QPainter* painter, const QRectF& rect) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  void add_axes(const reports::LineChart& chart, bool logarithmic);
  void add_series(const reports::Series& series, std::size_t index);
  double x_of(double x) const;
  double view_x(double x) const;
  void draw_periods(QPainter& painter, const QRectF& area) const;
  void draw_limits(QPainter& painter, const QRectF& area) const;
  void draw_hover(QPainter& painter, const QRectF& area) const;
  QString y_text(double y) const;

  const Look& look_;
  reports::LineChart chart_;
  TimeUnit unit_;
  std::vector<QLineSeries*> lines_;
  std::vector<std::string> hidden_;
  std::optional<double> cursor_;
  std::optional<QPointF> hover_;
  QPointF pressed_;
};

}  // namespace isthmus::gui
