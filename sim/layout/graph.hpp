// What is to be drawn: boxes in clusters, and edges between boxes. Knows nothing of services.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sim/layout/geometry.hpp"

namespace isthmus::layout {

/// A box around nodes that belong together, with a title above them.
struct Cluster {
  std::string id;          ///< Unique among clusters.
  double title_width = 0;  ///< The box is never narrower than its title.
};

struct Node {
  std::string id;  ///< Unique among nodes.
  std::size_t cluster = 0;
  Size size{};
  double tip = 0;  ///< How far the left and right sides come to a point; 0 for a rectangle.
  std::optional<Point> pinned{};  ///< Top left corner, where a person has put it.
};

struct Edge {
  std::size_t from = 0;  ///< Indexes into the nodes.
  std::size_t to = 0;
  std::string id{};  ///< Tells apart edges between the same nodes.
  Size label{};      ///< Room for a label; none if it has no width.
};

struct Graph {
  std::vector<Cluster> clusters{};
  std::vector<Node> nodes{};
  std::vector<Edge> edges{};
};

}  // namespace isthmus::layout
