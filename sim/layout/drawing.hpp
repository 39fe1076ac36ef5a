// Two ways to draw a graph of clusters, both deterministic: the same graph gives the same drawing
// whatever the order in which its parts are listed, because order is taken from the ids.
//
// `layered` is for reading paths: edges run from left to right wherever they can. Clusters stand in
// columns, the nodes of a cluster in layers; an edge crosses a column or a layer on a lane that is
// kept free for it, so it never passes behind a box.
//
// `framed` is for many clusters that all know each other, where no order is better than another:
// clusters stand around a free middle in the order of their ids, and edges cross the middle.
#pragma once

#include <vector>

#include "sim/layout/geometry.hpp"
#include "sim/layout/graph.hpp"

namespace isthmus::layout {

/// Distances, in pixels.
struct Style {
  double node_gap = 14;      ///< Between nodes above each other.
  double lane_gap = 9;       ///< Between edges that run side by side, and from an edge to a node.
  double layer_gap = 44;     ///< Between layers; grows with the number of edges and their labels.
  double padding = 16;       ///< Between a cluster's border and its nodes.
  double title_height = 24;  ///< Above the nodes of a cluster.
  double cluster_gap = 28;   ///< Between clusters above each other.
  double column_gap = 64;    ///< Between columns of clusters; grows as `layer_gap` does.
  double margin = 20;        ///< Around everything.
  double aspect = 1.6;       ///< The width : height to aim at; clusters are wrapped towards it.
};

struct Drawing {
  std::vector<Rectangle> clusters{};  ///< As the clusters of the graph.
  std::vector<Rectangle> titles{};    ///< As the clusters: where a title stands, clear of edges.
  std::vector<Rectangle> nodes{};     ///< As its nodes.
  std::vector<Curve> edges{};         ///< As its edges: from border to border.
  std::vector<Point> labels{};        ///< As its edges: the middle of the label.
  Rectangle bounds{};                 ///< All of it, with the margin.

  friend bool operator==(const Drawing&, const Drawing&) = default;
};

/// Draws in columns and layers.
///
/// Limits   a pinned node that would stand elsewhere stays and the rest makes way; edges then run
///          directly from side to side, and two clusters that both hold pins may overlap.
/// Cost     about linear in nodes plus edges times the layers they cross.
/// Source   Sugiyama, Tagawa & Toda 1981; cycles: Eades, Lin & Smyth 1993; order: barycentres;
///          heights: isotonic regression by pooling adjacent violators.
Drawing layered(const Graph& graph, const Style& style = {});

/// Draws clusters around a free middle. Pins are not looked at.
Drawing framed(const Graph& graph, const Style& style = {});

}  // namespace isthmus::layout
