#include "sim/layout/strata.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace isthmus::layout {
namespace {

using testing::ElementsAre;

/// Two layers of two, joined crosswise.
Strata crossed() {
  Strata strata;
  strata.vertices.resize(4, {10, 2, 0});
  strata.layers = {{0, 1}, {2, 3}};
  strata.arcs = {{0, 3}, {1, 2}};
  return strata;
}

TEST(Crossings, TwoArcsThatChangePlacesCrossOnce) { EXPECT_EQ(crossings(crossed()), 1U); }

TEST(Crossings, ArcsFromOneVertexDoNotCross) {
  Strata strata = crossed();
  strata.arcs = {{0, 2}, {0, 3}};

  EXPECT_EQ(crossings(strata), 0U);
}

TEST(Untangle, RemovesACrossingThatNeedNotBe) {
  Strata strata = crossed();

  untangle(strata);

  EXPECT_EQ(crossings(strata), 0U);
}

TEST(Untangle, KeepsLowerGroupsAboveHigherOnes) {
  Strata strata = crossed();
  strata.vertices[2].group = 1;

  untangle(strata);

  EXPECT_THAT(strata.layers[1], ElementsAre(3U, 2U));
}

TEST(Heights, AnArcBetweenLonelyVerticesIsLevel) {
  Strata strata;
  strata.vertices.resize(2, {10, 2, 0});
  strata.layers = {{0}, {1}};
  strata.arcs = {{0, 1, 3, -1}};

  const std::vector<double> y = heights(strata);

  EXPECT_DOUBLE_EQ(y[0] + 3, y[1] - 1);
}

TEST(Heights, NeighboursKeepTheLargerGap) {
  Strata strata;
  strata.vertices = {{10, 2, 0}, {20, 5, 0}};
  strata.layers = {{0, 1}};

  const std::vector<double> y = heights(strata);

  EXPECT_DOUBLE_EQ(y[1] - y[0], 5 + 5 + 10);
}

TEST(NearestRising, LeavesAloneWhatRisesEnough) {
  EXPECT_THAT(nearest_rising({0, 10, 30}, {1, 1, 1}, {5, 5, 0}), ElementsAre(0, 10, 30));
}

TEST(NearestRising, SharesAConflictByWeight) {
  EXPECT_THAT(nearest_rising({0, 0}, {1, 3}, {4, 0}), ElementsAre(-3, 1));
}

}  // namespace
}  // namespace isthmus::layout
