#include "sim/analysis/reach.hpp"

#include <gtest/gtest.h>

#include "sim/analysis/explanation.hpp"
#include "tests/unit/analysis/hand_made.hpp"

namespace isthmus::analysis {
namespace {

support::World three_services() {
  return support::MeshBuilder{}
      .zone("z")
      .partition("default", {"z"})
      .partition("finance", {"z"}, support::free_gateway())
      .service({.name = "api"})
      .service({.name = "web"})
      .service({.name = "finance/billing"})
      .traffic({.from = "web", .to = "finance/billing", .mode = mesh::GatewayMode::remote})
      .build();
}

TEST(Reach, SaysOfEveryPairWhatExplainSays) {
  const support::World world = three_services();
  const Evidence evidence{*world.model, world.routes};

  const ReachMatrix matrix = answer(ReachQuestion{}, evidence);

  ASSERT_EQ(matrix.pairs.size(), 6U);
  for (const ReachPair& pair : matrix.pairs) {
    const model::ServiceId to =
        world.model->find_service(world.model->consul.datacenter, pair.destination);
    const route::Route route = answer(ExplainQuestion{pair.from, to}, evidence).route;
    EXPECT_EQ(pair.disposition, route.disposition) << full_text(pair.destination);
    EXPECT_EQ(pair.mode, route.mode.mode) << full_text(pair.destination);
    EXPECT_EQ(pair.network_hops, route.delivered() ? route.network_hops() : 0);
  }
}

TEST(Reach, OfUpstreamsHasOnlyThose) {
  const support::World world = three_services();

  const ReachMatrix matrix =
      answer(ReachQuestion{ReachScope::upstreams}, Evidence{*world.model, world.routes});

  ASSERT_EQ(matrix.pairs.size(), 1U);
  EXPECT_EQ(matrix.pairs[0].network_hops, 2);
}

TEST(Explanation, TheHelloIsReadBackAsTheServerName) {
  const support::World world = three_services();

  const Explanation explained =
      answer(ExplainQuestion{world.routes.facts[0].from, world.routes.facts[0].to},
             Evidence{*world.model, world.routes});

  EXPECT_FALSE(explained.route.sni.empty());
  EXPECT_EQ(explained.hello.sni_read_back, explained.route.sni);
  EXPECT_GT(explained.hello.bytes, explained.route.sni.size());
}

}  // namespace
}  // namespace isthmus::analysis
