// service-splitter and service-router, from text to model; and what traffic says of its requests.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/opened_text.hpp"

namespace isthmus::scenario {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using tests::codes;

Opened opened(const std::string& body) { return open_text("test.yaml", "isthmus: 1\n" + body, {}); }

constexpr const char* two_services =
    "partitions:\n"
    "  default:\n"
    "    services:\n"
    "      web: {proxy: {upstreams: [{destination_name: api, local_bind_port: 10000}]}}\n"
    "      api: {}\n"
    "config_entries:\n"
    "  - {Kind: service-defaults, Name: api, Protocol: http}\n";

Opened with_entry(const std::string& entry) {
  return opened(std::string{two_services} + entry + "traffic: []\n");
}

std::vector<std::string> problems(const Opened& found) {
  std::vector<std::string> all;
  for (const Diagnostic& one : found.diagnostics) all.push_back(one.problem);
  return all;
}

TEST(ServiceSplitter, MeansTheSameInEveryFormat) {
  for (const char* entry : {"  - {Kind: service-splitter, Name: api, Splits: [{Weight: 90}, "
                            "{Weight: 10, Service: b}]}\n",
                            "  - {kind: service-splitter, name: api, splits: [{weight: 90}, "
                            "{weight: 10, service: b}]}\n",
                            "  - |\n    Kind = \"service-splitter\"\n    Name = \"api\"\n    "
                            "Splits = [{ Weight = 90 }, "
                            "{ Weight = 10, Service = \"b\" }]\n"}) {
    const Opened found = with_entry(entry);

    EXPECT_THAT(found.diagnostics, IsEmpty()) << entry;
    ASSERT_TRUE(found.model) << entry;
    ASSERT_EQ(found.model->service_splitters.size(), 1U);
    const mesh::ServiceSplitter& splitter = found.model->service_splitters.front();
    ASSERT_EQ(splitter.splits.size(), 2U);
    EXPECT_EQ(splitter.splits[0].weight, 90);
    EXPECT_EQ(splitter.splits[1].to.service, "b");
  }
}

TEST(ServiceSplitter, ComplainsInConsulsWords) {
  const Opened found =
      with_entry("  - {Kind: service-splitter, Name: api, Splits: [{Weight: 90}, {Weight: 5}]}\n");

  EXPECT_THAT(problems(found),
              ElementsAre("the sum of all split weights must be 100, not 95",
                          "Splits[1]: split destination occurs more than once: service=\"api\", "
                          "subset=\"\", namespace=\"\", partition=\"\""));
}

TEST(ServiceSplitter, CountsHundredthsOfAPercent) {
  const Opened found = with_entry(
      "  - {Kind: service-splitter, Name: api, Splits: [{Weight: 33.33}, {Weight: 33.33, Service: "
      "b}, {Weight: 33.34, Service: c}]}\n");

  EXPECT_THAT(found.diagnostics, IsEmpty());
}

TEST(ServiceSplitter, AWeightThatIsNoNumberIsNotAlsoAWrongSum) {
  const Opened found =
      with_entry("  - {Kind: service-splitter, Name: api, Splits: [{Weight: half}]}\n");

  EXPECT_THAT(problems(found), ElementsAre("\"half\" is not a weight in percent"));
}

TEST(ServiceRouter, KeepsItsRulesInOrderWithWhatTheyAsk) {
  const Opened found = with_entry(
      "  - Kind: service-router\n"
      "    Name: api\n"
      "    Routes:\n"
      "      - {Match: {HTTP: {PathPrefix: /a, QueryParam: [{Name: v, Exact: \"2\"}]}},\n"
      "         Destination: {Service: b, PrefixRewrite: /}}\n"
      "      - {Match: {HTTP: {Methods: [POST], CaseInsensitive: true}}}\n");

  EXPECT_THAT(found.diagnostics, IsEmpty());
  ASSERT_TRUE(found.model);
  const auto& rules = found.model->service_routers.at(0).rules;
  ASSERT_EQ(rules.size(), 2U);
  EXPECT_EQ(rules[0].match.path_prefix, "/a");
  EXPECT_EQ(rules[0].match.query.at(0).name, "v");
  EXPECT_EQ(rules[0].to.service, "b");
  EXPECT_EQ(rules[0].prefix_rewrite, "/");
  EXPECT_THAT(rules[1].match.methods, ElementsAre("POST"));
  EXPECT_TRUE(rules[1].match.any_case);
}

TEST(ServiceRouter, ComplainsInConsulsWords) {
  const Opened found = with_entry(
      "  - {Kind: service-router, Name: api, Routes: [{Match: {HTTP: {PathExact: /a, PathPrefix: "
      "/b}}}, {Destination: {PrefixRewrite: /x}}]}\n");

  EXPECT_THAT(
      problems(found),
      ElementsAre(
          "Route[0] should only contain at most one of PathExact, PathPrefix, or PathRegex",
          "Route[1] cannot make use of PrefixRewrite without configuring either PathExact or "
          "PathPrefix"));
}

TEST(ServiceRouter, AnUpstreamMayNameWhatOnlyARouterKnows) {
  const Opened found = opened(
      "partitions:\n"
      "  default:\n"
      "    services:\n"
      "      web: {proxy: {upstreams: [{destination_name: front, local_bind_port: 10000}]}}\n"
      "      api: {}\n"
      "config_entries:\n"
      "  - {Kind: service-router, Name: front, Routes: [{Destination: {Service: api}}]}\n"
      "traffic: []\n");

  EXPECT_THAT(found.diagnostics, IsEmpty());
}

Opened with_traffic(const std::string& more) {
  return opened(std::string{two_services} + "traffic: [{from: web, to: api, rate: 1/s" + more +
                "}]\n");
}

TEST(Traffic, SaysWhatItsRequestsLookLike) {
  const Opened found =
      with_traffic(", method: POST, path: \"/pay?x=1\", headers: {X-Canary: \"1\"}");

  EXPECT_THAT(found.diagnostics, IsEmpty());
  ASSERT_TRUE(found.model);
  const mesh::HttpRequest wanted{"POST", "/pay?x=1", {{"x-canary", "1"}}};
  EXPECT_EQ(*found.model->traffic.at(0).request, wanted);
}

TEST(Traffic, ThatSaysNothingOfItsRequestsHasNone) {
  EXPECT_FALSE(with_traffic("").model->traffic.at(0).request);
}

TEST(Traffic, WithAMethodThatIsNoneIsRefused) {
  EXPECT_THAT(codes(with_traffic(", method: FETCH").diagnostics), Contains("invalid-request"));
}

}  // namespace
}  // namespace isthmus::scenario
