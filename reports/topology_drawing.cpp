#include "reports/topology_drawing.hpp"

#include <algorithm>
#include <cmath>

#include "reports/markup.hpp"

namespace isthmus::reports {
namespace {

using Shape = Topology::Shape;

constexpr double node_height = 36;
constexpr double node_width_least = 84;
constexpr std::size_t label_most = 40;  // Letters of a name; the tooltip has all of them.

layout::Node node_of(const Topology::Node& node, const DrawingWish& wish) {
  double width = width_of(drawn_name(node.label), label_letter) + 24;
  if (!node.note.empty()) width += width_of(node.note, note_letter) + 6;
  if (node.shape == Shape::gateway) width += gateway_tip;
  layout::Node made{node.id,
                    node.box,
                    {std::max(std::ceil(width), node_width_least), node_height},
                    node.shape == Shape::gateway ? gateway_tip : 0,
                    {}};
  const auto pin = wish.pinned.find(node.id);
  if (pin != wish.pinned.end()) made.pinned = pin->second;
  return made;
}

/// Where most know each other, no order from left to right tells anything.
bool is_framed(const Topology& topology) {
  if (topology.boxes.size() <= 8) return false;
  const bool bundled = std::any_of(topology.nodes.begin(), topology.nodes.end(),
                                   [](const auto& node) { return node.shape == Shape::services; });
  const auto crossing =
      std::count_if(topology.edges.begin(), topology.edges.end(), [&](const auto& edge) {
        return topology.nodes[edge.from].box != topology.nodes[edge.to].box;
      });
  return bundled && static_cast<std::size_t>(crossing) > 2 * topology.boxes.size();
}

}  // namespace

std::string drawn_name(const std::string& name) { return shortened(name, label_most); }

TopologyDrawing drawing_of(const Topology& topology, const DrawingWish& wish) {
  layout::Graph graph;
  for (const Topology::Box& box : topology.boxes) {
    const double title = width_of(box.what + " " + drawn_name(box.name), 7.9) + 12 +
                         width_of(drawn_name(box.where), note_letter);
    graph.clusters.push_back({box.id, title});
  }
  for (const Topology::Node& node : topology.nodes) graph.nodes.push_back(node_of(node, wish));
  for (const Topology::Edge& edge : topology.edges) {
    const double width =
        edge.label.empty() ? 0 : width_of(drawn_name(edge.label), note_letter) + 10;
    graph.edges.push_back({edge.from,
                           edge.to,
                           std::string{text(edge.kind)},
                           {width, edge.label.empty() ? 0.0 : 16.0}});
  }
  layout::Style style;
  style.margin = drawing_margin;
  style.title_height = 26;
  style.aspect = wish.aspect;
  TopologyDrawing drawn;
  drawn.framed = is_framed(topology);
  drawn.drawing = drawn.framed ? layout::framed(graph, style) : layout::layered(graph, style);
  return drawn;
}

}  // namespace isthmus::reports
