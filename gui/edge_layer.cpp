#include "gui/edge_layer.hpp"

namespace isthmus::gui {

EdgeLayer::Layer EdgeLayer::painted(const Order& order) {
  Layer layer{QImage{order.size * order.device_ratio, QImage::Format_ARGB32_Premultiplied},
              order.camera};
  layer.image.setDevicePixelRatio(order.device_ratio);
  layer.image.fill(Qt::transparent);
  QPainter painter{&layer.image};
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF visible = order.camera.to_scene(QRectF{QPointF{0, 0}, QSizeF{order.size}});
  paint_edges({painter, order.theme, *order.picture, *order.shade, order.camera, visible});
  return layer;
}

void EdgeLayer::order(Order order) {
  engine_.ask<Layer>([order = std::move(order)](const Engine::Cancel&) { return painted(order); },
                     [this](Layer layer) {
                       layer_ = std::move(layer);
                       emit ready();
                     });
}

void EdgeLayer::paint_now(const Order& order) {
  engine_.forget();
  layer_ = painted(order);
}

void EdgeLayer::draw(QPainter& painter, const Camera& camera) const {
  if (layer_.image.isNull()) return;
  const double zoom = camera.scale / layer_.camera.scale;
  const QPointF origin = camera.offset - layer_.camera.offset * zoom;
  const QSizeF size = QSizeF{layer_.image.size()} / layer_.image.devicePixelRatio() * zoom;
  painter.drawImage(QRectF{origin, size}, layer_.image);
}

}  // namespace isthmus::gui
