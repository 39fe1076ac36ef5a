#include "gui/painter.hpp"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "gui/painter_tools.hpp"

namespace isthmus::gui {
namespace {

using reports::Topology;
using Kind = Topology::Kind;

double width_of(const Paint& paint, std::size_t e) {
  const Topology::Edge& edge = paint.picture.topology.edges[e];
  if (paint.shade.busiest_per_s > 0) {
    return 1.2 + 4.3 * std::sqrt(paint.shade.edges[e].per_s / paint.shade.busiest_per_s);
  }
  if (edge.upstreams < 2) return 1.5;
  return std::min(1.4 + 0.5 * std::log2(static_cast<double>(edge.upstreams)), 4.0);
}

void arrow(QPainter& painter, const QPainterPath& path, const QColor& colour, double width) {
  const QPointF end = path.pointAtPercent(1);
  const double length = std::max(path.length(), 1.0);
  const QPointF before = path.pointAtPercent(std::max(0.0, 1 - 9 / length));
  const QPointF back = before - end;
  const double norm = std::max(std::hypot(back.x(), back.y()), 1e-6);
  const QPointF along = back / norm;
  const QPointF across{-along.y(), along.x()};
  const double size = 7.5 + width * 0.6;
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawPolygon(QPolygonF{
      {end, end + along * size + across * size * 0.46, end + along * size - across * size * 0.46}});
}

void paint_title(const Paint& paint, std::size_t b) {
  const Topology::Box& box = paint.picture.topology.boxes[b];
  const double letter = 12 * paint.camera.scale;
  if (letter < name_least) return;
  const layout::Rectangle& title = paint.picture.drawn.drawing.titles[b];
  QPainter& painter = paint.painter;
  InScene scene{paint};
  const QRectF where{title.x, title.y, title.width, 22};
  painter.setFont(font_of(11, QFont::Normal));
  painter.setPen(paint.theme.dim);
  const QString kind = words(box.what) + QStringLiteral(" ");
  painter.drawText(where, Qt::AlignLeft | Qt::AlignVCenter, kind);
  const double indent = QFontMetricsF{painter.font()}.horizontalAdvance(kind) + 1;
  painter.drawText(where, Qt::AlignRight | Qt::AlignVCenter, words(reports::drawn_name(box.where)));
  painter.setFont(font_of(12, QFont::DemiBold));
  painter.setPen(paint.theme.text);
  painter.drawText(where.adjusted(indent, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                   words(reports::drawn_name(box.name)));
}

/// From afar, a partition is its name.
void paint_far_name(const Paint& paint, std::size_t b) {
  if (12 * paint.camera.scale >= name_least) return;
  const QRectF box = paint.camera.to_view(paint.picture.box_box(b));
  if (box.width() < 26) return;
  QPainter& painter = paint.painter;
  painter.setFont(font_of(11, QFont::DemiBold));
  const QFontMetricsF metrics{painter.font()};
  const QString name = metrics.elidedText(words(paint.picture.topology.boxes[b].name),
                                          Qt::ElideMiddle, box.width() + 12);
  const double width = metrics.horizontalAdvance(name) + 6;
  // Where its title would be, which has less room than that: the rest stands out above the box.
  constexpr double title_height = 25;
  const double bottom = box.top() + title_height * paint.camera.scale;
  const double left = box.width() > width + 8 ? box.left() + 5 : box.center().x() - width / 2;
  const QRectF plate{left, bottom - metrics.height(), width, metrics.height()};
  QColor back = paint.theme.box;
  back.setAlphaF(0.86F);
  painter.fillRect(plate, back);
  painter.setPen(paint.theme.text);
  painter.drawText(plate, Qt::AlignCenter, name);
}

/// Where the words on an edge stand, in letters so large; the layout has kept room for 11 pixels.
QRectF plate_of(const Paint& paint, std::size_t e, double letter) {
  const layout::Point& middle = paint.picture.drawn.drawing.labels[e];
  const QFontMetricsF metrics{font_of(letter, QFont::DemiBold)};
  const QString text = words(reports::drawn_name(paint.picture.topology.edges[e].label));
  const QSizeF size{metrics.horizontalAdvance(text) + 8, metrics.height() + 1};
  return {middle.x - size.width() / 2, middle.y - size.height() / 2, size.width(), size.height()};
}

bool is_free(const Paint& paint, const QRectF& plate, const std::vector<QRectF>& taken) {
  const auto meets = [&](const QRectF& other) { return other.intersects(plate); };
  if (std::any_of(taken.begin(), taken.end(), meets)) return false;
  for (std::size_t v = 0; v < paint.picture.topology.nodes.size(); ++v) {
    if (meets(paint.picture.node_box(v))) return false;
  }
  return true;
}

/// From further away letters grow, where nothing stands in their way.
void paint_edge_labels(const Paint& paint) {
  constexpr double letter = 11;
  if (letter * paint.camera.scale < text_least + 1) return;
  InScene scene{paint};
  QPainter& painter = paint.painter;
  const double larger =
      letter * std::clamp(legible_letter / (letter * paint.camera.scale), 1.0, 1.4);
  std::vector<QRectF> taken;
  for (std::size_t e = 0; e < paint.picture.topology.edges.size(); ++e) {
    const Topology::Edge& edge = paint.picture.topology.edges[e];
    if (edge.label.empty()) continue;
    QRectF plate = plate_of(paint, e, larger);
    if (!plate.intersects(paint.visible)) continue;
    const bool grows = larger > letter && is_free(paint, plate, taken);
    if (!grows) plate = plate_of(paint, e, letter);
    taken.push_back(plate);
    painter.setFont(font_of(grows ? larger : letter, QFont::DemiBold));
    painter.setOpacity(is_dimmed(paint.shade.dimmed_edges, e) ? faint : 1);
    const bool inside =
        paint.picture.topology.nodes[edge.from].box == paint.picture.topology.nodes[edge.to].box;
    painter.setPen(Qt::NoPen);
    painter.setBrush(inside ? paint.theme.box : paint.theme.page);
    painter.drawRoundedRect(plate, 4, 4);
    painter.setPen(colour_of(paint.theme, edge.kind));
    painter.drawText(plate, Qt::AlignCenter, words(reports::drawn_name(edge.label)));
  }
  painter.setOpacity(1);
}

}  // namespace

QColor colour_of(const Theme& theme, Kind kind) {
  switch (kind) {
    case Kind::inside:
      return theme.edge;
    case Kind::none:
      return theme.direct;
    case Kind::local:
      return theme.local;
    case Kind::remote:
      return theme.remote;
    case Kind::several:
      return theme.several;
    case Kind::broken:
      return theme.bad;
  }
  return theme.edge;
}

void paint_boxes(const Paint& paint) {
  for (std::size_t b = 0; b < paint.picture.topology.boxes.size(); ++b) {
    const QRectF box = paint.picture.box_box(b);
    if (!box.intersects(paint.visible)) continue;
    {
      InScene scene{paint};
      const bool selected = paint.shade.selected_box == b;
      QPen pen{selected ? paint.theme.accent : paint.theme.line, selected ? 2.0 : 1.0};
      if (paint.picture.topology.boxes[b].outside) {
        pen = QPen{paint.theme.bad, 1.0, Qt::DashLine};
      }
      paint.painter.setPen(pen);
      paint.painter.setBrush(paint.theme.box);
      paint.painter.drawRoundedRect(box, 9, 9);
    }
    paint_title(paint, b);
  }
}

void paint_edges(const Paint& paint) {
  InScene scene{paint};
  const bool framed = paint.picture.drawn.framed;
  for (std::size_t e = 0; e < paint.picture.edge_bounds.size(); ++e) {
    if (!paint.picture.edge_bounds[e].adjusted(-4, -4, 4, 4).intersects(paint.visible)) continue;
    const Topology::Edge& edge = paint.picture.topology.edges[e];
    const double width = width_of(paint, e);
    QColor colour = colour_of(paint.theme, edge.kind);
    const bool dimmed =
        is_dimmed(paint.shade.dimmed_edges, e) || (!paint.shade.way.empty() && !framed);
    if (framed) colour.setAlphaF(0.3F);
    if (dimmed) colour.setAlphaF(framed ? 0.06F : 0.22F);
    QPen pen{colour, width};
    if (edge.kind == Kind::broken) pen.setDashPattern({4, 3});
    if (!framed) pen.setCapStyle(Qt::FlatCap);
    const QPainterPath path = paint.picture.edge(e);
    paint.painter.strokePath(path, pen);
    if (framed || 12 * paint.camera.scale < 3) continue;
    arrow(paint.painter, path, colour, width);
    if (edge.both_ways) {
      arrow(paint.painter, path.toReversed(), colour, width);
    }
  }
}

void paint_way(const Paint& paint) {
  const Shade& shade = paint.shade;
  if (shade.way.empty()) return;
  InScene scene{paint};
  QPainter& painter = paint.painter;
  const QColor colour = shade.way_ends_badly ? paint.theme.bad : paint.theme.accent;
  for (std::size_t i = 1; i < shade.way.size(); ++i) {
    const auto drawn =
        std::find_if(shade.way_edges.begin(), shade.way_edges.end(), [&](std::size_t e) {
          const auto& edge = paint.picture.topology.edges[e];
          return (edge.from == shade.way[i - 1] && edge.to == shade.way[i]) ||
                 (edge.both_ways && edge.to == shade.way[i - 1] && edge.from == shade.way[i]);
        });
    QPainterPath path;
    if (drawn != shade.way_edges.end()) {
      path = paint.picture.edge(*drawn);
      if (paint.picture.topology.edges[*drawn].to == shade.way[i - 1]) path = path.toReversed();
    } else {  // Nobody goes this way, so the picture has no line for it.
      path.moveTo(paint.picture.node_box(shade.way[i - 1]).center());
      path.lineTo(paint.picture.node_box(shade.way[i]).center());
    }
    QColor glow = colour;
    glow.setAlphaF(0.25F);
    painter.strokePath(path, QPen{glow, 9, Qt::SolidLine, Qt::RoundCap});
    QPen pen{colour, 3};
    if (drawn == shade.way_edges.end() || shade.way_ends_badly) pen.setDashPattern({3, 2});
    painter.strokePath(path, pen);
    arrow(painter, path, colour, 4);
  }
}

void paint_labels(const Paint& paint) {
  for (std::size_t b = 0; b < paint.picture.topology.boxes.size(); ++b) {
    if (paint.picture.box_box(b).intersects(paint.visible)) paint_far_name(paint, b);
  }
  paint_edge_labels(paint);
}

void paint_all(const Paint& paint) {
  paint.painter.setRenderHint(QPainter::Antialiasing);
  paint_boxes(paint);
  paint_edges(paint);
  paint_way(paint);
  paint_nodes(paint);
  paint_labels(paint);
}

void paint_map(QPainter& painter, const Theme& theme, const Picture& picture, const QRectF& where,
               const QRectF& seen) {
  const QRectF bounds = picture.bounds();
  const double scale = std::min(where.width() / bounds.width(), where.height() / bounds.height());
  const QPointF shift = where.center() - bounds.center() * scale;
  const auto placed = [&](const QRectF& box) {
    return QRectF{box.topLeft() * scale + shift, box.size() * scale};
  };
  QColor back = theme.panel;
  back.setAlphaF(0.94F);
  painter.setPen(QPen{theme.line, 1});
  painter.setBrush(back);
  painter.drawRoundedRect(where.adjusted(-6, -6, 6, 6), 6, 6);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.shade);
  for (std::size_t b = 0; b < picture.topology.boxes.size(); ++b) {
    painter.setOpacity(0.5);
    painter.drawRect(placed(picture.box_box(b)));
  }
  painter.setOpacity(1);
  QColor light = theme.accent;
  light.setAlphaF(0.16F);
  painter.setPen(QPen{theme.accent, 1.2});
  painter.setBrush(light);
  painter.drawRect(placed(seen).intersected(where.adjusted(-3, -3, 3, 3)));
}

}  // namespace isthmus::gui
