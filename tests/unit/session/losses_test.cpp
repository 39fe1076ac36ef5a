// What can be lost, and what is left then.
#include "sim/session/losses.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "sim/session/study.hpp"

namespace isthmus::session {
namespace {

Study study() {
  Opened opened =
      open(std::string{ISTHMUS_SOURCE_DIR} + "/scenarios/tutorial/03-through-gateways.yaml");
  EXPECT_TRUE(opened);
  return std::move(*opened.study);
}

std::vector<std::string> names_of(const std::vector<Loss>& losses) {
  std::vector<std::string> names;
  for (const Loss& loss : losses) names.push_back(loss.name);
  return names;
}

TEST(Losses, AreTheGatewaysTheirGroupsAndTheZones) {
  EXPECT_THAT(names_of(losses_of(study())),
              ::testing::ElementsAre("gateway backend, one of 2", "gateway backend, all 2",
                                     "gateway default, one of 2", "gateway default, all 2",
                                     "zone use1-a", "zone use1-b"));
}

TEST(Losses, NoPairIsOfAThingAndAPartOfIt) {
  const std::vector<Loss> pairs = pairs_of(losses_of(study()));

  EXPECT_EQ(pairs.size(), 6u * 5u / 2u - 2u);
  EXPECT_THAT(names_of(pairs),
              ::testing::Not(::testing::Contains("gateway backend, one of 2 and gateway backend, "
                                                 "all 2")));
}

TEST(Losses, TwoTakeAwayWhatBothTake) {
  const Study whole = study();
  const std::vector<Loss> losses = losses_of(whole);
  Loss both;
  both.kind = LossKind::several;
  both.parts = {losses[0], losses[3]};

  const Reduced left = reduced(whole, both);

  EXPECT_EQ(left.study.model.partitions[0].mesh_gateway->replicas, 1u);
  EXPECT_FALSE(left.study.model.partitions[1].mesh_gateway);
}

TEST(Losses, AtTheirMomentAreEvents) {
  const Study whole = study();
  const std::vector<Loss> losses = losses_of(whole);
  const SimTime moment = SimTime::start() + Duration::seconds(10);

  const Study breaking = at_the_moment(whole, losses[4], moment);

  ASSERT_EQ(breaking.model.events.size(), 1u);
  EXPECT_EQ(breaking.model.events[0].kind, model::FaultKind::crash);
  EXPECT_EQ(breaking.model.events[0].begin, moment);
  EXPECT_EQ(breaking.model.events[0].end, SimTime::never());
  EXPECT_TRUE(std::holds_alternative<model::ZoneTarget>(breaking.model.events[0].target));
}

}  // namespace
}  // namespace isthmus::session
