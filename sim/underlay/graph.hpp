// Three questions about an undirected graph of the numbers 0, 1, ..., n - 1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace isthmus::underlay {

struct Edge {
  std::size_t a;
  std::size_t b;
  std::int64_t weight = 1;  ///< Not negative.
};

/// The vertices of the lightest way from `from` to `to`, both included; none if there is no way.
/// Of equally light ways, one with the fewest edges.
///
/// Limits   no way weighs more than 2^47 (nanoseconds: 39 hours).
std::optional<std::vector<std::size_t>> lightest_way(std::size_t vertices,
                                                     std::span<const Edge> edges, std::size_t from,
                                                     std::size_t to);

/// For each vertex, the number of its component; components are numbered by their least vertex.
std::vector<std::size_t> components(std::size_t vertices, std::span<const Edge> edges);

/// The vertices whose loss would cut others off from each other, in ascending order.
std::vector<std::size_t> articulation_points(std::size_t vertices, std::span<const Edge> edges);

}  // namespace isthmus::underlay
