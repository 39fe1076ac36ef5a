#include "sim/underlay/graph.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

namespace isthmus::underlay {
namespace {

using ::testing::ElementsAre;

/// All graphs of five vertices: each of the ten edges is there or not, with a weight of its own.
template <class Check>
void each_small_graph(Check check) {
  for (unsigned chosen = 0; chosen < 1u << 10; ++chosen) {
    std::vector<Edge> edges;
    unsigned bit = 0;
    for (std::size_t a = 0; a < 5; ++a) {
      for (std::size_t b = a + 1; b < 5; ++b, ++bit) {
        if (chosen >> bit & 1) edges.push_back({a, b, static_cast<std::int64_t>(bit * 7 % 5)});
      }
    }
    check(edges);
  }
}

/// Which vertices reach which, and how lightly, by Floyd and Warshall.
std::vector<std::vector<std::int64_t>> distances(const std::vector<Edge>& edges) {
  constexpr std::int64_t far = std::numeric_limits<std::int64_t>::max() / 4;
  std::vector<std::vector<std::int64_t>> d(5, std::vector<std::int64_t>(5, far));
  for (std::size_t v = 0; v < 5; ++v) d[v][v] = 0;
  for (const Edge& edge : edges) d[edge.a][edge.b] = d[edge.b][edge.a] = edge.weight;
  for (std::size_t k = 0; k < 5; ++k) {
    for (std::size_t i = 0; i < 5; ++i) {
      for (std::size_t j = 0; j < 5; ++j) d[i][j] = std::min(d[i][j], d[i][k] + d[k][j]);
    }
  }
  return d;
}

std::size_t component_count(const std::vector<Edge>& edges, std::size_t without) {
  std::vector<Edge> left;
  for (const Edge& edge : edges) {
    if (edge.a != without && edge.b != without) left.push_back(edge);
  }
  const auto numbers = components(5, left);
  return 1 + *std::max_element(numbers.begin(), numbers.end());
}

TEST(Graph, FindsWaysAsLightAsFloydAndWarshallDo) {
  each_small_graph([](const std::vector<Edge>& edges) {
    const auto expected = distances(edges);
    const auto way = lightest_way(5, edges, 0, 4);
    ASSERT_EQ(way.has_value(), expected[0][4] < 1000);
    if (!way) return;
    std::int64_t weight = 0;
    for (std::size_t i = 1; i < way->size(); ++i) {
      const auto step = std::find_if(edges.begin(), edges.end(), [&](const Edge& edge) {
        return (edge.a == (*way)[i - 1] && edge.b == (*way)[i]) ||
               (edge.b == (*way)[i - 1] && edge.a == (*way)[i]);
      });
      ASSERT_NE(step, edges.end());
      weight += step->weight;
    }
    EXPECT_EQ(weight, expected[0][4]);
  });
}

TEST(Graph, CallsAVertexAnArticulationWhenItsLossCutsOthersOff) {
  each_small_graph([](const std::vector<Edge>& edges) {
    const auto points = articulation_points(5, edges);
    const std::size_t whole = component_count(edges, 5);
    for (std::size_t v = 0; v < 5; ++v) {
      const bool isolated = std::none_of(
          edges.begin(), edges.end(), [&](const Edge& edge) { return edge.a == v || edge.b == v; });
      // Without v, v itself is one component more, unless it was alone before.
      const bool cuts = component_count(edges, v) > whole + (isolated ? 0 : 1);
      EXPECT_EQ(std::binary_search(points.begin(), points.end(), v), cuts);
    }
  });
}

TEST(Graph, PrefersFewerEdgesAmongEquallyLightWays) {
  const std::vector<Edge> edges{{0, 1, 1}, {1, 2, 1}, {2, 3, 1}, {0, 4, 1}, {4, 3, 2}};

  EXPECT_THAT(lightest_way(5, edges, 0, 3).value(), ElementsAre(0, 4, 3));
}

TEST(Graph, NumbersComponentsByTheirLeastVertex) {
  const std::vector<Edge> edges{{3, 1}, {4, 2}};

  EXPECT_THAT(components(5, edges), ElementsAre(0, 1, 2, 1, 2));
}

}  // namespace
}  // namespace isthmus::underlay
