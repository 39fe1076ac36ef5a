#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/opened_text.hpp"

namespace isthmus::scenario {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using tests::places;

constexpr const char* scenario =
    "isthmus: 1\n"
    "partitions:\n"
    "  default:\n"
    "    mesh_gateway: {replicas: 2}\n"
    "    services:\n"
    "      web: {proxy: {upstreams: [{destination_name: api, local_bind_port: 10000}]}}\n"
    "      api: {}\n"
    "traffic:\n"
    "  - {name: users, from: web, to: api, rate: 10/s}\n";

Opened with(const std::vector<std::string>& overrides) {
  return open_text("s.yaml", scenario, overrides);
}

TEST(Overrides, AKeyThatIsThereGetsTheNewValue) {
  const Opened opened = with({"partitions.default.mesh_gateway.replicas=5"});

  ASSERT_TRUE(opened.model.has_value());
  EXPECT_EQ(opened.model->partitions[0].mesh_gateway->replicas, 5u);
}

TEST(Overrides, AKeyThatIsNotThereIsPutIn) {
  const Opened opened = with({"run.seed=7", "defaults.sidecar.per_gb=500ms"});

  ASSERT_TRUE(opened.model.has_value());
  EXPECT_EQ(opened.model->run.seed, 7u);
  EXPECT_EQ(opened.model->services[0].sidecar.costs.per_byte.per_gigabyte,
            Duration::milliseconds(500));
}

TEST(Overrides, AnItemOfAListIsFoundByIndexAndByName) {
  EXPECT_EQ(with({"traffic[0].rate=20/s"}).model->traffic[0].rate, PerSecond::of(20));
  EXPECT_EQ(with({"traffic.users.rate=30/s"}).model->traffic[0].rate, PerSecond::of(30));
}

TEST(Overrides, TheLaterOneWins) {
  EXPECT_EQ(with({"run.seed=1", "run.seed=2"}).model->run.seed, 2u);
}

TEST(Overrides, AValueMayBeAMappingOrAList) {
  const Opened opened = with({"partitions.default.services.api.service_time={p50: 1ms, p99: 9ms}"});

  ASSERT_TRUE(opened.model.has_value());
  const model::ServiceId api = opened.model->find_service("dc1", {.name = "api"});
  EXPECT_EQ(opened.model.value()[api].service_time,
            (random::Distribution{
                random::Lognormal{Duration::milliseconds(1), Duration::milliseconds(9)}}));
}

TEST(Overrides, AWrongValueIsComplainedAboutInTheOverrideItself) {
  const Opened opened = with({"traffic.users.rate=400"});

  EXPECT_THAT(places(opened.diagnostics), ElementsAre("invalid-quantity:1:20"));
  EXPECT_EQ(opened.sources.place(opened.diagnostics[0].at), "--set:1:20");
}

TEST(Overrides, AnUnknownKeyIsAnsweredWithTheNearest) {
  const Opened opened = with({"run.sead=7"});

  EXPECT_THAT(places(opened.diagnostics), ElementsAre("unknown-path:1:5"));
  EXPECT_EQ(opened.diagnostics[0].remedy, "did you mean \"seed\"?");
}

TEST(Overrides, ANameThatTheScenarioDoesNotHaveIsNotMadeUp) {
  const Opened opened = with({"partitions.defualt.mesh_gateway.replicas=3"});

  EXPECT_THAT(places(opened.diagnostics), ElementsAre("unknown-path:1:12"));
  EXPECT_EQ(opened.diagnostics[0].remedy, "did you mean \"default\"?");
}

TEST(Overrides, AnIndexBeyondTheEndIsAComplaint) {
  EXPECT_THAT(places(with({"traffic[3].rate=1/s"}).diagnostics),
              ElementsAre("invalid-override:1:8"));
}

TEST(Overrides, TextThatIsNoOverrideIsAComplaintAndNothingElse) {
  for (const char* text : {"", "=", "=1", "run.seed", ".=1", "run..seed=1", "traffic[=1",
                           "traffic[x].rate=1", "run.seed=", "[0]=1", "run.=1"}) {
    const Opened opened = with({text});
    ASSERT_EQ(opened.diagnostics.size(), 1u) << text;
    EXPECT_THAT(opened.diagnostics[0].code, ::testing::AnyOf("invalid-override", "unknown-path"))
        << text;
  }
}

TEST(Overrides, WithoutThemNothingIsComplainedAbout) {
  EXPECT_THAT(with({}).diagnostics, IsEmpty());
}

}  // namespace
}  // namespace isthmus::scenario
