#include "sim/layout/ranking.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace isthmus::layout {
namespace {

using testing::ElementsAre;

TEST(Rank, AChainTakesALayerEach) {
  EXPECT_THAT(rank(3, {{0, 1}, {1, 2}}, std::vector<Pull>(3), 9), ElementsAre(0U, 1U, 2U));
}

TEST(Rank, ACycleIsCutAtItsLightestLink) {
  EXPECT_THAT(rank(3, {{0, 1, 5}, {1, 2, 5}, {2, 0, 1}}, std::vector<Pull>(3), 9),
              ElementsAre(0U, 1U, 2U));
}

TEST(Rank, ALinkToItselfIsNone) {
  EXPECT_THAT(rank(2, {{0, 0}, {0, 1}}, std::vector<Pull>(2), 9), ElementsAre(0U, 1U));
}

TEST(Rank, AVertexThatCallsOneOnTheRightStandsBesideIt) {
  // 3 calls 2 only, so it stands in the layer before it and not in the first.
  EXPECT_THAT(rank(4, {{0, 1}, {1, 2}, {3, 2}}, std::vector<Pull>(4), 9),
              ElementsAre(0U, 1U, 2U, 1U));
}

TEST(Rank, WhatIsDrawnOutwardsStandsAtThatEnd) {
  EXPECT_THAT(rank(4, {{0, 1}, {1, 2}}, {{}, {}, {}, {0, 1}}, 9), ElementsAre(0U, 1U, 2U, 2U));
}

TEST(Rank, ALayerThatIsTooLongIsSplitEvenly) {
  EXPECT_THAT(rank(5, {{0, 1}, {0, 2}, {0, 3}, {0, 4}}, std::vector<Pull>(5), 3),
              ElementsAre(0U, 1U, 1U, 2U, 2U));
}

TEST(Rank, VerticesWithoutLinksFillTheShortestLayers) {
  EXPECT_THAT(rank(4, {}, std::vector<Pull>(4), 2), ElementsAre(0U, 0U, 1U, 1U));
}

}  // namespace
}  // namespace isthmus::layout
