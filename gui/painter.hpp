// Paints a picture with its shade: on a screen, into a file, or as the small map in the corner.
#pragma once

#include <QPainter>

#include "gui/look.hpp"
#include "gui/picture.hpp"
#include "gui/shade.hpp"

namespace isthmus::gui {

/// From the picture's places to those of a device.
struct Camera {
  double scale = 1;
  QPointF offset{};

  QPointF to_view(QPointF at) const { return at * scale + offset; }
  QPointF to_scene(QPointF at) const { return (at - offset) / scale; }
  QRectF to_view(const QRectF& box) const { return {to_view(box.topLeft()), box.size() * scale}; }
  QRectF to_scene(const QRectF& box) const { return {to_scene(box.topLeft()), box.size() / scale}; }
  friend bool operator==(const Camera&, const Camera&) = default;
};

/// Everything that is painted with; references last for one call.
struct Paint {
  QPainter& painter;
  const Theme& theme;
  const Picture& picture;
  const Shade& shade;
  Camera camera;
  QRectF visible;  ///< Of the picture; what lies outside is left out.
};

void paint_boxes(const Paint& paint);
/// The edges alone, in order; thousands of them take a while.
void paint_edges(const Paint& paint);
/// What stands out among them: the explained way.
void paint_way(const Paint& paint);
void paint_nodes(const Paint& paint);
void paint_labels(const Paint& paint);

/// All of it, in order.
void paint_all(const Paint& paint);

/// The picture in a small rectangle, with the part that is seen.
void paint_map(QPainter& painter, const Theme& theme, const Picture& picture, const QRectF& where,
               const QRectF& seen);

/// The colour of an edge of that kind.
QColor colour_of(const Theme& theme, reports::Topology::Kind kind);

}  // namespace isthmus::gui
