// What the pointer and the keys do on the canvas.
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <limits>

#include "gui/canvas.hpp"
#include "reports/figure_text.hpp"

namespace isthmus::gui {
namespace {

constexpr double drag_least = 4;
constexpr double edge_reach = 6;  // Pixels from an edge at which it is still meant.
constexpr double key_pan = 60;

double distance_to(const QPainterPath& path, QPointF at) {
  double least = std::numeric_limits<double>::max();
  constexpr int samples = 48;
  for (int i = 0; i <= samples; ++i) {
    const QPointF gap = path.pointAtPercent(static_cast<double>(i) / samples) - at;
    least = std::min(least, std::hypot(gap.x(), gap.y()));
  }
  return least;
}

}  // namespace

std::optional<std::size_t> Canvas::node_at(QPointF view) const {
  if (!picture_) return std::nullopt;
  const QPointF at = camera_.to_scene(view);
  for (std::size_t v = picture_->topology.nodes.size(); v-- > 0;) {
    if (picture_->node_box(v).contains(at)) return v;
  }
  return std::nullopt;
}

std::optional<std::size_t> Canvas::box_at(QPointF view) const {
  if (!picture_) return std::nullopt;
  const QPointF at = camera_.to_scene(view);
  for (std::size_t b = 0; b < picture_->topology.boxes.size(); ++b) {
    if (picture_->box_box(b).contains(at)) return b;
  }
  return std::nullopt;
}

std::optional<std::size_t> Canvas::edge_at(QPointF view) const {
  if (!picture_ || has_layer()) return std::nullopt;
  const QPointF at = camera_.to_scene(view);
  const double reach = edge_reach / camera_.scale;
  std::optional<std::size_t> nearest;
  double least = reach;
  for (std::size_t e = 0; e < picture_->edge_bounds.size(); ++e) {
    if (!picture_->edge_bounds[e].adjusted(-reach, -reach, reach, reach).contains(at)) continue;
    const double gap = distance_to(picture_->edge(e), at);
    if (gap > least) continue;
    least = gap;
    nearest = e;
  }
  return nearest;
}

Thing Canvas::thing_at(QPointF view) const {
  if (const auto node = node_at(view)) return picture_->node_things[*node];
  if (const auto box = box_at(view)) return picture_->box_things[*box];
  return {};
}

QString Canvas::edge_tip(std::size_t edge) const {
  QString text = QString::fromStdString(picture_->topology.edges[edge].title);
  if (!shade_) return text;
  const EdgeState& state = shade_->edges[edge];
  if (state.per_s > 0) {
    text += QStringLiteral("\n%1 requests/s %2")
                .arg(QString::fromStdString(reports::plain_text(state.per_s)),
                     shade_->measured ? tr("at this moment") : tr("offered"));
  }
  if (state.failed_per_s > 0) {
    text += tr("\n%1/s fail").arg(QString::fromStdString(reports::plain_text(state.failed_per_s)));
  }
  if (state.p99_s > 0) {
    text += QStringLiteral("\np99 ") + QString::fromStdString(reports::seconds_text(state.p99_s));
  }
  return text;
}

QString Canvas::tip_at(QPointF view) const {
  if (const auto node = node_at(view)) {
    QString text = QString::fromStdString(picture_->topology.nodes[*node].title);
    if (!shade_) return text;
    const NodeState& state = shade_->nodes[*node];
    if (state.busy) {
      text += tr("\nbusy %1").arg(QString::fromStdString(reports::percent_text(*state.busy)));
      text += tr("\nwaiting %1").arg(QString::fromStdString(reports::plain_text(state.queue)));
    }
    return text;
  }
  if (const auto edge = edge_at(view)) return edge_tip(*edge);
  if (const auto box = box_at(view)) {
    const auto& one = picture_->topology.boxes[*box];
    return QString::fromStdString(one.what + " " + one.name + "\n" + one.where);
  }
  return {};
}

bool Canvas::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString tip = tip_at(help->pos());
    tip.isEmpty() ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), tip, this);
    return true;
  }
  return QWidget::event(event);
}

void Canvas::focusInEvent(QFocusEvent* event) {
  shows_focus_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
  QWidget::focusInEvent(event);
}

void Canvas::wheelEvent(QWheelEvent* event) {
  const double steps = event->angleDelta().y() / 120.0;
  if (steps != 0) zoom_by(std::pow(1.18, steps), event->position());
  event->accept();
}

void Canvas::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) return;
  pointer_ = event->position();
  drag_ = Drag{pointer_, camera_, {}, has_map() && map_box().contains(pointer_), false};
  if (drag_->on_map) return look_at_map(pointer_);
  if (event->button() == Qt::LeftButton) drag_->node = node_at(pointer_);
}

void Canvas::mouseMoveEvent(QMouseEvent* event) {
  pointer_ = event->position();
  if (!drag_) {
    const bool over = node_at(pointer_) || edge_at(pointer_);
    setCursor(over ? Qt::PointingHandCursor : Qt::ArrowCursor);
    return;
  }
  if (drag_->on_map) return look_at_map(pointer_);
  const QPointF by = pointer_ - drag_->from;
  if (!drag_->moving && std::hypot(by.x(), by.y()) < drag_least) return;
  drag_->moving = true;
  if (drag_->node) return update();
  setCursor(Qt::ClosedHandCursor);
  fitted_ = false;
  set_camera({drag_->camera.scale, drag_->camera.offset + by});
}

void Canvas::mouseReleaseEvent(QMouseEvent* event) {
  if (!drag_) return;
  const Drag drag = *drag_;
  drag_.reset();
  setCursor(Qt::ArrowCursor);
  update();
  if (drag.on_map) return;
  if (drag.moving) {
    if (!drag.node) return;
    const QPointF by = (event->position() - drag.from) / camera_.scale;
    const QString id = QString::fromStdString(picture_->topology.nodes[*drag.node].id);
    emit moved(id, picture_->node_box(*drag.node).topLeft() + by);
    return;
  }
  if (event->button() != Qt::LeftButton) return;
  const bool extend = (event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier)) != 0;
  if (!drag.node) {
    if (const auto edge = edge_at(event->position())) return emit picked_edge(*edge);
  }
  emit picked(thing_at(event->position()), extend);
}

void Canvas::mouseDoubleClickEvent(QMouseEvent* event) {
  const Thing thing = thing_at(event->position());
  if (thing.is_something()) emit activated(thing);
}

void Canvas::keyPressEvent(QKeyEvent* event) {
  const auto pan = [&](QPointF by) {
    fitted_ = false;
    set_camera({camera_.scale, camera_.offset + by});
  };
  const bool shift = (event->modifiers() & Qt::ShiftModifier) != 0;
  switch (event->key()) {
    case Qt::Key_Left:
      return shift ? pan({key_pan, 0}) : step(Qt::Key_Left);
    case Qt::Key_Right:
      return shift ? pan({-key_pan, 0}) : step(Qt::Key_Right);
    case Qt::Key_Up:
      return shift ? pan({0, key_pan}) : step(Qt::Key_Up);
    case Qt::Key_Down:
      return shift ? pan({0, -key_pan}) : step(Qt::Key_Down);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      return zoom_in();
    case Qt::Key_Minus:
      return zoom_out();
    case Qt::Key_0:
      return zoom_to_actual();
    case Qt::Key_F:
      return fit();
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (shade_ && shade_->selected_node) {
        emit activated(picture_->node_things[*shade_->selected_node]);
      }
      return;
    default:
      QWidget::keyPressEvent(event);
  }
}

/// To the nearest node in that direction; from nowhere, to the first.
void Canvas::step(Qt::Key towards) {
  if (!picture_ || !shade_ || picture_->topology.nodes.empty()) return;
  if (!shade_->selected_node) return emit picked(picture_->node_things.front(), false);
  const QPointF from = picture_->node_box(*shade_->selected_node).center();
  std::optional<std::size_t> best;
  double least = std::numeric_limits<double>::max();
  for (std::size_t v = 0; v < picture_->topology.nodes.size(); ++v) {
    if (!picture_->node_things[v].is_something()) continue;
    const QPointF gap = picture_->node_box(v).center() - from;
    const bool sideways = towards == Qt::Key_Left || towards == Qt::Key_Right;
    const double sign = towards == Qt::Key_Left || towards == Qt::Key_Up ? -1 : 1;
    const double along = sign * (sideways ? gap.x() : gap.y());
    const double across = std::abs(sideways ? gap.y() : gap.x());
    if (along < 4) continue;
    const double cost = along + 2.5 * across;
    if (cost >= least) continue;
    least = cost;
    best = v;
  }
  if (best) emit picked(picture_->node_things[*best], false);
}

}  // namespace isthmus::gui
