// Bars with their names and numbers beside them: how busy things are, where a latency goes.
#pragma once

#include <QWidget>

#include "gui/look.hpp"
#include "reports/chart.hpp"

namespace isthmus::gui {

class BarPane : public QWidget {
  Q_OBJECT

 public:
  enum class Scale {
    share,  ///< One part each, of a whole that is 1.
    sum,    ///< Parts that add up; the longest row fills the width.
  };

  BarPane(const Look& look, Scale scale, QWidget* parent = nullptr);

  void show_chart(const QString& title, reports::BarChart chart, const QString& empty = {});
  const reports::BarChart& chart() const { return chart_; }
  const QString& title() const { return title_; }

  QSize sizeHint() const override { return {360, 180}; }
  QSize minimumSizeHint() const override { return {160, 80}; }

 signals:
  void row_picked(const QString& name);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Place {
    QRectF row{};
    QRectF bar{};
  };

  double greatest() const;
  double name_width() const;
  Place place_of(std::size_t row) const;
  void paint_share(QPainter& painter, const reports::BarChart::Row& row, const Place& place) const;
  void paint_parts(QPainter& painter, const reports::BarChart::Row& row, const Place& place) const;
  void paint_legend(QPainter& painter, double top) const;

  const Look& look_;
  Scale scale_;
  QString title_;
  QString empty_;
  reports::BarChart chart_;
};

}  // namespace isthmus::gui
