// A graph in the order of its ids, so that a drawing does not depend on the order of its lists.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/layout/drawing.hpp"
#include "sim/layout/graph.hpp"

namespace isthmus::layout {

class Canonical {
 public:
  explicit Canonical(const Graph& given);

  const Graph& graph() const { return graph_; }

  /// The drawing of graph(), listed as the given graph lists its parts.
  Drawing in_given_order(Drawing drawing) const;

 private:
  Graph graph_;
  std::vector<std::size_t> clusters_;  ///< Per place in graph_, the place in the given graph.
  std::vector<std::size_t> nodes_;
  std::vector<std::size_t> edges_;
};

/// The band along the top of each cluster where its title stands.
std::vector<Rectangle> titles_on_top(const Style& style, const std::vector<Rectangle>& clusters);

/// Moves the whole drawing so that it begins at the margin, and says how large it is.
void fit_bounds(const Graph& graph, const Style& style, Drawing& drawing);

/// The smallest box around everything, with the margin.
Rectangle bounds_of(const Graph& graph, const Style& style, const Drawing& drawing);

}  // namespace isthmus::layout
