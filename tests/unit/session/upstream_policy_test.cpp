// Limits, ejection and retries in Consul's words, from text to model and to the upstream they hold
// for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "sim/route/mode_ladder.hpp"
#include "tests/support/opened_text.hpp"

namespace isthmus::scenario {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using tests::codes;

Opened opened(const std::string& config, const std::string& entries) {
  return open_text("test.yaml",
                   "isthmus: 1\n"
                   "partitions:\n"
                   "  default:\n"
                   "    services:\n"
                   "      web: {proxy: {upstreams: [{destination_name: api, local_bind_port: 1000" +
                       config +
                       "}, {destination_name: other, local_bind_port: 1001}]}}\n"
                       "      api: {}\n"
                       "      other: {}\n"
                       "config_entries:\n"
                       "  - {Kind: service-defaults, Name: api, Protocol: http}\n" +
                       entries + "traffic: []\n",
                   {});
}

/// What holds for web's calls of api (0) and of other (1).
mesh::UpstreamPolicy policy(const Opened& found, std::size_t upstream) {
  const model::Service* web = &found.model->services.back();
  EXPECT_EQ(web->name.name, "web");
  return route::upstream_policy(*found.model, *web, web->registration.upstreams[upstream]);
}

constexpr const char* defaults_of_web =
    "  - Kind: service-defaults\n"
    "    Name: web\n"
    "    UpstreamConfig:\n"
    "      Defaults: {Limits: {MaxConnections: 10, MaxPendingRequests: 5}, PassiveHealthCheck: "
    "{MaxFailures: 7, BaseEjectionTime: 5s}}\n"
    "      Overrides: [{Name: other, Limits: {MaxConcurrentRequests: 3}}]\n";

TEST(UpstreamPolicy, OfAnOverrideStandsInPlaceOfTheDefaults) {
  const Opened found = opened("", defaults_of_web);

  ASSERT_TRUE(found.model);
  EXPECT_THAT(found.diagnostics, IsEmpty());
  EXPECT_EQ(policy(found, 0).limits->max_connections, 10u);
  EXPECT_EQ(policy(found, 0).limits->max_pending_requests, 5u);
  EXPECT_EQ(policy(found, 1).limits->max_connections, std::nullopt);
  EXPECT_EQ(policy(found, 1).limits->max_concurrent_requests, 3u);
}

TEST(UpstreamPolicy, IsTakenAsAWholeAndWhatIsSilentFromTheNextLayer) {
  const Opened found = opened("", defaults_of_web);

  EXPECT_EQ(policy(found, 1).passive_health_check->max_failures, 7u);
  EXPECT_EQ(policy(found, 1).passive_health_check->base_ejection_time, Duration::seconds(5));
  EXPECT_EQ(policy(found, 1).passive_health_check->interval, Duration::seconds(10));
}

TEST(UpstreamPolicy, OfTheRegistrationComesFirst) {
  const Opened found = opened(", config: {limits: {max_connections: 2}}", defaults_of_web);

  ASSERT_TRUE(found.model);
  EXPECT_EQ(policy(found, 0).limits->max_connections, 2u);
  EXPECT_EQ(policy(found, 0).limits->max_pending_requests, std::nullopt);
}

TEST(UpstreamPolicy, DoesNotReachAgentsThatDoNotMerge) {
  const Opened found = open_text("test.yaml",
                                 "isthmus: 1\n"
                                 "consul: {enable_central_service_config: false}\n"
                                 "partitions:\n"
                                 "  default:\n"
                                 "    services:\n"
                                 "      api: {}\n"
                                 "      web: {proxy: {upstreams: [{destination_name: api, "
                                 "local_bind_port: 1000}]}}\n"
                                 "config_entries:\n"
                                 "  - {Kind: service-defaults, Name: web, UpstreamConfig: "
                                 "{Defaults: {Limits: {MaxConnections: 1}}}}\n"
                                 "traffic: []\n",
                                 {});

  ASSERT_TRUE(found.model);
  EXPECT_FALSE(policy(found, 0).limits);
}

TEST(RouteRetries, AreReadInConsulsWords) {
  const Opened found = opened("",
                              "  - Kind: service-router\n"
                              "    Name: api\n"
                              "    Routes:\n"
                              "      - Destination: {NumRetries: 3, RetryOnConnectFailure: true, "
                              "RetryOn: [reset], RetryOnStatusCodes: [503], IdleTimeout: 2s}\n");

  EXPECT_THAT(found.diagnostics, IsEmpty());
  const mesh::RouterRule& rule = found.model->service_routers.front().rules.front();
  EXPECT_EQ(rule.retries.count, 3u);
  EXPECT_TRUE(rule.retries.on_connect_failure);
  EXPECT_THAT(rule.retries.on, ElementsAre("reset"));
  EXPECT_THAT(rule.retries.status_codes, ElementsAre(503u));
  EXPECT_EQ(rule.idle_timeout, Duration::seconds(2));
}

TEST(RouteRetries, WithoutAConditionAreWarnedAbout) {
  const Opened found = opened("",
                              "  - Kind: service-router\n"
                              "    Name: api\n"
                              "    Routes: [{Destination: {NumRetries: 3}}]\n");

  EXPECT_THAT(codes(found.diagnostics), ElementsAre("retries-without-condition"));
}

}  // namespace
}  // namespace isthmus::scenario
