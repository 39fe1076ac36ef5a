#include "sim/layout/drawing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "tests/support/random_graph.hpp"

namespace isthmus::layout {
namespace {

using tests::Dice;
using tests::made;
using tests::RandomGraph;

using Draw = Drawing (*)(const Graph&, const Style&);

struct Case {
  const char* name;
  Draw draw;
};

/// Every way of drawing, over small worlds of every shape.
class EveryDrawing : public testing::TestWithParam<Case> {
 protected:
  template <class Claim>
  void for_each_graph(Claim claim) const {
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
      Dice dice{seed * 7919};
      RandomGraph wish;
      wish.seed = seed;
      wish.clusters = 1 + dice.below(9);
      wish.nodes = wish.clusters + dice.below(50);
      wish.edges = dice.below(3 * wish.nodes);
      wish.crossing_one_in = 1 + dice.below(6);
      SCOPED_TRACE("seed " + std::to_string(seed));
      const Graph graph = made(wish);
      claim(graph, GetParam().draw(graph, {}));
      if (testing::Test::HasFailure()) return;
    }
  }
};

INSTANTIATE_TEST_SUITE_P(Layout, EveryDrawing,
                         testing::Values(Case{"Layered", layered}, Case{"Framed", framed}),
                         [](const auto& each) { return each.param.name; });

TEST_P(EveryDrawing, NoTwoNodesOverlap) {
  for_each_graph([](const Graph&, const Drawing& drawing) {
    for (std::size_t a = 0; a < drawing.nodes.size(); ++a) {
      for (std::size_t b = a + 1; b < drawing.nodes.size(); ++b) {
        ASSERT_FALSE(drawing.nodes[a].overlaps(drawing.nodes[b])) << a << " and " << b;
      }
    }
  });
}

TEST_P(EveryDrawing, EveryNodeLiesWithinItsCluster) {
  for_each_graph([](const Graph& graph, const Drawing& drawing) {
    for (std::size_t v = 0; v < drawing.nodes.size(); ++v) {
      ASSERT_TRUE(drawing.clusters[graph.nodes[v].cluster].contains(drawing.nodes[v])) << v;
    }
  });
}

TEST_P(EveryDrawing, NoTwoClustersOverlap) {
  for_each_graph([](const Graph&, const Drawing& drawing) {
    for (std::size_t a = 0; a < drawing.clusters.size(); ++a) {
      for (std::size_t b = a + 1; b < drawing.clusters.size(); ++b) {
        ASSERT_FALSE(drawing.clusters[a].overlaps(drawing.clusters[b])) << a << " and " << b;
      }
    }
  });
}

/// Whether a point lies on the outline of a node whose sides may come to a point.
bool is_on_border(Point point, const Rectangle& box, double tip) {
  constexpr double near = 1e-6;
  const double down = std::abs(point.y - box.centre().y);
  const double across = std::abs(point.x - box.centre().x);
  if (down > box.height / 2 + near || across > box.width / 2 + near) return false;
  const double inset = tip * down / (box.height / 2);
  const bool on_side = std::abs(across - (box.width / 2 - inset)) < near;
  const bool on_level = std::abs(down - box.height / 2) < near;
  return on_side || on_level;
}

TEST_P(EveryDrawing, EveryEdgeBeginsAndEndsOnTheBordersOfItsNodes) {
  for_each_graph([](const Graph& graph, const Drawing& drawing) {
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
      const Edge& edge = graph.edges[e];
      const Curve& curve = drawing.edges[e];
      ASSERT_TRUE(is_on_border(curve.start, drawing.nodes[edge.from], graph.nodes[edge.from].tip))
          << "start of " << e;
      ASSERT_TRUE(is_on_border(curve.end(), drawing.nodes[edge.to], graph.nodes[edge.to].tip))
          << "end of " << e;
    }
  });
}

TEST_P(EveryDrawing, EveryTitleStandsInItsClusterClearOfNodes) {
  for_each_graph([](const Graph& graph, const Drawing& drawing) {
    for (std::size_t c = 0; c < drawing.clusters.size(); ++c) {
      ASSERT_TRUE(drawing.clusters[c].contains(drawing.titles[c])) << c;
      ASSERT_GE(drawing.titles[c].width, graph.clusters[c].title_width - 1e-9) << c;
      for (const Rectangle& node : drawing.nodes) ASSERT_FALSE(drawing.titles[c].overlaps(node));
    }
  });
}

TEST_P(EveryDrawing, EverythingLiesWithinTheBounds) {
  for_each_graph([](const Graph&, const Drawing& drawing) {
    for (const Rectangle& box : drawing.clusters) ASSERT_TRUE(drawing.bounds.contains(box));
    for (const Point& label : drawing.labels) {
      ASSERT_TRUE(drawing.bounds.contains({label.x, label.y, 0, 0}));
    }
  });
}

template <class T>
std::vector<std::size_t> shuffled(const std::vector<T>& list, Dice& dice) {
  std::vector<std::size_t> order(list.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[dice.below(i)]);
  return order;
}

TEST_P(EveryDrawing, TheOrderOfTheListsDoesNotMatter) {
  for_each_graph([](const Graph& graph, const Drawing& drawing) {
    Dice dice{graph.nodes.size()};
    const auto clusters = shuffled(graph.clusters, dice);
    const auto nodes = shuffled(graph.nodes, dice);
    const auto edges = shuffled(graph.edges, dice);
    const auto place_in = [](const std::vector<std::size_t>& order, std::size_t of) {
      return static_cast<std::size_t>(std::find(order.begin(), order.end(), of) - order.begin());
    };
    Graph other;
    for (const std::size_t c : clusters) other.clusters.push_back(graph.clusters[c]);
    for (const std::size_t v : nodes) {
      other.nodes.push_back(graph.nodes[v]);
      other.nodes.back().cluster = place_in(clusters, graph.nodes[v].cluster);
    }
    for (const std::size_t e : edges) {
      other.edges.push_back(graph.edges[e]);
      other.edges.back().from = place_in(nodes, graph.edges[e].from);
      other.edges.back().to = place_in(nodes, graph.edges[e].to);
    }

    const Drawing found = GetParam().draw(other, {});

    ASSERT_EQ(found.bounds, drawing.bounds);
    for (std::size_t v = 0; v < nodes.size(); ++v) {
      ASSERT_EQ(found.nodes[v], drawing.nodes[nodes[v]]);
    }
    for (std::size_t e = 0; e < edges.size(); ++e) {
      ASSERT_EQ(found.edges[e], drawing.edges[edges[e]]);
    }
  });
}

Point point_at(Point start, const Cubic& piece, double t) {
  const double s = 1 - t;
  const double a = s * s * s;
  const double b = 3 * s * s * t;
  const double c = 3 * s * t * t;
  const double d = t * t * t;
  return {a * start.x + b * piece.control_1.x + c * piece.control_2.x + d * piece.end.x,
          a * start.y + b * piece.control_1.y + c * piece.control_2.y + d * piece.end.y};
}

TEST(Layered, NoEdgePassesBehindANode) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Graph graph = made({seed, 1 + static_cast<std::size_t>(seed % 6), 30, 45, 3});

    const Drawing drawing = layered(graph);

    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
      Point from = drawing.edges[e].start;
      for (const Cubic& piece : drawing.edges[e].pieces) {
        for (int i = 1; i < 20; ++i) {
          const Point at = point_at(from, piece, i / 20.0);
          for (std::size_t v = 0; v < graph.nodes.size(); ++v) {
            const Rectangle& box = drawing.nodes[v];
            const bool own = v == graph.edges[e].from || v == graph.edges[e].to;
            const bool inside = at.x > box.x && at.x < box.right() && at.y > box.y + 1e-6 &&
                                at.y < box.bottom() - 1e-6;
            ASSERT_FALSE(inside && !own) << "edge " << e << " behind node " << v;
          }
        }
        from = piece.end;
      }
    }
  }
}

TEST(Layered, PinnedNodesStay) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Graph graph = made({seed, 4, 24, 30, 3});
    graph.nodes[seed % 24].pinned = Point{static_cast<double>(seed * 13) - 400, 90};
    graph.nodes[(seed + 8) % 24].pinned = Point{300, static_cast<double>(seed * 3) - 900};

    const Drawing drawing = layered(graph);

    for (std::size_t v = 0; v < graph.nodes.size(); ++v) {
      const auto& pinned = graph.nodes[v].pinned;
      if (!pinned) continue;
      EXPECT_EQ((Point{drawing.nodes[v].x, drawing.nodes[v].y}), *pinned);
    }
  }
}

TEST(Layered, TheRestMakesWayForAPinnedNode) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Graph graph = made({seed, 4, 24, 30, 3});
    Dice dice{seed};
    graph.nodes[dice.below(24)].pinned =
        Point{static_cast<double>(dice.below(900)), static_cast<double>(dice.below(600))};

    const Drawing drawing = layered(graph);

    for (std::size_t a = 0; a < graph.nodes.size(); ++a) {
      ASSERT_TRUE(drawing.clusters[graph.nodes[a].cluster].contains(drawing.nodes[a]));
      for (std::size_t b = a + 1; b < graph.nodes.size(); ++b) {
        ASSERT_FALSE(drawing.nodes[a].overlaps(drawing.nodes[b])) << a << " and " << b;
      }
    }
  }
}

TEST(Layered, PinningEveryNodeWhereItStandsChangesNothing) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    Graph graph = made({seed, 3, 20, 30, 3});
    const Drawing before = layered(graph);
    for (std::size_t v = 0; v < graph.nodes.size(); ++v) {
      graph.nodes[v].pinned = Point{before.nodes[v].x, before.nodes[v].y};
    }

    EXPECT_EQ(layered(graph), before) << "seed " << seed;
  }
}

}  // namespace
}  // namespace isthmus::layout
