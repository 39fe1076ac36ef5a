// What is drawn over the lines of a chart, and what the pointer does there.
#include <QChart>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "gui/line_view.hpp"

namespace isthmus::gui {
namespace {

using reports::Axis;
using reports::Period;

constexpr double click_reach = 3;  // Pixels that a click may move before it is a drag.

}  // namespace

void LineView::draw_periods(QPainter& painter, const QRectF& area) const {
  for (const Period& period : chart_.periods) {
    const double from = std::clamp(view_x(period.from), area.left(), area.right());
    const double to = std::clamp(view_x(period.to), area.left(), area.right());
    const bool fault = period.kind == Period::Kind::fault;
    QColor fill = fault ? look_.theme().fault : look_.theme().shade;
    if (period.kind == Period::Kind::change || to - from < 1) {
      painter.setPen(QPen{look_.theme().accent, 1, Qt::DashLine});
      painter.drawLine(QPointF{from, area.top()}, QPointF{from, area.bottom()});
    } else {
      fill.setAlphaF(fault ? 0.16F : 0.14F);
      painter.fillRect(QRectF{from, area.top(), to - from, area.height()}, fill);
    }
    const QString name = QString::fromStdString(period.name);
    const double room = std::max(to - from, 80.0);
    painter.setPen(look_.theme().dim);
    painter.drawText(
        QRectF{from + 4, area.top() + 1, room, 14}, Qt::AlignLeft | Qt::AlignTop,
        painter.fontMetrics().elidedText(name, Qt::ElideRight, static_cast<int>(room) - 4));
  }
}

void LineView::draw_limits(QPainter& painter, const QRectF& area) const {
  const double scale = y_scale();
  for (const reports::Rule& limit : chart_.limits) {
    const double y = chart()->mapToPosition({0, limit.at * scale}, lines_.front()).y();
    if (y < area.top() || y > area.bottom()) continue;
    painter.setPen(QPen{look_.theme().bad, 1.2, Qt::DashLine});
    painter.drawLine(QPointF{area.left(), y}, QPointF{area.right(), y});
    const QString name = QString::fromStdString(limit.name);
    const double width = painter.fontMetrics().horizontalAdvance(name) + 8;
    const QRectF plate{area.right() - width - 2, y - 16, width, 15};
    QColor back = look_.theme().panel;
    back.setAlphaF(0.85F);
    painter.fillRect(plate, back);
    painter.drawText(plate, Qt::AlignCenter, name);
  }
}

void LineView::draw_hover(QPainter& painter, const QRectF& area) const {
  if (!hover_ || !area.contains(*hover_)) return;
  const double value = chart()->mapToValue(*hover_, lines_.front()).x();
  const double x = chart_.x.scale == Axis::Scale::rest ? 1 - std::pow(10, -value) : value;
  const QString text = read_out(x);
  if (text.isEmpty()) return;
  painter.setPen(QPen{look_.theme().dim, 1, Qt::DotLine});
  painter.drawLine(QPointF{hover_->x(), area.top()}, QPointF{hover_->x(), area.bottom()});
  QRectF box = painter.boundingRect(QRectF{0, 0, 400, 400}, Qt::AlignLeft | Qt::AlignTop, text);
  box.adjust(0, 0, 14, 8);
  box.moveTopLeft(*hover_ + QPointF{12, -box.height() / 2});
  if (box.right() > area.right()) box.moveRight(hover_->x() - 12);
  box.moveTop(
      std::clamp(box.top(), area.top(), std::max(area.top(), area.bottom() - box.height())));
  painter.setPen(QPen{look_.theme().line, 1});
  painter.setBrush(look_.theme().card);
  painter.drawRoundedRect(box, 5, 5);
  painter.setPen(look_.theme().text);
  painter.drawText(box.adjusted(7, 4, -7, -4), Qt::AlignLeft | Qt::AlignVCenter, text);
}

void LineView::drawForeground(QPainter* painter, const QRectF&) {
  if (lines_.empty()) return;
  const QRectF area = chart()->plotArea();
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  QFont small = font();
  small.setPixelSize(11);
  painter->setFont(small);
  draw_periods(*painter, area);
  draw_limits(*painter, area);
  if (cursor_) {
    const double x = view_x(*cursor_);
    if (x >= area.left() - 1 && x <= area.right() + 1) {
      painter->setPen(QPen{look_.theme().accent, 1.4});
      painter->drawLine(QPointF{x, area.top()}, QPointF{x, area.bottom()});
    }
  }
  draw_hover(*painter, area);
  painter->restore();
}

void LineView::mouseMoveEvent(QMouseEvent* event) {
  hover_ = event->position();
  viewport()->update();
  QChartView::mouseMoveEvent(event);
}

void LineView::mousePressEvent(QMouseEvent* event) {
  pressed_ = event->position();
  QChartView::mousePressEvent(event);
}

/// A click picks a time; a drag zooms; the right button takes the zoom back.
void LineView::mouseReleaseEvent(QMouseEvent* event) {
  const QPointF by = event->position() - pressed_;
  const bool click = std::hypot(by.x(), by.y()) <= click_reach;
  if (event->button() == Qt::RightButton) return show_all();
  QChartView::mouseReleaseEvent(event);
  if (!click) emit zoomed(chart()->isZoomed());
  const bool inside = chart()->plotArea().contains(event->position());
  if (!click || !inside || lines_.empty() || !on_pick) return;
  on_pick(chart()->mapToValue(event->position(), lines_.front()).x());
}

void LineView::show_all() {
  chart()->zoomReset();
  emit zoomed(false);
}

void LineView::leaveEvent(QEvent* event) {
  hover_.reset();
  viewport()->update();
  QChartView::leaveEvent(event);
}

}  // namespace isthmus::gui
