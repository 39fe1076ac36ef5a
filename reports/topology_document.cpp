#include "reports/topology_document.hpp"

#include <algorithm>
#include <array>

namespace isthmus::reports {
namespace {

using Kind = Topology::Kind;
using Shape = Topology::Shape;

struct ShapeWord {
  Shape shape;
  std::string_view word;
};
constexpr std::array<ShapeWord, 4> shape_words = {{{Shape::service, "service"},
                                                   {Shape::services, "services"},
                                                   {Shape::gateway, "gateway"},
                                                   {Shape::missing, "missing"}}};
constexpr std::array<Kind, 6> kinds = {Kind::inside, Kind::none,    Kind::local,
                                       Kind::remote, Kind::several, Kind::broken};

std::string_view text(Shape shape) {
  for (const ShapeWord& one : shape_words) {
    if (one.shape == shape) return one.word;
  }
  return "";
}

Shape shape_from(const std::string& word) {
  for (const ShapeWord& one : shape_words) {
    if (one.word == word) return one.shape;
  }
  return Shape::missing;
}

Kind kind_from(const std::string& word) {
  for (const Kind kind : kinds) {
    if (text(kind) == word) return kind;
  }
  return Kind::broken;
}

Value box_value(const Topology::Box& box) {
  Value value = Value::object();
  value.set("id", box.id).set("what", box.what).set("name", box.name).set("where", box.where);
  value.set("outside", box.outside);
  return value;
}

Value node_value(const Topology::Node& node) {
  Value value = Value::object();
  value.set("id", node.id).set("shape", text(node.shape)).set("box", node.box);
  value.set("label", node.label).set("note", node.note).set("title", node.title);
  value.set("load", node.load);
  return value;
}

Value edge_value(const Topology::Edge& edge) {
  Value value = Value::object();
  value.set("from", edge.from).set("to", edge.to).set("kind", text(edge.kind));
  value.set("both_ways", edge.both_ways).set("label", edge.label).set("title", edge.title);
  value.set("upstreams", list_of(edge.routes, [](std::size_t route) { return Value{route}; }));
  value.set("requests_per_s", edge.requests_per_s);
  return value;
}

}  // namespace

Value topology_value(const Topology& topology) {
  Value value = Value::object();
  value.set("collapsed", topology.collapsed).set("services", topology.services);
  value.set("gateways", topology.gateways).set("upstreams", topology.upstreams);
  value.set("unreachable", topology.unreachable);
  value.set("boxes", list_of(topology.boxes, box_value));
  value.set("nodes", list_of(topology.nodes, node_value));
  value.set("edges", list_of(topology.edges, edge_value));
  return value;
}

Topology topology_from(const View& view) {
  Topology topology;
  topology.collapsed = view["collapsed"].is_true();
  topology.services = view["services"].count();
  topology.gateways = view["gateways"].count();
  topology.upstreams = view["upstreams"].count();
  topology.unreachable = view["unreachable"].count();
  for (const View& box : view["boxes"].items()) {
    topology.boxes.push_back({box["id"].text(), box["what"].text(), box["name"].text(),
                              box["where"].text(), box["outside"].is_true()});
  }
  if (topology.boxes.empty()) return topology;
  for (const View& node : view["nodes"].items()) {
    topology.nodes.push_back({node["id"].text(), shape_from(node["shape"].text()),
                              std::min(node["box"].count(), topology.boxes.size() - 1),
                              node["label"].text(), node["note"].text(), node["title"].text(),
                              node["load"].number()});
  }
  for (const View& edge : view["edges"].items()) {
    const std::size_t from = edge["from"].count();
    const std::size_t to = edge["to"].count();
    if (from >= topology.nodes.size() || to >= topology.nodes.size()) continue;
    std::vector<std::size_t> routes;
    for (const View& route : edge["upstreams"].items()) routes.push_back(route.count());
    const std::size_t upstreams = routes.size();
    topology.edges.push_back({from, to, kind_from(edge["kind"].text()), edge["both_ways"].is_true(),
                              upstreams, edge["label"].text(), edge["title"].text(),
                              std::move(routes), edge["requests_per_s"].number_or(0)});
  }
  return topology;
}

}  // namespace isthmus::reports
