// The verbs that compare and add up: what they find where the answer is known.
#include <gmock/gmock.h>

#include <cmath>
#include <set>

#include "tests/cli/program.hpp"

namespace isthmus::cli_test {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

/// Three callers of finance/billing in the partition default; proxy-defaults say local, and cart
/// says remote for itself. 1000 bytes there and 9000 back, 100 requests a second each.
std::string three_callers(const std::string& mode = "local", const std::string& rest = "") {
  return R"(isthmus: 1
name: three callers
zones:
  here: {region: us-east-1, cloud: aws}
  next: {region: us-east-1, cloud: aws}
  there: {region: eu-west-1, cloud: aws}
partitions:
  default:
    zones: [here]
    mesh_gateway: {replicas: 2}
    services:
      web: {proxy: {upstreams: [
        {destination_name: billing, destination_partition: finance, local_bind_port: 1},
        {destination_name: cart, local_bind_port: 2}]}}
      cart: {response_size: 9000B, proxy: {upstreams: [
        {destination_name: billing, destination_partition: finance, local_bind_port: 1}]}}
      till: {proxy: {upstreams: [
        {destination_name: billing, destination_partition: finance, local_bind_port: 1}]}}
  finance:
    zones: [there]
    mesh_gateway: {replicas: 1}
    services:
      billing: {response_size: 9000B, service_time: exp(2ms), concurrency: 8}
config_entries:
  - {Kind: proxy-defaults, Name: global, MeshGateway: {Mode: )" +
         mode + R"(}}
  - {Kind: service-defaults, Name: cart, MeshGateway: {Mode: remote}}
  - Kind: exported-services
    Name: finance
    Services:
      - {Name: billing, Consumers: [{Partition: default}]}
      - {Name: mesh-gateway, Consumers: [{Partition: default}]}
traffic:
  - {name: a, from: web, to: finance/billing, rate: 100/s, request_size: 1000B}
  - {name: b, from: cart, to: finance/billing, rate: 100/s, request_size: 1000B}
  - {name: c, from: web, to: cart, rate: 100/s, request_size: 1000B}
run: {seed: 7, replications: 8, duration: 10s}
)" + rest;
}

struct Files {
  TemporaryFolder folder{};
  std::string put(const std::string& name, const std::string& text) const {
    support::write_file(folder.path() / name, text);
    return folder / name;
  }
};

std::set<std::string> changed(const json& diff, const std::string& kind) {
  std::set<std::string> found;
  for (const json& one : diff["upstreams"]) {
    if (one["change"] == kind) {
      found.insert(one["from"].get<std::string>() + " " + one["to"].get<std::string>());
    }
  }
  return found;
}

TEST(Diff, OfAModeFlipListsExactlyTheReroutedPairs) {
  const Files files;
  const std::string before = files.put("before.yaml", three_callers("local"));
  const std::string after = files.put("after.yaml", three_callers("remote"));

  const json diff = json_of(isthmus({"diff", before, after, "-o", "json"}));

  EXPECT_THAT(changed(diff, "rerouted"),
              UnorderedElementsAre("default/default/web finance/default/billing",
                                   "default/default/till finance/default/billing"));
  EXPECT_EQ(diff["upstreams"].size(), 2U);
  EXPECT_EQ(diff["unchanged"], 2);
  EXPECT_EQ(diff["upstreams"][0]["before"]["network_hops"], 3);
  EXPECT_EQ(diff["upstreams"][0]["after"]["network_hops"], 2);
}

TEST(Diff, OfAForgottenExportListsWhatIsLost) {
  const Files files;
  std::string closed = three_callers();
  closed.replace(closed.find("Partition: default}]}\n      - {Name: mesh"), 18,
                 "Partition: finance");
  const std::string open = files.put("open.yaml", three_callers());
  const std::string shut = files.put("shut.yaml", closed);

  EXPECT_EQ(changed(json_of(isthmus({"diff", open, shut, "-o", "json"})), "lost").size(), 3U);
  EXPECT_EQ(changed(json_of(isthmus({"diff", shut, open, "-o", "json"})), "gained").size(), 3U);
}

TEST(Diff, TellsItsExitStatusOnlyWhenAsked) {
  const Files files;
  const std::string before = files.put("before.yaml", three_callers("local"));
  const std::string after = files.put("after.yaml", three_callers("remote"));

  EXPECT_EQ(isthmus({"diff", before, after}).status, 0);
  for (const std::string form : {"table", "json", "yaml"}) {
    EXPECT_EQ(isthmus({"diff", before, after, "--detailed-exitcode", "-o", form}).status, 6);
  }
  EXPECT_EQ(isthmus({"diff", before, before, "--detailed-exitcode"}).status, 0);
}

TEST(Diff, OfADoubledRateSaysWhatThatPairCostsMoreAndNobodyElse) {
  const Files files;
  const std::string before = files.put("before.yaml", three_callers());
  std::string doubled = three_callers();
  doubled.replace(doubled.find("rate: 100/s"), 11, "rate: 200/s");
  const std::string after = files.put("after.yaml", doubled);
  const std::string prices =
      files.put("prices.json", R"({"schema": "isthmus.prices/1", "as_of": "2026-09", "rates": [)"
                               R"({"cloud": "aws", "crosses": "region", "usd_per_gb": 0.5}]})");

  const json cost =
      json_of(isthmus({"diff", before, after, "--prices", prices, "-o", "json"}))["cost"];

  ASSERT_EQ(cost["pairs"].size(), 1U);
  EXPECT_EQ(cost["pairs"][0]["from"], "default/default/web");
  // 10 000 bytes, 100 a second, 730 hours.
  EXPECT_NEAR(cost["pairs"][0]["crossing_gb_per_month"]["difference"].get<double>(), 2628, 1e-6);
  EXPECT_NEAR(cost["usd_per_month"]["difference"].get<double>(), 1314, 1e-6);
  EXPECT_NEAR(cost["crossing_gb_per_month"]["region"]["before"].get<double>(), 2 * 2628, 1e-6);
  EXPECT_EQ(isthmus({"diff", before, after, "--detailed-exitcode"}).status, 6);
}

TEST(Diff, OfAForgottenExportCostsNothingAnyMore) {
  const Files files;
  std::string closed = three_callers();
  closed.replace(closed.find("Partition: default}]}\n      - {Name: mesh"), 18,
                 "Partition: finance");

  const json cost = json_of(isthmus({"diff", files.put("open.yaml", three_callers()),
                                     files.put("shut.yaml", closed), "-o", "json"}))["cost"];

  EXPECT_EQ(cost["pairs"].size(), 2U);
  EXPECT_EQ(cost["usd_per_month"]["after"], 0);
  EXPECT_GT(cost["usd_per_month"]["before"], 1);
}

TEST(Diff, OnCommonRandomNumbersTheSameScenarioDoesNotDiffer) {
  const Files files;
  const std::string one = files.put("one.yaml", three_callers());
  const std::string two = files.put("two.yaml", three_callers("local", "# Another file.\n"));

  const json diff = json_of(isthmus({"diff", one, two, "--simulate", "-o", "json"}));

  ASSERT_EQ(diff["runs"]["pairs"].size(), 3U);
  for (const json& pair : diff["runs"]["pairs"]) {
    EXPECT_FALSE(pair["significant"].get<bool>());
    EXPECT_EQ(pair["latency_s"]["p99"]["difference"]["value"], 0);
  }
}

TEST(Diff, FindsTheDistanceThatAGatewayLessSaves) {
  const Files files;
  const std::string before = files.put("before.yaml", three_callers("local"));
  const std::string after = files.put("after.yaml", three_callers("remote"));

  const json diff = json_of(isthmus({"diff", before, after, "--simulate", "-o", "json"}));

  EXPECT_EQ(diff["runs"]["pairs"][0]["from"], "default/default/web");
  EXPECT_TRUE(diff["runs"]["pairs"][0]["significant"].get<bool>());
  // One round trip inside the zone (200 us), and the gateway's two messages (2 x 15 us), are saved.
  EXPECT_NEAR(diff["runs"]["pairs"][0]["latency_s"]["mean"]["difference"]["value"].get<double>(),
              -230e-6, 40e-6);
}

TEST(Cost, IsTheExpectedBytesTimesThePrice) {
  const Files files;
  const json cost =
      json_of(isthmus({"cost", files.put("mesh.yaml", three_callers()), "-o", "json"}));

  // Two sources of 100 requests a second, 1000 bytes there and 9000 back, at 0.02 USD per GB.
  const double gb = 2 * 100 * 10'000 * 730.0 * 3600 * 1e-9;
  EXPECT_NEAR(cost["usd_per_month"].get<double>(), gb * 0.02, 1e-6);
  double there = 0;
  for (const json& one : cost["boundaries"]) {
    if (one["from"] == "here" && one["to"] == "there") there = one["gb_per_month"].get<double>();
  }
  EXPECT_NEAR(there, gb / 10, 1e-6);
}

TEST(Cost, WhatStaysInAZoneIsFree) {
  const Files files;
  const json cost =
      json_of(isthmus({"cost", files.put("mesh.yaml", three_callers()), "-o", "json"}));

  EXPECT_EQ(cost["pairs"][2]["to"], "default/default/cart");
  EXPECT_EQ(cost["pairs"][2]["usd_per_month"], 0);
  EXPECT_GT(cost["pairs"][2]["bytes_per_s"], 0);
}

TEST(Cost, TellsWhatEachModeWouldCost) {
  const Files files;
  std::string mesh = three_callers();
  mesh.replace(mesh.find("zones: [here]"), 13, "zones: [here, next]");

  const json cost = json_of(isthmus({"cost", files.put("mesh.yaml", mesh), "-o", "json"}));

  // Of two gateways one is in the other zone: half of the bytes cross a zone at 0.02 USD as well.
  const json in = cost["pairs"][0]["usd_per_month_in"];
  const double region = 100 * 10'000 * 730.0 * 3600 * 1e-9 * 0.02;
  EXPECT_NEAR(in["none"].get<double>(), region, 1e-6);
  EXPECT_NEAR(in["remote"].get<double>(), region, 1e-6);
  EXPECT_NEAR(in["local"].get<double>(), region * 1.5, 1e-6);
}

TEST(Cost, TakesThePricesOfABook) {
  const Files files;
  const std::string mesh = files.put("mesh.yaml", three_callers());
  const std::string book = files.put("prices.json",
                                     R"({"schema": "isthmus.prices/1", "as_of": "2026-09",
          "rates": [{"crosses": "region", "usd_per_gb": 0.5}]})");

  const json built_in = json_of(isthmus({"cost", mesh, "-o", "json"}));
  const json own = json_of(isthmus({"cost", mesh, "--prices", book, "-o", "json"}));

  EXPECT_NEAR(own["usd_per_month"].get<double>(), built_in["usd_per_month"].get<double>() * 25,
              1e-6);
  EXPECT_EQ(own["prices_as_of"], "2026-09");
}

TEST(Cost, TheShownBookGivesTheBuiltInPrices) {
  const Files files;
  const std::string mesh = files.put("mesh.yaml", three_callers());
  const std::string book = files.put("prices.json", isthmus({"cost", "--show-prices"}).out);

  EXPECT_EQ(json_of(isthmus({"cost", mesh, "-o", "json"}))["usd_per_month"],
            json_of(isthmus({"cost", mesh, "--prices", book, "-o", "json"}))["usd_per_month"]);
}

TEST(Cost, ABadBookIsRefusedAtItsPlace) {
  const Files files;
  const std::string mesh = files.put("mesh.yaml", three_callers());
  const std::string book = files.put("prices.json",
                                     "{\"schema\": \"isthmus.prices/1\",\n \"rates\": "
                                     "[{\"crosses\": \"ocean\", \"usd_per_gb\": \"much\"}]}");

  const Ended ended = isthmus({"cost", mesh, "--prices", book});

  EXPECT_EQ(ended.status, 3);
  EXPECT_THAT(ended.err, HasSubstr("prices.json:2:"));
  EXPECT_THAT(ended.err, HasSubstr("a rate must have a price"));
}

TEST(Cost, WithoutAScenarioIsAMistake) { EXPECT_EQ(isthmus({"cost"}).status, 2); }

}  // namespace
}  // namespace isthmus::cli_test
