#include "gui/picture.hpp"

#include "reports/figure_text.hpp"

namespace isthmus::gui {
namespace {

using reports::Topology;
using Shape = Topology::Shape;

QRectF rectangle(const layout::Rectangle& box) { return {box.x, box.y, box.width, box.height}; }
QPointF point(const layout::Point& at) { return {at.x, at.y}; }

QPainterPath path_of(const layout::Curve& curve) {
  QPainterPath path{point(curve.start)};
  for (const layout::Cubic& piece : curve.pieces) {
    path.cubicTo(point(piece.control_1), point(piece.control_2), point(piece.end));
  }
  return path;
}

/// What the scenario's traffic asks of each upstream.
std::vector<double> offered(const session::Study& study) {
  std::vector<double> rates(study.routes.upstreams(), 0.0);
  for (const model::TrafficSource& source : study.model.traffic) {
    if (!source.from.is_some()) continue;
    rates[study.routes.index_of(source.from, source.upstream)] += source.rate.in_per_second();
  }
  return rates;
}

/// Where there are few edges, each that leaves a service says how much goes along it.
void label_with_traffic(Picture& picture) {
  constexpr std::size_t edges_labelled_most = 60;
  if (picture.topology.edges.size() > edges_labelled_most) return;
  for (Topology::Edge& edge : picture.topology.edges) {
    double rate = 0;
    for (const std::size_t route : edge.routes) rate += picture.offered_per_s[route];
    if (edge.label.empty() || rate <= 0 || edge.kind == Topology::Kind::broken) continue;
    edge.label += " · " + reports::plain_text(rate) + "/s";
  }
}

void name_parts(const session::Study& study, Picture& picture) {
  const model::Model& model = study.model;
  const auto partition_at = [](std::size_t box) { return model::PartitionId{box}; };
  for (std::size_t b = 0; b < picture.topology.boxes.size(); ++b) {
    const bool ours = b < model.partitions.size();
    picture.box_things.push_back(ours ? partition_thing(model, partition_at(b)) : Thing{});
  }
  picture.box_collapsed.resize(picture.topology.boxes.size(), false);
  for (std::size_t v = 0; v < picture.topology.nodes.size(); ++v) {
    const Topology::Node& node = picture.topology.nodes[v];
    Thing thing;
    if (node.shape == Shape::service) thing = thing_of(model, node.service);
    if (node.shape == Shape::gateway) thing = gateway_thing(model, partition_at(node.box));
    if (node.shape == Shape::services) {
      thing = partition_thing(model, partition_at(node.box));
      picture.box_collapsed[node.box] = true;
    }
    picture.node_things.push_back(thing);
    if (thing.is_something()) picture.node_of.emplace(thing, v);
  }
}

}  // namespace

QRectF Picture::bounds() const { return rectangle(drawn.drawing.bounds); }
QRectF Picture::node_box(std::size_t node) const { return rectangle(drawn.drawing.nodes[node]); }
QRectF Picture::box_box(std::size_t box) const { return rectangle(drawn.drawing.clusters[box]); }
QPainterPath Picture::edge(std::size_t edge) const { return path_of(drawn.drawing.edges[edge]); }

std::optional<std::size_t> Picture::node_for(const model::Model& model, const Thing& thing) const {
  auto found = node_of.find(thing);
  if (found != node_of.end()) return found->second;
  const model::PartitionId partition = partition_of(model, thing);
  if (thing.kind != Thing::Kind::service || !partition.is_some()) return std::nullopt;
  found = node_of.find(partition_thing(model, partition));
  return found == node_of.end() ? std::nullopt : std::optional{found->second};
}

bool is_collapsed(const session::Study& study, const PictureWish& wish, const std::string& label) {
  if (wish.collapsed.contains(label)) return true;
  if (wish.expanded.contains(label)) return false;
  return study.model.services.size() > services_shown_most;
}

PicturePtr picture_of(const session::Study& study, const PictureWish& wish) {
  std::vector<bool> collapsed;
  for (std::size_t p = 0; p < study.model.partitions.size(); ++p) {
    collapsed.push_back(is_collapsed(study, wish, study.model.label(model::PartitionId{p})));
  }
  auto picture = std::make_shared<Picture>();
  picture->topology = reports::topology_of(study, collapsed);
  picture->offered_per_s = offered(study);
  label_with_traffic(*picture);
  picture->drawn = reports::drawing_of(picture->topology, wish.drawing);
  for (const layout::Curve& curve : picture->drawn.drawing.edges) {
    picture->edge_bounds.push_back(path_of(curve).controlPointRect());
  }
  name_parts(study, *picture);
  return picture;
}

}  // namespace isthmus::gui
