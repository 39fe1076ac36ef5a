#include "sim/analysis/reach_summary.hpp"

#include <gtest/gtest.h>

#include "tests/unit/analysis/hand_made.hpp"

namespace isthmus::analysis {
namespace {

/// One upstream inside, one across two gateways, one into a partition without a gateway.
support::World three_fates() {
  return support::MeshBuilder{}
      .zone("z")
      .partition("bare", {"z"})
      .partition("default", {"z"}, support::free_gateway())
      .partition("finance", {"z"}, support::free_gateway())
      .service({.name = "api"})
      .service({.name = "bare/lost"})
      .service({.name = "web"})
      .service({.name = "finance/billing"})
      .traffic({.from = "web", .to = "api"})
      .traffic({.from = "web", .to = "bare/lost", .mode = mesh::GatewayMode::remote})
      .traffic({.from = "web", .to = "finance/billing", .mode = mesh::GatewayMode::local})
      .build();
}

TEST(ReachSummary, CountsUpstreamsByHopsAndByEnding) {
  const support::World world = three_fates();

  const ReachSummary summary = answer(ReachSummaryQuestion{}, Evidence{*world.model, world.routes});

  EXPECT_EQ(summary.all.upstreams, 3U);
  EXPECT_EQ(summary.all.delivered(), 2U);
  EXPECT_EQ(summary.all.by_hops[1], 1U);
  EXPECT_EQ(summary.all.by_hops[3], 1U);
  ASSERT_EQ(summary.all.blocked.size(), 1U);
  EXPECT_EQ(summary.all.blocked.begin()->second, 1U);
}

TEST(ReachSummary, HasALineForEachPairOfPartitionsThatAnUpstreamJoins) {
  const support::World world = three_fates();

  const ReachSummary summary = answer(ReachSummaryQuestion{}, Evidence{*world.model, world.routes});

  ASSERT_EQ(summary.partitions.size(), 3U);
  EXPECT_EQ(summary.partitions[0].to, "bare");
  EXPECT_EQ(summary.partitions[0].counts.delivered(), 0U);
  EXPECT_EQ(summary.partitions[1].to, "default");
  EXPECT_EQ(summary.partitions[2].to, "finance");
}

}  // namespace
}  // namespace isthmus::analysis
