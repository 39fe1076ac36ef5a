// Nodes: boxes, hexagons, their load and what waits at them.
#include <QFontMetricsF>
#include <algorithm>

#include "gui/painter.hpp"
#include "gui/painter_tools.hpp"
#include "reports/figure_text.hpp"

namespace isthmus::gui {
namespace {

using reports::Topology;
using Shape = Topology::Shape;

constexpr double tip = reports::gateway_tip;
constexpr double whole_name_least = 8;  // Pixels of a letter; below, a part of a name says more.

QPainterPath outline_of(Shape shape, const QRectF& box) {
  QPainterPath path;
  if (shape == Shape::gateway) {
    path.addPolygon(QPolygonF{
        {QPointF{box.left(), box.center().y()}, QPointF{box.left() + tip, box.top()},
         QPointF{box.right() - tip, box.top()}, QPointF{box.right(), box.center().y()},
         QPointF{box.right() - tip, box.bottom()}, QPointF{box.left() + tip, box.bottom()}}});
    path.closeSubpath();
  } else {
    path.addRoundedRect(box, 6, 6);
  }
  return path;
}

void paint_bar(const Paint& paint, const QRectF& box, Shape shape, double busy) {
  const double inset = shape == Shape::gateway ? tip + 6 : 10;
  const QRectF whole{box.left() + inset, box.bottom() - 10, box.width() - 2 * inset, 4};
  QPainter& painter = paint.painter;
  painter.setPen(Qt::NoPen);
  painter.setBrush(paint.theme.line);
  painter.drawRoundedRect(whole, 2, 2);
  const double share = std::clamp(busy, 0.0, 1.0);
  if (share <= 0) return;
  painter.setBrush(paint.theme.of_load(busy));
  painter.drawRoundedRect(QRectF{whole.topLeft(), QSizeF{std::max(whole.width() * share, 2.0), 4}},
                          2, 2);
}

void paint_queue(const Paint& paint, const QRectF& box, double queue) {
  QPainter& painter = paint.painter;
  const double larger = std::clamp(legible_letter / (11.5 * paint.camera.scale), 1.0, 1.5);
  painter.setFont(font_of(10 * larger, QFont::DemiBold));
  const QString text = QStringLiteral("%1 wait").arg(words(reports::plain_text(queue)));
  const double width = QFontMetricsF{painter.font()}.horizontalAdvance(text) + 10;
  // Over the edge of the box, and above its name.
  const double height = 14 * larger;
  const QRectF pill{box.right() - width + 6, box.top() + 4 - height, width, height};
  painter.setPen(QPen{paint.theme.unsure, 1});
  painter.setBrush(paint.theme.unsure_back);
  painter.drawRoundedRect(pill, 7, 7);
  painter.setPen(paint.theme.unsure);
  painter.drawText(pill, Qt::AlignCenter, text);
}

QColor border_of(const Paint& paint, std::size_t v) {
  const Topology::Node& node = paint.picture.topology.nodes[v];
  if (node.shape == Shape::missing) return paint.theme.bad;
  const NodeState& state = paint.shade.nodes[v];
  if (state.busy) return paint.theme.of_load(*state.busy);
  return node.shape == Shape::gateway ? paint.theme.local : paint.theme.edge;
}

/// Where the box has room for letters of a size that can be read, what fits of its name.
void paint_cut_name(const Paint& paint, const Topology::Node& node, const QRectF& room,
                    const QColor& ink) {
  constexpr double letter = 9.5;  // Pixels on the screen, as the rest of these.
  constexpr double width_least = 30;
  const double scale = paint.camera.scale;
  if (room.height() * scale < letter + 2 || room.width() * scale < width_least) return;
  const QFont font = font_of(letter / scale, QFont::DemiBold);
  paint.painter.setFont(font);
  paint.painter.setPen(ink);
  const double width = room.width() - (node.shape == Shape::gateway ? 2 * tip : 6 / scale);
  paint.painter.drawText(room, Qt::AlignCenter,
                         QFontMetricsF{font}.elidedText(words(node.label), Qt::ElideMiddle, width));
}

void paint_text_of(const Paint& paint, const Topology::Node& node, const QRectF& box,
                   bool has_bar) {
  QPainter& painter = paint.painter;
  QFont bold = font_of(12, QFont::DemiBold);
  QFont plain = font_of(11, QFont::Normal);
  const QString label = words(reports::drawn_name(node.label));
  const QString note = words(node.note);
  double label_width = QFontMetricsF{bold}.horizontalAdvance(label);
  double note_width = note.isEmpty() ? 0 : QFontMetricsF{plain}.horizontalAdvance(note) + 5;
  // From further away letters take what room the box has to spare.
  constexpr double inset = 8;
  const double most = (box.width() - 2 * inset) / std::max(label_width + note_width, 1.0);
  const double larger = std::clamp(legible_letter / (12 * paint.camera.scale), 1.0, 1.3);
  const double times = std::max(std::min(larger, most), 1.0);
  const QColor& ink = node.shape == Shape::missing ? paint.theme.bad : paint.theme.text;
  if (12 * times * paint.camera.scale < whole_name_least) {
    return paint_cut_name(paint, node, box.adjusted(0, 0, 0, has_bar ? -9 : 0), ink);
  }
  if (times > 1.01) {
    bold.setPixelSize(static_cast<int>(12 * times));
    plain.setPixelSize(static_cast<int>(11 * times));
    label_width = QFontMetricsF{bold}.horizontalAdvance(label);
    note_width = note.isEmpty() ? 0 : QFontMetricsF{plain}.horizontalAdvance(note) + 5;
  }
  const double left = box.center().x() - (label_width + note_width) / 2;
  const QRectF line{left, box.top(), label_width + note_width + 2,
                    has_bar ? box.height() - 9 : box.height()};
  painter.setFont(bold);
  painter.setPen(ink);
  painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, label);
  if (note.isEmpty()) return;
  painter.setFont(plain);
  painter.setPen(paint.theme.dim);
  painter.drawText(line.adjusted(label_width + 5, 0, 4, 0), Qt::AlignLeft | Qt::AlignVCenter, note);
}

void paint_node(const Paint& paint, std::size_t v) {
  const Topology::Node& node = paint.picture.topology.nodes[v];
  const NodeState& state = paint.shade.nodes[v];
  const QRectF box = paint.picture.node_box(v);
  QPainter& painter = paint.painter;
  const bool selected = paint.shade.selected_node == v;
  const QPainterPath outline = outline_of(node.shape, box);
  if (selected) {
    QColor glow = paint.theme.accent;
    glow.setAlphaF(0.28F);
    painter.strokePath(outline, QPen{glow, 8});
  }
  if (node.shape == Shape::services) {
    painter.setPen(QPen{paint.theme.line, 1});
    painter.setBrush(paint.theme.card);
    painter.drawRoundedRect(box.translated(3.5, 3.5), 6, 6);
  }
  QPen pen{selected ? paint.theme.accent : border_of(paint, v), selected ? 2.4 : 1.4};
  if (node.shape == Shape::missing) pen.setDashPattern({4, 3});
  painter.setPen(pen);
  painter.setBrush(node.shape == Shape::missing ? QBrush{Qt::NoBrush} : paint.theme.card);
  painter.drawPath(outline);
  const bool legible = 12 * paint.camera.scale >= text_least;
  if (!legible) {  // From afar, a node is its colour.
    if (state.busy) painter.fillPath(outline, paint.theme.of_load(*state.busy));
    return paint_cut_name(paint, node, box, state.busy ? paint.theme.card : paint.theme.text);
  }
  if (state.busy) paint_bar(paint, box, node.shape, *state.busy);
  paint_text_of(paint, node, box, state.busy.has_value());
  if (state.queue >= 0.1) paint_queue(paint, box, state.queue);
}

/// A ring as wide as ever: a box of few pixels is found by it.
void paint_selection_from_afar(const Paint& paint) {
  const auto ring = [&](std::size_t v, const QColor& colour, double width) {
    const QRectF box = paint.camera.to_view(paint.picture.node_box(v));
    paint.painter.setPen(QPen{colour, width});
    paint.painter.setBrush(Qt::NoBrush);
    paint.painter.drawRoundedRect(box.adjusted(-4, -4, 4, 4), 4, 4);
  };
  const QColor& way = paint.shade.way_ends_badly ? paint.theme.bad : paint.theme.accent;
  for (const std::size_t v : paint.shade.way) ring(v, way, 1.5);
  if (paint.shade.selected_node) ring(*paint.shade.selected_node, paint.theme.accent, 2.5);
}

}  // namespace

void paint_nodes(const Paint& paint) {
  for (std::size_t v = 0; v < paint.picture.topology.nodes.size(); ++v) {
    if (!paint.picture.node_box(v).adjusted(-10, -12, 10, 10).intersects(paint.visible)) continue;
    const auto& way = paint.shade.way;
    const bool on_way = std::find(way.begin(), way.end(), v) != way.end();
    const bool dimmed = is_dimmed(paint.shade.dimmed_nodes, v) || (!way.empty() && !on_way);
    InScene scene{paint};
    paint.painter.setOpacity(is_dimmed(paint.shade.dimmed_nodes, v) ? faint : dimmed ? 0.5 : 1);
    paint_node(paint, v);
  }
  paint.painter.setOpacity(1);
  if (12 * paint.camera.scale < text_least) return paint_selection_from_afar(paint);
  for (std::size_t i = 0; i < paint.shade.way.size(); ++i) {
    InScene scene{paint};
    const QRectF box = paint.picture.node_box(paint.shade.way[i]);
    const QRectF badge{box.left() - 7, box.top() - 8, 16, 16};
    paint.painter.setPen(Qt::NoPen);
    paint.painter.setBrush(paint.shade.way_ends_badly ? paint.theme.bad : paint.theme.accent);
    paint.painter.drawEllipse(badge);
    paint.painter.setFont(font_of(10, QFont::Bold));
    paint.painter.setPen(paint.theme.card);
    paint.painter.drawText(badge, Qt::AlignCenter, QString::number(i + 1));
  }
}

}  // namespace isthmus::gui
