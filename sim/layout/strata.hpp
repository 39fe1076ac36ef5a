// Vertices in layers, joined between neighbouring layers only: in which order they stand in each
// layer, and at what height. Used twice: for the nodes of a cluster, and for the clusters.
#pragma once

#include <cstddef>
#include <vector>

namespace isthmus::layout {

struct Strata {
  struct Vertex {
    double height = 0;
    double gap = 0;  ///< Free room wanted above and below; between two, the larger one counts.
    std::size_t group = 0;  ///< Within a layer, lower groups stand above higher ones.
  };
  /// Joins a vertex of one layer with one of the next.
  struct Arc {
    std::size_t left;
    std::size_t right;
    double left_offset = 0;  ///< Where it meets the vertex, from the vertex' middle downwards.
    double right_offset = 0;
    double weight = 1;  ///< How much it wants to be level.
  };

  std::vector<Vertex> vertices{};
  std::vector<std::vector<std::size_t>> layers{};  ///< From top to bottom.
  std::vector<Arc> arcs{};
};

/// Pairs of arcs that cross.
///
/// Cost     arcs times the logarithm of the vertices of a layer.
std::size_t crossings(const Strata& strata);

/// Reorders the layers so that fewer arcs cross; equals stay in the order given.
void untangle(Strata& strata);

/// The middle of every vertex: no two of a layer overlap, in the order given, arcs near level.
std::vector<double> heights(const Strata& strata);

/// The values nearest to `wanted` (least weighted squares) that rise by at least `steps[i]` from
/// each to the next.
///
/// Shape    all three of one length; the last step is not looked at; weights above 0.
/// Source   Barlow et al., Statistical inference under order restrictions, 1972 (pooling).
std::vector<double> nearest_rising(const std::vector<double>& wanted,
                                   const std::vector<double>& weights,
                                   const std::vector<double>& steps);

}  // namespace isthmus::layout
