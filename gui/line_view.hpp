// The part of a chart pane that knows Qt Charts.
#pragma once

#include <QChartView>
#include <QLineSeries>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gui/look.hpp"
#include "gui/time_unit.hpp"
#include "reports/chart.hpp"

namespace isthmus::gui {

/// Where a share stands on an axis of the rest: 0 for 0, 1 for 90 %, 2 for 99 %.
double rest_place(double share);

/// By its number; what was before stands back.
QColor colour_of_series(const Theme& theme, const reports::Series& series, std::size_t index);

class LineView : public QChartView {
  Q_OBJECT

 public:
  explicit LineView(const Look& look, QWidget* parent = nullptr);

  /// Returns  how many points are drawn.
  std::size_t draw(const reports::LineChart& chart, bool logarithmic);
  void set_cursor(std::optional<double> x);
  void hide_series(const std::string& name, bool hidden);
  bool is_hidden(const std::string& name) const;
  QString read_out(double x) const;
  /// Takes every zoom back.
  void show_all();

  std::function<void(double)> on_pick{};  ///< A click at a place of the x axis.

 signals:
  void zoomed(bool closer);  ///< Only a part of the axis is shown, or all of it again.

 protected:
  void drawForeground(QPainter* painter, const QRectF& rect) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  void add_axis(QAbstractAxis* axis, Qt::Alignment side);
  void add_x_axis();
  void add_y_axis(bool logarithmic);
  QString label_format() const;
  double y_scale() const;
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
