#include "sim/layout/drawing.hpp"

#include <gtest/gtest.h>

#include <string>

namespace isthmus::layout {
namespace {

/// One node in each of `n` clusters.
Graph clusters(std::size_t n) {
  Graph graph;
  for (std::size_t i = 0; i < n; ++i) {
    graph.clusters.push_back({"c" + std::string(i < 10 ? "0" : "") + std::to_string(i), 50});
    graph.nodes.push_back({"n" + std::to_string(i), i, {100, 30}});
  }
  return graph;
}

TEST(Layered, AnEmptyGraphGivesAnEmptyDrawing) { EXPECT_EQ(layered({}), Drawing{}); }

TEST(Layered, AClusterThatCallsAnotherStandsLeftOfIt) {
  Graph graph = clusters(2);
  graph.edges.push_back({1, 0});

  const Drawing drawing = layered(graph);

  EXPECT_LT(drawing.clusters[1].right(), drawing.clusters[0].x);
}

TEST(Layered, AnEdgeBetweenLevelNodesIsOneStraightLine) {
  Graph graph = clusters(2);
  graph.edges.push_back({0, 1});

  const Drawing drawing = layered(graph);

  ASSERT_EQ(drawing.edges[0].pieces.size(), 1U);
  EXPECT_EQ(drawing.edges[0].start.y, drawing.edges[0].end().y);
}

TEST(Layered, AStarOfManyClustersIsWrappedTowardsTheAspect) {
  Graph graph = clusters(60);
  for (std::size_t i = 1; i < 60; ++i) graph.edges.push_back({0, i});

  const Drawing drawing = layered(graph);

  const double aspect = drawing.bounds.width / drawing.bounds.height;
  EXPECT_GT(aspect, 0.8);
  EXPECT_LT(aspect, 3.2);
}

TEST(Layered, ALongChainOfClustersIsWrappedTowardsTheAspect) {
  Graph graph = clusters(40);
  for (std::size_t i = 1; i < 40; ++i) graph.edges.push_back({i - 1, i});

  const Drawing drawing = layered(graph);

  const double aspect = drawing.bounds.width / drawing.bounds.height;
  EXPECT_GT(aspect, 0.8);
  EXPECT_LT(aspect, 3.2);
}

TEST(Layered, AClusterIsAsWideAsItsTitle) {
  Graph graph = clusters(1);
  graph.clusters[0].title_width = 333;

  EXPECT_GE(layered(graph).clusters[0].width, 333);
}

TEST(Layered, LabelsOfOneChannelDoNotOverlap) {
  Graph graph = clusters(2);
  for (int i = 0; i < 4; ++i) graph.edges.push_back({0, 1, std::to_string(i), {40, 14}});

  const Drawing drawing = layered(graph);

  for (std::size_t i = 1; i < 4; ++i) {
    EXPECT_GE(drawing.labels[i].y - drawing.labels[i - 1].y, 14 - 1e-9);
  }
}

TEST(Framed, ClustersStandClockwiseInTheOrderOfTheirIds) {
  const Drawing drawing = framed(clusters(12));

  const Point middle = drawing.bounds.centre();
  EXPECT_LT(drawing.clusters[0].bottom(), middle.y);  // top left
  EXPECT_LT(drawing.clusters[0].x, drawing.clusters[1].x);
  EXPECT_LT(drawing.clusters[11].right(), middle.x);  // the last one, left
}

TEST(Framed, TheMiddleIsFree) {
  const Drawing drawing = framed(clusters(12));

  const Rectangle middle{drawing.bounds.centre().x - 40, drawing.bounds.centre().y - 40, 80, 80};
  for (const Rectangle& box : drawing.clusters) EXPECT_FALSE(box.overlaps(middle));
}

}  // namespace
}  // namespace isthmus::layout
