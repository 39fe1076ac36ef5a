// The topology of a study as a picture: partitions as boxes, gateways as hexagons, services as
// rounded boxes, and the ways that upstreams take between them.
#pragma once

#include <ostream>

#include "reports/topology.hpp"

namespace isthmus::reports {

enum class GraphUse {
  alone,      ///< A file of its own: with a style, a heading and a legend.
  in_a_page,  ///< A part of a page that has the style for it.
};

/// An SVG: text of at least 11 px, tooltips, light and dark; after a run, load and traffic too.
///
/// Limits   the same topology gives the same bytes.
void write_graph_svg(std::ostream& out, const Topology& topology, GraphUse use = GraphUse::alone);

/// Graphviz' language.
void write_graph_dot(std::ostream& out, const Topology& topology);

/// A Mermaid flowchart, as Markdown pages show it.
void write_graph_mermaid(std::ostream& out, const Topology& topology);

}  // namespace isthmus::reports
