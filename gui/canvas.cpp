#include "gui/canvas.hpp"

#include <QPaintEvent>
#include <algorithm>
#include <cmath>

namespace isthmus::gui {
namespace {

constexpr double scale_least = 0.02;
constexpr double scale_most = 4;
constexpr double scale_fit_most = 1.6;  // A few boxes are not blown up to fill a screen.
constexpr double step_of_zoom = 1.25;
constexpr int rest_ms = 70;
constexpr double fit_margin = 10;

}  // namespace

Canvas::Canvas(const Look& look, QWidget* parent) : QWidget{parent}, look_{look} {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setMinimumSize(240, 160);
  setAccessibleName(tr("Topology"));
  setAccessibleDescription(
      tr("A picture of partitions, gateways and services. The explorer lists the same things."));
  rest_.setSingleShot(true);
  rest_.setInterval(rest_ms);
  connect(&rest_, &QTimer::timeout, this, &Canvas::refresh_layer);
  connect(&layer_, &EdgeLayer::ready, this, qOverload<>(&QWidget::update));
  connect(&look_, &Look::changed, this, [this] {
    refresh_layer();
    update();
  });
}

void Canvas::show_picture(PicturePtr picture, Place place) {
  picture_ = std::move(picture);
  shade_.reset();
  drag_.reset();
  if (place == Place::fit || fitted_) fit();
  update();
}

void Canvas::show_shade(std::shared_ptr<const Shade> shade) {
  shade_ = std::move(shade);
  refresh_layer();
  update();
}

void Canvas::set_camera(const Camera& camera) {
  if (camera == camera_) return;
  camera_ = camera;
  if (has_layer()) rest_.start();
  update();
}

void Canvas::fit() {
  fitted_ = true;
  if (!picture_ || width() < 2) return;
  const QRectF bounds = picture_->bounds();
  const QSizeF room{width() - 2 * fit_margin, height() - 2 * fit_margin};
  Camera camera;
  camera.scale =
      std::clamp(std::min(room.width() / bounds.width(), room.height() / bounds.height()),
                 scale_least, scale_fit_most);
  camera.offset = QRectF{rect()}.center() - bounds.center() * camera.scale;
  set_camera(camera);
}

void Canvas::zoom_by(double factor, QPointF around) {
  Camera camera = camera_;
  camera.scale = std::clamp(camera_.scale * factor, scale_least, scale_most);
  camera.offset = around - camera_.to_scene(around) * camera.scale;
  fitted_ = false;
  set_camera(camera);
}

void Canvas::zoom_in() { zoom_by(step_of_zoom, QRectF{rect()}.center()); }
void Canvas::zoom_out() { zoom_by(1 / step_of_zoom, QRectF{rect()}.center()); }
void Canvas::zoom_to_actual() { zoom_by(1 / camera_.scale, QRectF{rect()}.center()); }

void Canvas::reveal(std::size_t node) {
  const QRectF box = camera_.to_view(picture_->node_box(node));
  if (QRectF{rect()}.adjusted(12, 12, -12, -12).contains(box)) return;
  Camera camera = camera_;
  camera.offset += QRectF{rect()}.center() - box.center();
  fitted_ = false;
  set_camera(camera);
}

QPointF Canvas::place_of(std::size_t node) const {
  return camera_.to_view(picture_->node_box(node)).center();
}

bool Canvas::has_layer() const {
  return picture_ && picture_->edge_bounds.size() > EdgeLayer::edges_least;
}

EdgeLayer::Order Canvas::layer_order() const {
  return {picture_, shade_, look_.theme(), camera_, size(), devicePixelRatioF()};
}

void Canvas::refresh_layer() {
  if (has_layer() && shade_ && width() > 1) layer_.order(layer_order());
}

void Canvas::settle() {
  rest_.stop();
  if (has_layer() && shade_) layer_.paint_now(layer_order());
  repaint();
}

void Canvas::paintEvent(QPaintEvent* event) {
  QPainter painter{this};
  painter.fillRect(event->rect(), look_.theme().page);
  if (!picture_ || !shade_) return;
  painter.setRenderHint(QPainter::Antialiasing);
  const Paint paint{painter,   look_.theme(),
                    *picture_, *shade_,
                    camera_,   camera_.to_scene(QRectF{event->rect()}.adjusted(-2, -2, 2, 2))};
  if (has_layer()) {
    paint_boxes(paint);
    layer_.draw(painter, camera_);
    paint_way(paint);
    paint_nodes(paint);
    paint_labels(paint);
  } else {
    paint_all(paint);
  }
  if (has_map()) {
    const QRectF seen = camera_.to_scene(QRectF{rect()});
    paint_map(painter, look_.theme(), *picture_, map_box(), seen);
  }
  if (drag_ && drag_->moving && drag_->node) paint_ghost(painter);
  if (hasFocus() && shows_focus_) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen{look_.theme().accent, 1});
    painter.drawRect(QRectF{rect()}.adjusted(0.5, 0.5, -0.5, -0.5));
  }
}

/// Where a node would stand if it were let go now.
void Canvas::paint_ghost(QPainter& painter) const {
  const QRectF box = camera_.to_view(picture_->node_box(*drag_->node));
  painter.setPen(QPen{look_.theme().accent, 1.5, Qt::DashLine});
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(box.translated(pointer_ - drag_->from), 6, 6);
}

void Canvas::paint_whole(QPainter& painter, const QRectF& where) const {
  if (!picture_ || !shade_) return;
  const QRectF bounds = picture_->bounds();
  Camera camera;
  camera.scale = std::min(where.width() / bounds.width(), where.height() / bounds.height());
  camera.offset = where.center() - bounds.center() * camera.scale;
  painter.fillRect(where, look_.theme().page);
  paint_all({painter, look_.theme(), *picture_, *shade_, camera, bounds});
}

void Canvas::resizeEvent(QResizeEvent*) {
  if (fitted_) fit();
  refresh_layer();
  emit resized();
}

bool Canvas::has_map() const {
  return picture_ && !QRectF{rect()}
                          .adjusted(-1, -1, 1, 1)
                          .contains(camera_.to_view(picture_->bounds().adjusted(16, 16, -16, -16)));
}

QRectF Canvas::map_box() const {
  const QRectF bounds = picture_->bounds();
  const double scale = std::min(150 / bounds.width(), 96 / bounds.height());
  const QSizeF size = bounds.size() * scale;
  return {QPointF{width() - size.width() - 16, height() - size.height() - 16}, size};
}

void Canvas::look_at_map(QPointF view) {
  const QRectF map = map_box();
  const QPointF share{(view.x() - map.left()) / map.width(), (view.y() - map.top()) / map.height()};
  const QRectF bounds = picture_->bounds();
  const QPointF middle{bounds.left() + share.x() * bounds.width(),
                       bounds.top() + share.y() * bounds.height()};
  fitted_ = false;
  set_camera({camera_.scale, QRectF{rect()}.center() - middle * camera_.scale});
}

}  // namespace isthmus::gui
