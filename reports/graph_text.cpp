#include <string>
#include <string_view>

#include "reports/graph.hpp"

namespace isthmus::reports {
namespace {

using Kind = Topology::Kind;
using Shape = Topology::Shape;

/// Colours that can be read on white and on black alike.
std::string_view colour(Kind kind) {
  switch (kind) {
    case Kind::inside:
      return "#7b8794";
    case Kind::none:
      return "#0f8a7e";
    case Kind::local:
      return "#2f6fe4";
    case Kind::remote:
      return "#8b5cf6";
    case Kind::several:
      return "#4f7bb5";
    case Kind::broken:
      return "#d64545";
  }
  return "#7b8794";
}

std::string dot_text(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (c == '\n') {
      quoted += "\\n";
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      quoted += c;
    }
  }
  return quoted + "\"";
}

std::string label_of(const Topology::Node& node) {
  return node.note.empty() ? node.label : node.label + " " + node.note;
}

std::string label_of(const Topology::Box& box) {
  const std::string name = box.what + " " + box.name;
  return box.where.empty() ? name : name + " · " + box.where;
}

/// The edge's label, with the number of upstreams where it stands for several services.
std::string label_of(const Topology& topology, const Topology::Edge& edge) {
  return topology.collapsed ? std::to_string(edge.upstreams) : edge.label;
}

/// Text as Mermaid takes it between quotes: its own characters as entities.
std::string mermaid_text(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        quoted += "#quot;";
        break;
      case '#':
        quoted += "#35;";
        break;
      case '&':
        quoted += "#amp;";
        break;
      case '<':
        quoted += "#lt;";
        break;
      case '>':
        quoted += "#gt;";
        break;
      case '`':
        quoted += "#96;";
        break;
      case '\n':
        quoted += "<br/>";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20) quoted += c;
    }
  }
  return quoted + "\"";
}

std::string mermaid_node(std::size_t number, const Topology::Node& node) {
  const std::string id = "n" + std::to_string(number);
  const std::string label = mermaid_text(label_of(node));
  switch (node.shape) {
    case Shape::gateway:
      return id + "{{" + label + "}}:::gateway";
    case Shape::services:
      return id + "[[" + label + "]]";
    case Shape::missing:
      return id + "(" + label + "):::missing";
    case Shape::service:
      return id + "(" + label + ")";
  }
  return id;
}

}  // namespace

void write_graph_dot(std::ostream& out, const Topology& topology) {
  out << "digraph isthmus {\n"
      << "  graph [rankdir=LR, label=" << dot_text(topology.name + "\n" + topology.summary())
      << ", labelloc=t, fontname=\"Helvetica\", nodesep=0.25, ranksep=0.7];\n"
      << "  node [shape=box, style=rounded, fontname=\"Helvetica\", fontsize=11];\n"
      << "  edge [fontname=\"Helvetica\", fontsize=11, arrowsize=0.7];\n";
  for (std::size_t b = 0; b < topology.boxes.size(); ++b) {
    out << "  subgraph cluster_" << b << " {\n    label=" << dot_text(label_of(topology.boxes[b]))
        << ";\n    style=rounded; color=\"#a0a8b4\";\n";
    for (std::size_t v = 0; v < topology.nodes.size(); ++v) {
      const Topology::Node& node = topology.nodes[v];
      if (node.box != b) continue;
      out << "    n" << v << " [label=" << dot_text(label_of(node))
          << ", tooltip=" << dot_text(node.title);
      if (node.shape == Shape::gateway) out << ", shape=hexagon, style=solid";
      if (node.shape == Shape::services) out << ", peripheries=2";
      if (node.shape == Shape::missing) out << ", style=\"rounded,dashed\"";
      out << "];\n";
    }
    out << "  }\n";
  }
  for (const Topology::Edge& edge : topology.edges) {
    out << "  n" << edge.from << " -> n" << edge.to << " [color=\"" << colour(edge.kind)
        << "\", fontcolor=\"" << colour(edge.kind) << "\", tooltip=" << dot_text(edge.title);
    const std::string label = label_of(topology, edge);
    if (!label.empty()) out << ", label=" << dot_text(label);
    if (edge.both_ways) out << ", dir=both";
    if (edge.kind == Kind::broken) out << ", style=dashed";
    out << "];\n";
  }
  out << "}\n";
}

void write_graph_mermaid(std::ostream& out, const Topology& topology) {
  out << "%% " << topology.summary() << "\nflowchart LR\n";
  for (std::size_t b = 0; b < topology.boxes.size(); ++b) {
    out << "  subgraph p" << b << "[" << mermaid_text(label_of(topology.boxes[b])) << "]\n";
    for (std::size_t v = 0; v < topology.nodes.size(); ++v) {
      if (topology.nodes[v].box == b) out << "    " << mermaid_node(v, topology.nodes[v]) << "\n";
    }
    out << "  end\n";
  }
  for (const Topology::Edge& edge : topology.edges) {
    const bool broken = edge.kind == Kind::broken;
    const std::string label = label_of(topology, edge);
    out << "  n" << edge.from << (edge.both_ways ? " <" : " ") << (broken ? "-.->" : "-->");
    if (!label.empty()) out << "|" << mermaid_text(label) << "|";
    out << " n" << edge.to << "\n";
  }
  out << "  classDef gateway stroke:" << colour(Kind::local) << ",stroke-width:2px\n"
      << "  classDef missing stroke:" << colour(Kind::broken) << ",stroke-dasharray:4 3\n";
  for (std::size_t e = 0; e < topology.edges.size(); ++e) {
    const Kind kind = topology.edges[e].kind;
    if (kind != Kind::inside) out << "  linkStyle " << e << " stroke:" << colour(kind) << "\n";
  }
}

}  // namespace isthmus::reports
