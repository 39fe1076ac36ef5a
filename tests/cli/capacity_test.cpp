// `size` and `survive` on meshes whose answer is known.
#include <gmock/gmock.h>

#include <cmath>
#include <set>

#include "tests/cli/program.hpp"

namespace isthmus::cli_test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

constexpr double rate = 2000;       // Requests a second.
constexpr double service_s = 6e-4;  // Of a message at a gateway with one worker.
constexpr double limit_s = 16e-3;

/// Every request passes the gateways of finance twice. Each gateway is an M/M/1 in the limit of
/// many callers.
std::string busy_gateways() {
  return R"(isthmus: 1
name: busy gateways
partitions:
  default:
    services:
      web: {replicas: 24, proxy: {upstreams: [
        {destination_name: billing, destination_partition: finance, local_bind_port: 1,
         mesh_gateway: {mode: remote}}]}}
  finance:
    mesh_gateway: {replicas: 1, workers: 1, per_message: exp(600us)}
    services:
      billing: {replicas: 4, concurrency: 16, service_time: 100us}
config_entries:
  - Kind: exported-services
    Name: finance
    Services:
      - {Name: billing, Consumers: [{Partition: default}]}
      - {Name: mesh-gateway, Consumers: [{Partition: default}]}
traffic:
  - {name: bills, from: web, to: finance/billing, rate: 2000/s}
expect:
  - {from: web, to: finance/billing, latency: p99 < 16ms}
run: {seed: 7, replications: 6, duration: 10s, warmup: 1s}
)";
}

/// The least gateways whose two passes, an Erlang-2 of the sojourn of an M/M/1, keep the p99 below
/// the limit. 6.638 is the 99th percentile of the sum of two exponentials of mean 1.
std::size_t least_by_theory() {
  for (std::size_t n = 1;; ++n) {
    const double load = 2 * rate * service_s / static_cast<double>(n);
    if (load < 1 && 6.638 * service_s / (1 - load) < limit_s) return n;
  }
}

TEST(Size, FindsTheOptimumOfTheory) {
  ASSERT_EQ(least_by_theory(), 4U);

  const json size =
      json_of(with_input({"size", "-", "--lose", "0", "-o", "json"}, busy_gateways()));

  EXPECT_EQ(size["partitions"][0]["partition"], "finance");
  EXPECT_EQ(size["partitions"][0]["replicas"], least_by_theory());
}

TEST(Size, ItsAnswerPassesAndOneReplicaLessFails) {
  const auto with_replicas = [](const std::string& n) {
    return with_input({"run", "-", "-q", "--set", "partitions.finance.mesh_gateway.replicas=" + n},
                      busy_gateways())
        .status;
  };

  EXPECT_EQ(with_replicas("4"), 0);
  EXPECT_EQ(with_replicas("3"), 4);
}

TEST(Size, OneThatMayBeLostIsOneMore) {
  const json size = json_of(with_input({"size", "-", "-o", "json"}, busy_gateways()));

  EXPECT_EQ(size["partitions"][0]["replicas"], least_by_theory() + 1);
}

TEST(Size, PrintsTheValuesOfTheChart) {
  const Ended ended = with_input({"size", "-", "--lose", "0"}, busy_gateways());

  EXPECT_EQ(ended.status, 0);
  EXPECT_THAT(ended.out, HasSubstr("  meshGateway:\n    replicas: 4\n"));
  EXPECT_THAT(ended.out, HasSubstr("Not 3: "));
}

TEST(Size, OfSeveralSizesTheFewestCoresAreTaken) {
  const json size = json_of(
      with_input({"size", "-", "--lose", "0", "--cpus", "1,4", "-o", "json"}, busy_gateways()));

  // Four cores are needed, as theory has it; one gateway with all of them is fewer replicas.
  const json& finance = size["partitions"][0];
  EXPECT_EQ(finance["replicas"].get<double>() * finance["cpu_cores"].get<double>(), 4);
  EXPECT_EQ(finance["workers"], finance["cpu_cores"]);
}

TEST(Size, ASizeThatIsNoWholeCoreIsALimit) {
  const Ended ended = with_input({"size", "-", "--lose", "0", "--cpus", "1500m"}, busy_gateways());

  EXPECT_THAT(ended.out, HasSubstr("    limits: {cpu: \"1500m\"}"));
}

TEST(Size, TheMarginIsALoadThatPassesBelowOneThatFails) {
  const json size =
      json_of(with_input({"size", "-", "--lose", "0", "-o", "json"}, busy_gateways()));
  const double holds = size["margin"]["load_holds"];
  const double breaks = size["margin"]["load_breaks"];
  // One that is not sure is not kept, as --strict has it.
  const auto at = [&](double load) {
    return with_input(
               {"run", "-", "-q", "--strict", "--set", "partitions.finance.mesh_gateway.replicas=4",
                "--set", "traffic[0].rate=" + std::to_string(load * rate) + "/s"},
               busy_gateways())
        .status;
  };

  EXPECT_GT(holds, 1);
  EXPECT_LT(holds, breaks);
  EXPECT_EQ(at(holds), 0);
  EXPECT_NE(at(breaks), 0);
}

TEST(Size, RefusesSizesThatAreNone) {
  for (const std::string list : {"", "many", "1,-2", "0", "4000"}) {
    EXPECT_EQ(with_input({"size", "-", "--cpus", list}, busy_gateways()).status, 2) << list;
  }
  EXPECT_EQ(with_input({"size", "-", "--cpus", "1", "--workers", "2"}, busy_gateways()).status, 2);
}

TEST(Size, WhatNoGatewayCanMendIsRefused) {
  const Ended ended = with_input({"size", "-", "--p99", "50us"}, busy_gateways());

  EXPECT_EQ(ended.status, 4);
}

TEST(Size, WithoutAnythingToMeetIsAMistake) {
  EXPECT_EQ(with_input({"size", "-"}, two_services()).status, 2);
  EXPECT_EQ(with_input({"size", "-", "--load", "much"}, busy_gateways()).status, 2);
  EXPECT_EQ(with_input({"size", "-", "--growth", "0.3"}, busy_gateways()).status, 2);
}

/// Everything is there twice and in two zones, but for the gateway of analytics.
std::string planted() {
  return R"(isthmus: 1
name: planted
zones:
  a1: {region: us-east-1, cloud: aws}
  a2: {region: us-east-1, cloud: aws}
  b1: {region: eu-west-1, cloud: aws}
  b2: {region: eu-west-1, cloud: aws}
partitions:
  default:
    zones: [a1, a2]
    mesh_gateway: {replicas: 2}
    services:
      web: {replicas: 2, proxy: {upstreams: [
        {destination_name: billing, destination_partition: finance, local_bind_port: 1},
        {destination_name: events, destination_partition: analytics, local_bind_port: 2}]}}
  finance:
    zones: [b1, b2]
    mesh_gateway: {replicas: 2}
    services:
      billing: {replicas: 2}
  analytics:
    zones: [b2, b1]
    mesh_gateway: {replicas: 1}
    services:
      events: {replicas: 2}
config_entries:
  - {Kind: proxy-defaults, Name: global, MeshGateway: {Mode: local}}
  - Kind: exported-services
    Name: finance
    Services:
      - {Name: billing, Consumers: [{Partition: default}]}
      - {Name: mesh-gateway, Consumers: [{Partition: default}]}
  - Kind: exported-services
    Name: analytics
    Services:
      - {Name: events, Consumers: [{Partition: default}]}
      - {Name: mesh-gateway, Consumers: [{Partition: default}]}
traffic:
  - {name: bills, from: web, to: finance/billing, rate: 50/s}
  - {name: events, from: web, to: analytics/events, rate: 50/s}
run: {seed: 7, replications: 4, duration: 5s, warmup: 1s}
)";
}

std::set<std::string> fatal(const json& survival) {
  std::set<std::string> names;
  for (const json& loss : survival["losses"]) {
    if (loss["single_point_of_failure"].get<bool>()) names.insert(loss["name"].get<std::string>());
  }
  return names;
}

const json* loss_named(const json& survival, const std::string& name) {
  for (const json& loss : survival["losses"]) {
    if (loss["name"] == name) return &loss;
  }
  return nullptr;
}

TEST(Survive, FindsExactlyThePlantedPointsOfFailure) {
  const json survival =
      json_of(with_input({"survive", "-", "--routes-only", "-o", "json"}, planted()));

  // A whole group is always one; of zones only that of the single gateway; and the ocean.
  EXPECT_THAT(fatal(survival),
              UnorderedElementsAre("gateway default, all 2", "gateway finance, all 2",
                                   "gateway analytics, the only one", "zone b2",
                                   "link eu-west-1 - us-east-1"));
  const json* zone = loss_named(survival, "zone b2");
  ASSERT_NE(zone, nullptr);
  ASSERT_EQ((*zone)["lost"].size(), 1U);
  EXPECT_EQ((*zone)["lost"][0]["to"], "analytics/default/events");
}

TEST(Survive, TheGraphIsCutWhereAllWaysMeet) {
  const json survival =
      json_of(with_input({"survive", "-", "--routes-only", "-o", "json"}, planted()));

  for (const std::string name :
       {"gateway default, all 2", "gateway finance, all 2", "gateway analytics, the only one"}) {
    EXPECT_TRUE((*loss_named(survival, name))["cuts_the_graph"].get<bool>()) << name;
  }
}

TEST(Survive, MeasuresWhatIsLeft) {
  const json survival = json_of(with_input({"survive", "-", "-o", "json"}, planted()));

  const json* one = loss_named(survival, "gateway default, one of 2");
  ASSERT_NE(one, nullptr);
  EXPECT_EQ((*one)["requests_lost"], 0);
  EXPECT_EQ((*one)["lost"].size(), 0U);
  const json* ocean = loss_named(survival, "link eu-west-1 - us-east-1");
  EXPECT_EQ((*ocean)["requests_lost"], 1);
  const json* zone = loss_named(survival, "zone b2");
  EXPECT_NEAR((*zone)["requests_lost"].get<double>(), 0.5, 0.05);
}

TEST(Survive, IsStrictOnlyWhenAsked) {
  EXPECT_EQ(with_input({"survive", "-", "--routes-only"}, planted()).status, 0);
  EXPECT_EQ(with_input({"survive", "-", "--routes-only", "--strict"}, planted()).status, 4);
  EXPECT_EQ(with_input({"survive", "-", "--routes-only", "--strict"}, two_services()).status, 4)
      << "one zone holds everything";
}

}  // namespace
}  // namespace isthmus::cli_test
