// The inside of one cluster: its nodes in layers, the ways of the edges between them, and the ways
// of those edges that lead out of it, up to its border.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/layout/drawing.hpp"
#include "sim/layout/geometry.hpp"
#include "sim/layout/way.hpp"

namespace isthmus::layout {

/// What stands in the cluster. Nodes are numbered from 0 within it.
struct Members {
  struct Node {
    Size size{};
    double tip = 0;
  };
  struct Edge {
    std::size_t from;
    std::size_t to;
    double label_width = 0;
  };
  /// An edge that leaves or enters the cluster on one side.
  struct Exit {
    std::size_t node;
    Heading side;
    std::size_t group;  ///< Exits of a lower group had better lie above those of a higher one.
  };

  std::vector<Node> nodes{};
  std::vector<Edge> edges{};
  std::vector<Exit> exits{};
};

/// Places count from the top left corner of the content, without title and padding.
struct Interior {
  Size size{};
  std::vector<Rectangle> nodes{};
  std::vector<Way> edges{};                   ///< From its first node to its second.
  std::vector<std::vector<Stretch>> exits{};  ///< From the node to the border of the content.
};

Interior arrange(const Members& members, const Style& style);

}  // namespace isthmus::layout
