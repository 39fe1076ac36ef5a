// Graphs of clusters for the tests of layout: any size, the same for the same number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "sim/layout/graph.hpp"

namespace isthmus::tests {

/// A number that looks random, and its successors.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_{seed} {}

  /// Source   Steele, Lea & Flood, Fast splittable pseudorandom number generators, 2014.
  std::uint64_t bits() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(bits() % n); }

 private:
  std::uint64_t state_;
};

struct RandomGraph {
  std::uint64_t seed = 1;
  std::size_t clusters = 4;
  std::size_t nodes = 20;
  std::size_t edges = 30;
  std::size_t crossing_one_in = 5;  ///< So many edges for each that leaves its cluster.
};

inline layout::Graph made(const RandomGraph& wish) {
  Dice dice{wish.seed};
  layout::Graph graph;
  for (std::size_t c = 0; c < wish.clusters; ++c) {
    graph.clusters.push_back({"c" + std::to_string(c), 40.0 + static_cast<double>(dice.below(90))});
  }
  for (std::size_t v = 0; v < wish.nodes; ++v) {
    const layout::Size size{60.0 + static_cast<double>(dice.below(80)),
                            24.0 + static_cast<double>(dice.below(3)) * 10};
    graph.nodes.push_back(
        {"n" + std::to_string(v), v % wish.clusters, size, dice.below(4) == 0 ? 10.0 : 0.0});
  }
  for (std::size_t e = 0; e < wish.edges; ++e) {
    const std::size_t from = dice.below(wish.nodes);
    std::size_t to = dice.below(wish.nodes);
    if (dice.below(wish.crossing_one_in) != 0) {  // To a node of the same cluster.
      to = to / wish.clusters * wish.clusters + from % wish.clusters;
      if (to >= wish.nodes) to = from % wish.clusters;
    }
    const layout::Size label = dice.below(6) == 0 ? layout::Size{40, 14} : layout::Size{};
    graph.edges.push_back({from, to, "e" + std::to_string(e), label});
  }
  return graph;
}

}  // namespace isthmus::tests
