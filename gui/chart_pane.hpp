// A chart of lines: hover read-out, time cursor, zoom by dragging, linear or logarithmic, lines
// shown and hidden by their legend. Qt Charts stays behind this class (decision 0151).
#pragma once

#include <QBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QWidget>
#include <optional>
#include <string>

#include "gui/elided_label.hpp"
#include "gui/legend_bar.hpp"
#include "gui/look.hpp"
#include "reports/chart.hpp"

namespace isthmus::gui {

class LineView;

class ChartPane : public QWidget {
  Q_OBJECT

 public:
  explicit ChartPane(const Look& look, QWidget* parent = nullptr);
  ~ChartPane() override;

  /// `empty`: what is said where there is nothing to draw.
  void show_chart(const QString& title, reports::LineChart chart, const QString& empty = {});
  void set_cursor_s(std::optional<double> seconds);

  const reports::LineChart& chart() const { return chart_; }
  QString title() const { return title_.text(); }
  bool is_logarithmic() const { return log_.isChecked(); }
  void set_logarithmic(bool on) { log_.setChecked(on); }
  void hide_series(const std::string& name, bool hidden);
  /// Points that are drawn, of all lines together.
  std::size_t drawn_points() const { return drawn_points_; }
  /// The read-out at a place on the x axis: a line for each series.
  QString read_out(double x) const;
  QWidget& picture();
  LegendBar& legend() { return legend_; }

 signals:
  void time_picked(double seconds);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void rebuild();
  void fill_legend();
  void place_legend();

  const Look& look_;
  reports::LineChart chart_;
  std::optional<double> cursor_s_;
  std::size_t drawn_points_ = 0;
  ElidedLabel title_;
  LegendBar legend_;
  QHBoxLayout* head_ = nullptr;
  QVBoxLayout* column_ = nullptr;
  QLabel empty_;
  QToolButton log_;
  QToolButton reset_;
  LineView* view_;
};

}  // namespace isthmus::gui
