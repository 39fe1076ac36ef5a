// service-intentions and service-resolver, from text to model.
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
using tests::first;
using tests::opened;
using tests::places;

constexpr const char* two_services = "partitions: {default: {services: {web: {}, api: {}}}}\n";

Opened with_entry(const std::string& entry) {
  return opened(std::string{two_services} + "config_entries:\n" + entry);
}

TEST(ServiceIntentions, MeanTheSameInEveryFormat) {
  for (const char* entry :
       {"  - {Kind: service-intentions, Name: api, Sources: [{Name: web, Action: deny}]}\n",
        "  - {kind: service-intentions, name: api, sources: [{name: web, action: deny}]}\n",
        "  - |\n    Kind = \"service-intentions\"\n    Name = \"api\"\n    Sources = [{ Name = "
        "\"web\", Action = \"deny\" }]\n",
        "  - '{\"Kind\": \"service-intentions\", \"Name\": \"api\", \"Sources\": [{\"Name\": "
        "\"web\", \"Action\": \"deny\"}]}'\n"}) {
    const Opened found = with_entry(entry);

    EXPECT_THAT(found.diagnostics, IsEmpty()) << entry;
    ASSERT_TRUE(found.model) << entry;
    ASSERT_EQ(found.model->intentions.size(), 1U);
    const mesh::Intention& intention = found.model->intentions.front();
    EXPECT_EQ(intention.source.service.name, "web");
    EXPECT_EQ(intention.destination.name, "api");
    EXPECT_EQ(intention.action, mesh::IntentionAction::deny);
  }
}

TEST(ServiceIntentions, ASourceIsInThePartitionAndNamespaceOfTheEntry) {
  const Opened found = opened(
      "partitions: {finance: {services: {dev/web: {}, dev/api: {}}}}\n"
      "config_entries:\n"
      "  - {Kind: service-intentions, Name: api, Namespace: dev, Partition: finance,\n"
      "     Sources: [{Name: web, Action: deny}]}\n");

  ASSERT_TRUE(found.model);
  const mesh::ServiceName web{"finance", "dev", "web"};
  EXPECT_EQ(found.model->intentions.front().source.service, web);
}

TEST(ServiceIntentions, PermissionsKeepTheirOrderAndTheirConditions) {
  const Opened found = with_entry(
      "  - Kind: service-intentions\n"
      "    Name: api\n"
      "    Sources:\n"
      "      - Name: web\n"
      "        Permissions:\n"
      "          - {Action: deny, HTTP: {PathPrefix: /admin}}\n"
      "          - {Action: allow, HTTP: {Methods: [GET], Header: [{Name: x, Present: true}]}}\n");

  ASSERT_TRUE(found.model);
  const auto& permissions = found.model->intentions.front().permissions;
  ASSERT_EQ(permissions.size(), 2U);
  EXPECT_EQ(permissions[0].http->path_prefix, "/admin");
  EXPECT_THAT(permissions[1].http->methods, ElementsAre("GET"));
  EXPECT_TRUE(permissions[1].http->headers.front().present);
}

TEST(ServiceIntentions, WhatConsulRefusesIsRefusedAtTheSource) {
  const Opened found = with_entry(
      "  - Kind: service-intentions\n"
      "    Name: api\n"
      "    Sources:\n"
      "      - {Name: web, Action: allow}\n"
      "      - {Name: web, Action: deny}\n");

  EXPECT_THAT(places(found.diagnostics), ElementsAre("invalid-entry:9:9"));
  EXPECT_THAT(found.diagnostics.front().problem, HasSubstr("more than once"));
}

TEST(ServiceIntentions, ASecondEntryForOneDestinationIsADuplicate) {
  const std::string entry =
      "  - {Kind: service-intentions, Name: api, Sources: [{Name: web, Action: deny}]}\n";

  EXPECT_THAT(codes(with_entry(entry + entry).diagnostics), ElementsAre("duplicate-entry"));
}

TEST(ServiceIntentions, AreSortedByDestinationAndThenAsTheyAreAsked) {
  const Opened found = with_entry(
      "  - {Kind: service-intentions, Name: web, Sources: [{Name: api, Action: deny}]}\n"
      "  - {Kind: service-intentions, Name: api,\n"
      "     Sources: [{Name: \"*\", Action: deny}, {Name: web, Action: allow}]}\n");

  ASSERT_TRUE(found.model);
  std::string order;
  for (const mesh::Intention& one : found.model->intentions) {
    order += one.source.service.name + ">" + one.destination.name + " ";
  }
  EXPECT_EQ(order, "web>api *>api api>web ");
}

TEST(ServiceIntentions, TheDefaultPolicyIsReadWithItsPlace) {
  const Opened found =
      opened("consul: {default_intention_policy: deny}\n" + std::string{two_services});

  ASSERT_TRUE(found.model);
  EXPECT_EQ(found.model->consul.default_intention_policy, model::DefaultPolicy::deny);
  EXPECT_TRUE(found.model->consul.default_intention_policy_at.is_written());
}

TEST(ServiceResolver, IsReadWithAllItsParts) {
  const Opened found = opened(
      "partitions: {default: {services: {web: {}, api: {}}}, east: {services: {api: {}}}}\n"
      "config_entries:\n"
      "  - |\n"
      "    Kind           = \"service-resolver\"\n"
      "    Name           = \"api\"\n"
      "    ConnectTimeout = \"15s\"\n"
      "    DefaultSubset  = \"v1\"\n"
      "    Subsets = {\n"
      "      v1 = { OnlyPassing = true }\n"
      "    }\n"
      "    Failover = {\n"
      "      \"*\" = { Targets = [{ Partition = \"east\" }] }\n"
      "    }\n");

  EXPECT_THAT(found.diagnostics, IsEmpty());
  ASSERT_TRUE(found.model);
  const auto* resolver = found.model->service_resolver_of({"default", "default", "api"});
  ASSERT_NE(resolver, nullptr);
  EXPECT_EQ(resolver->connect_timeout, Duration::seconds(15));
  EXPECT_EQ(resolver->default_subset, "v1");
  EXPECT_TRUE(resolver->subsets.at("v1").only_passing);
  EXPECT_EQ(resolver->failover.at("*").targets.front().partition, "east");
}

TEST(ServiceResolver, AnUpstreamMayNameWhatOnlyAResolverKnows) {
  const Opened found = opened(
      "partitions:\n"
      "  default:\n"
      "    services:\n"
      "      web: {proxy: {upstreams: [{destination_name: shop, local_bind_port: 10000}]}}\n"
      "      api: {}\n"
      "config_entries:\n"
      "  - {Kind: service-resolver, Name: shop, Redirect: {Service: api}}\n");

  EXPECT_THAT(found.diagnostics, IsEmpty());
}

TEST(ServiceResolver, WhatConsulRefusesIsRefused) {
  struct Case {
    const char* keys;
    const char* words;
  };
  for (const Case& one : {
           Case{"Redirect: {}", "Redirect is empty"},
           Case{"Redirect: {Partition: default}", "defined without Redirect.Service"},
           Case{"DefaultSubset: v9", "is not a valid subset"},
           Case{"Failover: {v9: {Service: web}}", "not a valid subset"},
           Case{"Failover: {\"*\": {}}", "is required"},
           Case{"Failover: {\"*\": {Service: web, Targets: [{Service: web}]}}", "cannot be set"},
           Case{"Subsets: {A_b: {}}", "is invalid"},
           Case{"Redirect: {Service: web}, Failover: {\"*\": {Service: web}}", "cannot both"},
       }) {
    const Opened found =
        with_entry("  - {Kind: service-resolver, Name: api, " + std::string{one.keys} + "}\n");

    EXPECT_THAT(codes(found.diagnostics), Contains("invalid-entry")) << one.keys;
    EXPECT_THAT(first(found.diagnostics, "invalid-entry").problem, HasSubstr(one.words));
  }
}

TEST(ServiceResolver, HasAPolicyOfBalancing) {
  const Opened found =
      with_entry("  - {Kind: service-resolver, Name: api, LoadBalancer: {Policy: ring_hash}}\n");

  EXPECT_THAT(found.diagnostics, IsEmpty());
  ASSERT_TRUE(found.model);
  EXPECT_EQ(found.model->service_resolvers.front().load_balancer.policy,
            mesh::BalancePolicy::ring_hash);
}

}  // namespace
}  // namespace isthmus::scenario
