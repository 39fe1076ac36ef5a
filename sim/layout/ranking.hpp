// Which things stand left of which: the layer of every vertex of a directed graph.
#pragma once

#include <cstddef>
#include <vector>

namespace isthmus::layout {

/// Something that wants `from` to stand left of `to`.
struct Link {
  std::size_t from;
  std::size_t to;
  double weight = 1;
};

/// How strongly a vertex is drawn to either end by what lies outside the graph.
struct Pull {
  double left = 0;
  double right = 0;
};

/// A layer for each vertex, from 0; links that would close a cycle run backwards.
///
/// Shape    `pulls`: one for each vertex. Links to itself are ignored.
/// Returns  vertices without any link or pull come last in the shortest layers.
/// Limits   no layer gets more than `most` vertices: a longer one is split.
/// Source   Eades, Lin & Smyth, A fast and effective heuristic for the feedback arc set problem,
///          1993, with weights.
std::vector<std::size_t> rank(std::size_t vertices, const std::vector<Link>& links,
                              const std::vector<Pull>& pulls, std::size_t most);

}  // namespace isthmus::layout
