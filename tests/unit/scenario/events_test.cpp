// `events:` as a scenario writes it, and what can be wrong with it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/opened_text.hpp"

namespace isthmus::scenario {
namespace {

using ::testing::ElementsAre;
using tests::codes;
using tests::opened;

const std::string mesh = R"(
zones: {a: {region: east}, b: {region: west}}
partitions:
  default:
    zones: [a]
    mesh_gateway: {replicas: 2}
    services: {web: {replicas: 3}}
  finance:
    zones: [b]
    services: {billing: {replicas: 2}}
)";

Opened with(const std::string& events) {
  return opened(mesh + "events:\n" + events, {"run.duration=300s"});
}

std::vector<std::string> complaints(const std::string& events) {
  return codes(with(events).diagnostics);
}

TEST(Events, AreReadWithTheirTimes) {
  const Opened read =
      with("  - {name: lose, at: 120s, for: 60s, gateway: default[1], how: drain}\n");

  ASSERT_TRUE(read.model);
  const model::Event& event = read.model->events.at(0);
  EXPECT_EQ(event.name, "lose");
  EXPECT_EQ(event.text, "gateway default[1] drain");
  EXPECT_EQ(event.begin, SimTime::start() + Duration::seconds(120));
  EXPECT_EQ(event.end, SimTime::start() + Duration::seconds(180));
  EXPECT_EQ(event.drain_time, Duration::seconds(30));
  EXPECT_EQ(std::get<model::GatewayTarget>(event.target).instance, 1u);
}

TEST(Events, AnInstanceMayBeNamedInAnyStyleOfYaml) {
  const Opened read = with(
      "  - {at: 1s, service: web[2]}\n"
      "  - {at: 2s, service: \"web[1]\"}\n"
      "  - at: 3s\n"
      "    service: finance/billing[0]\n");

  ASSERT_TRUE(read.model);
  EXPECT_THAT(read.diagnostics, ::testing::IsEmpty());
  EXPECT_EQ(read.model->events.size(), 3u);
  EXPECT_EQ(read.model->events[0].text, "service web[2] crash");
  EXPECT_EQ(read.model->events[2].text, "service finance/billing[0] crash");
}

TEST(Events, AreEndedByThoseThatRestoreThem) {
  const Opened read = with("  - {name: x, at: 10s, zone: a}\n  - {at: 30s, restore: x}\n");

  ASSERT_TRUE(read.model);
  ASSERT_EQ(read.model->events.size(), 1u);
  EXPECT_EQ(read.model->events[0].end, SimTime::start() + Duration::seconds(30));
  EXPECT_EQ(read.model->events[0].kind, model::FaultKind::cut);
}

TEST(Events, ACutLinkSaysHowLongTheNetworkNeedsToFindAnotherWay) {
  const Opened read = with(
      "  - {at: 10s, link: [east, west], reroute_after: 5s}\n"
      "  - {at: 20s, link: [east, west]}\n");

  ASSERT_TRUE(read.model);
  EXPECT_EQ(read.model->events[0].reroute_after, Duration::seconds(5));
  EXPECT_EQ(read.model->events[1].reroute_after, Duration::seconds(30));
}

TEST(Events, OnlyACutLinkIsRoutedAround) {
  EXPECT_THAT(complaints("  - {at: 1s, zone: a, reroute_after: 5s}\n"),
              ElementsAre("contradicting-keys"));
  EXPECT_THAT(complaints("  - {at: 1s, link: [east, west], loss: 1%, reroute_after: 5s}\n"),
              ElementsAre("contradicting-keys"));
}

TEST(Events, ALinkDegradesWhereItIsSaidHow) {
  const Opened read =
      with("  - {at: 10s, link: [east, west], extra_latency: 50ms, direction: there}\n");

  ASSERT_TRUE(read.model);
  EXPECT_EQ(read.model->events[0].kind, model::FaultKind::degrade);
  EXPECT_EQ(std::get<model::LinkTarget>(read.model->events[0].target).direction,
            model::LinkDirection::there);
}

TEST(Events, HaveOneTarget) {
  EXPECT_THAT(complaints("  - {at: 10s, zone: a, partition: finance}\n"),
              ElementsAre("contradicting-keys"));
  EXPECT_THAT(complaints("  - {at: 10s, how: crash}\n"), ElementsAre("required-key"));
}

TEST(Events, HitWhatIsThere) {
  EXPECT_THAT(complaints("  - {at: 10s, service: web[3]}\n"), ElementsAre("unknown-instance"));
  EXPECT_THAT(complaints("  - {at: 10s, service: \"web[x]\"}\n"), ElementsAre("unknown-instance"));
  EXPECT_THAT(complaints("  - {at: 10s, gateway: finance}\n"), ElementsAre("unknown-instance"));
  EXPECT_THAT(complaints("  - {at: 10s, gateway: finanse}\n"), ElementsAre("unknown-partition"));
  EXPECT_THAT(complaints("  - {at: 10s, service: wep}\n"), ElementsAre("unknown-service"));
  EXPECT_THAT(complaints("  - {at: 10s, zone: c}\n"), ElementsAre("unknown-zone"));
  EXPECT_THAT(complaints("  - {at: 10s, link: [a, c]}\n"), ElementsAre("unknown-zone"));
  EXPECT_THAT(complaints("  - {at: 10s, link: [a]}\n"), ElementsAre("wrong-count"));
}

TEST(Events, HappenToWhatTheyCanHappenTo) {
  EXPECT_THAT(complaints("  - {at: 10s, service: web, how: cut}\n"),
              ElementsAre("contradicting-keys"));
  EXPECT_THAT(complaints("  - {at: 10s, link: [a, b], how: crash}\n"),
              ElementsAre("contradicting-keys"));
  EXPECT_THAT(complaints("  - {at: 10s, zone: a, how: drain}\n"),
              ElementsAre("contradicting-keys"));
  EXPECT_THAT(complaints("  - {at: 10s, link: [a, b], how: degrade}\n"),
              ElementsAre("contradicting-keys"));
  EXPECT_THAT(complaints("  - {at: 10s, zone: a, extra_latency: 5ms}\n"),
              ElementsAre("contradicting-keys"));
}

TEST(Events, LastSomeTime) {
  EXPECT_THAT(complaints("  - {at: 10s, for: 0s, zone: a}\n"), ElementsAre("out-of-range"));
  EXPECT_THAT(complaints("  - {at: 300s, zone: a}\n"), ElementsAre("event-after-end"));
  EXPECT_THAT(complaints("  - {name: x, at: 10s, zone: a}\n  - {at: 10s, restore: x}\n"),
              ElementsAre("out-of-range"));
  EXPECT_THAT(complaints("  - {name: x, at: 10s, for: 5s, zone: a}\n  - {at: 12s, restore: x}\n"),
              ElementsAre("contradicting-keys"));
}

TEST(Events, HaveNamesOfTheirOwn) {
  EXPECT_THAT(complaints("  - {name: x, at: 10s, zone: a}\n  - {name: x, at: 20s, zone: b}\n"),
              ElementsAre("duplicate-entry"));
}

TEST(Events, WithoutNamesAreCalledAfterWhatTheyDo) {
  const Opened read = with(
      "  - {at: 10s, for: 5s, zone: a}\n"
      "  - {at: 20s, for: 5s, zone: a}\n"
      "  - {at: 30s, apply: {Kind: proxy-defaults, Name: global, MeshGateway: {Mode: local}}}\n");

  ASSERT_TRUE(read.model);
  EXPECT_EQ(read.model->events.at(0).name, "zone a cut");
  EXPECT_EQ(read.model->events.at(1).name, "zone a cut (2)");
  EXPECT_EQ(read.model->events.at(2).name, "apply proxy-defaults global");
}

TEST(Events, AnEntryThatIsAppliedTakesThePlaceOfTheOneBefore) {
  const Opened read = opened(
      mesh +
          "config_entries:\n"
          "  - {Kind: proxy-defaults, Name: global, MeshGateway: {Mode: remote}}\n"
          "events:\n"
          "  - {at: 10s, for: 20s, apply: {Kind: proxy-defaults, Name: global, MeshGateway: {Mode: "
          "local}}}\n",
      {"run.duration=300s"});

  ASSERT_TRUE(read.model);
  ASSERT_EQ(read.model->changes.size(), 2u);
  EXPECT_EQ(read.model->changes[0].at, SimTime::start() + Duration::seconds(10));
  ASSERT_EQ(read.model->changes[0].model.proxy_defaults.size(), 1u);
  EXPECT_EQ(read.model->changes[0].model.proxy_defaults[0].mode.value, mesh::GatewayMode::local);
  EXPECT_EQ(read.model->changes[1].model.proxy_defaults[0].mode.value, mesh::GatewayMode::remote);
}

TEST(Events, PromisesMayBeAboutThem) {
  const std::string event = "events: [{name: x, at: 10s, zone: a}]\n";
  const std::string pair = "{to: web, error_rate: < 1%, ";
  const Opened read =
      opened(mesh + event + "expect: [" + pair + "outside: [x]}]\n", {"run.duration=300s"});

  ASSERT_TRUE(read.model);
  EXPECT_THAT(read.model->expectations.at(0).outside, ElementsAre(0u));
  EXPECT_EQ(read.model->expectations[0].text, "outside → web: error rate < 1 % outside x");
  EXPECT_THAT(
      codes(opened(mesh + event + "expect: [" + pair + "during: [y]}]\n", {"run.duration=300s"})
                .diagnostics),
      ElementsAre("unknown-event"));
}

}  // namespace
}  // namespace isthmus::scenario
