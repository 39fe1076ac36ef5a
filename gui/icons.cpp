#include "gui/icons.hpp"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

namespace isthmus::gui {
namespace {

constexpr int side = 16;
constexpr double ratio = 3;  // Sharp on screens of up to three device pixels.

/// Draws one sign into a square of sixteen by sixteen.
class Drawing {
 public:
  Drawing(QPainter& painter, const QColor& colour) : p_{painter}, colour_{colour} {
    p_.setRenderHint(QPainter::Antialiasing);
    p_.setPen(QPen{colour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
    p_.setBrush(Qt::NoBrush);
  }

  void draw(Sign sign) {
    switch (sign) {
      case Sign::run:
      case Sign::play:
        return filled({{4, 2.5}, {13, 8}, {4, 13.5}});
      case Sign::stop:
        return filled({{4, 4}, {12, 4}, {12, 12}, {4, 12}});
      case Sign::pause:
        filled({{4, 3}, {6.6, 3}, {6.6, 13}, {4, 13}});
        return filled({{9.4, 3}, {12, 3}, {12, 13}, {9.4, 13}});
      case Sign::back:
        line({{4, 3}, {4, 13}});
        return filled({{12.5, 3}, {6, 8}, {12.5, 13}});
      case Sign::forward:
        line({{12, 3}, {12, 13}});
        return filled({{3.5, 3}, {10, 8}, {3.5, 13}});
      case Sign::plus:
        line({{8, 3}, {8, 13}});
        return line({{3, 8}, {13, 8}});
      case Sign::minus:
        return line({{3, 8}, {13, 8}});
      case Sign::open:
      case Sign::save:
      case Sign::report:
      case Sign::reload:
      case Sign::undo:
      case Sign::redo:
        return draw_document(sign);
      case Sign::error:
      case Sign::warning:
      case Sign::note:
      case Sign::good:
      case Sign::service:
      case Sign::gateway:
      case Sign::partition:
        return draw_mark(sign);
      default:
        return draw_view(sign);
    }
  }

 private:
  void line(const QPolygonF& points) { p_.drawPolyline(points); }
  void filled(const QPolygonF& points) {
    p_.setBrush(colour_);
    p_.drawPolygon(points);
    p_.setBrush(Qt::NoBrush);
  }

  void turn(bool left) {
    if (left) {
      p_.translate(side, 0);
      p_.scale(-1, 1);
    }
    QPainterPath path{QPointF{12.8, 6}};
    path.lineTo(6, 6);
    path.arcTo(QRectF{2.6, 6, 7, 7}, 90, 180);
    path.lineTo(9.5, 13);
    p_.drawPath(path);
    line({{9.8, 3}, {12.8, 6}, {9.8, 9}});
  }

  void draw_document(Sign sign) {
    if (sign == Sign::open) {
      return line({{2, 13},
                   {2, 3.5},
                   {6, 3.5},
                   {7.5, 5.2},
                   {12.5, 5.2},
                   {12.5, 7.5},
                   {4.5, 7.5},
                   {2.2, 13},
                   {12, 13},
                   {14.3, 7.5},
                   {12.5, 7.5}});
    }
    if (sign == Sign::save) {
      line({{8, 2.5}, {8, 9.5}});
      line({{4.8, 6.6}, {8, 9.8}, {11.2, 6.6}});
      return line({{2.8, 10.5}, {2.8, 13.2}, {13.2, 13.2}, {13.2, 10.5}});
    }
    if (sign == Sign::report) {
      line({{3.5, 2}, {10, 2}, {12.8, 4.8}, {12.8, 14}, {3.5, 14}, {3.5, 2}});
      line({{6, 11.3}, {6, 8.8}});
      line({{8.2, 11.3}, {8.2, 6.2}});
      return line({{10.4, 11.3}, {10.4, 7.6}});
    }
    if (sign == Sign::reload) {
      p_.drawArc(QRectF{3, 3, 10, 10}, 40 * 16, 280 * 16);
      return filled({{14.3, 2.6}, {13.6, 7}, {9.8, 4.6}});
    }
    turn(sign == Sign::undo);
  }

  void draw_mark(Sign sign) {
    if (sign == Sign::service) return p_.drawRoundedRect(QRectF{2, 4, 12, 8}, 2, 2);
    if (sign == Sign::gateway) {
      return p_.drawPolygon(
          QPolygonF{{{1.5, 8}, {4.6, 3.6}, {11.4, 3.6}, {14.5, 8}, {11.4, 12.4}, {4.6, 12.4}}});
    }
    if (sign == Sign::partition) {
      p_.drawRoundedRect(QRectF{1.5, 2, 13, 12}, 2, 2);
      return line({{1.5, 5.6}, {14.5, 5.6}});
    }
    if (sign == Sign::warning) {
      p_.drawPolygon(QPolygonF{{{8, 2}, {14.5, 13.5}, {1.5, 13.5}}});
      line({{8, 6.3}, {8, 9.6}});
      return p_.drawPoint(QPointF{8, 11.6});
    }
    p_.drawEllipse(QRectF{2, 2, 12, 12});
    if (sign == Sign::good) return line({{5.2, 8.3}, {7.3, 10.4}, {11, 6}});
    if (sign == Sign::error) {
      line({{5.8, 5.8}, {10.2, 10.2}});
      return line({{10.2, 5.8}, {5.8, 10.2}});
    }
    line({{8, 7.5}, {8, 11}});
    p_.drawPoint(QPointF{8, 5});
  }

  void draw_view(Sign sign) {
    if (sign == Sign::search) {
      p_.drawEllipse(QRectF{2.5, 2.5, 8, 8});
      return line({{9.6, 9.6}, {13.5, 13.5}});
    }
    if (sign == Sign::theme) {
      p_.drawEllipse(QRectF{2.5, 2.5, 11, 11});
      QPainterPath half;
      half.moveTo(8, 2.5);
      half.arcTo(QRectF{2.5, 2.5, 11, 11}, 90, -180);
      return p_.fillPath(half, colour_);
    }
    if (sign == Sign::compare) {
      p_.drawRect(QRectF{2, 3, 4.8, 10});
      p_.drawRect(QRectF{9.2, 3, 4.8, 10});
      return line({{3.6, 10}, {5.2, 10}});
    }
    if (sign == Sign::collapse) {
      p_.drawRoundedRect(QRectF{2, 4, 9, 8}, 1.5, 1.5);
      return line({{13.6, 6}, {13.6, 14}, {5, 14}});
    }
    line({{2.5, 6}, {2.5, 2.5}, {6, 2.5}});  // Sign::fit
    line({{10, 2.5}, {13.5, 2.5}, {13.5, 6}});
    line({{13.5, 10}, {13.5, 13.5}, {10, 13.5}});
    line({{6, 13.5}, {2.5, 13.5}, {2.5, 10}});
  }

  QPainter& p_;
  QColor colour_;
};

QPixmap pixmap_of(Sign sign, const QColor& colour) {
  QPixmap pixmap{QSize{side, side} * ratio};
  pixmap.setDevicePixelRatio(ratio);
  pixmap.fill(Qt::transparent);
  QPainter painter{&pixmap};
  Drawing{painter, colour}.draw(sign);
  return pixmap;
}

}  // namespace

QIcon icon_of(Sign sign, const QColor& colour) {
  QIcon icon{pixmap_of(sign, colour)};
  QColor weak = colour;
  weak.setAlphaF(0.35F);
  icon.addPixmap(pixmap_of(sign, weak), QIcon::Disabled);
  return icon;
}

}  // namespace isthmus::gui
