#include "sim/route/follow.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/route/small_mesh.hpp"

namespace isthmus::route {
namespace {

using mesh::GatewayMode;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

mesh::ServiceName name_in(const std::string& partition) {
  return {partition, "default", "billing"};
}

mesh::ServiceResolver resolver_in(const std::string& partition) {
  mesh::ServiceResolver resolver;
  resolver.service = name_in(partition);
  return resolver;
}

mesh::Elsewhere partition(const std::string& name) {
  mesh::Elsewhere to;
  to.partition = name;
  return to;
}

/// `web` calls `billing` of its own partition; there is one in each of default, east and west.
SmallMesh three_billings(mesh::ServiceResolver resolver) {
  SmallMesh mesh;
  mesh.partition("default").partition("east").partition("west");
  mesh.service("default", "web");
  for (const char* home : {"default", "east", "west"}) mesh.service(home, "billing");
  mesh.upstream("web", "default", "billing", GatewayMode::remote);
  mesh.exported("east", "billing", "default").exported("west", "billing", "default");
  mesh.service_resolvers = {std::move(resolver)};
  return mesh;
}

mesh::ServiceResolver redirect_to(const std::string& target) {
  mesh::ServiceResolver resolver = resolver_in("default");
  resolver.redirect = partition(target);
  return resolver;
}

mesh::ServiceResolver failover_east_then_west() {
  mesh::ServiceResolver resolver = resolver_in("default");
  resolver.failover["*"].targets = {partition("east"), partition("west")};
  return resolver;
}

std::string answered_in(const SmallMesh& mesh) {
  const model::Model model = mesh.model();
  const Route route = only_route(model);
  return route.delivered() ? model[route.to].name.partition : std::string{text(route.disposition)};
}

/// One instance fewer than needed, of the billing at home.
SmallMesh without_billing_at_home(SmallMesh mesh) {
  mesh.service_named("billing").replicas = 0;  // The first of that name.
  return mesh;
}

TEST(Follow, ARedirectLeadsToAnotherPartitionThroughItsGateway) {
  const Route route = only_route(three_billings(redirect_to("east")));

  EXPECT_TRUE(route.delivered());
  EXPECT_EQ(route.network_hops(), 2);
  EXPECT_THAT(route.sni, HasSubstr("billing.default.east.dc1.internal-v1."));
  EXPECT_EQ(route.destination, name_in("default"));
  ASSERT_EQ(route.chain.size(), 1U);
  EXPECT_EQ(route.chain.front().what, "service-resolver of billing redirects to east/billing");
}

TEST(Follow, ARedirectToAServiceThatIsNotExportedEndsAtTheCaller) {
  SmallMesh mesh;
  mesh.partition("default").partition("east");
  mesh.service("default", "web").service("default", "billing").service("east", "billing");
  mesh.upstream("web", "default", "billing", GatewayMode::remote);
  mesh.service_resolvers = {redirect_to("east")};

  EXPECT_EQ(only_route(mesh).disposition, Disposition::not_exported);
}

TEST(Follow, ARedirectToNobodyNamesTheResolver) {
  mesh::ServiceResolver resolver = resolver_in("default");
  resolver.redirect = mesh::Elsewhere{};
  resolver.redirect->service = "nobody";
  resolver.at.line = 7;

  const Route route = only_route(three_billings(resolver));

  EXPECT_EQ(route.disposition, Disposition::no_healthy_endpoint);
  EXPECT_EQ(route.reasons.front().at.line, 7U);
  EXPECT_THAT(route.reasons.front().problem, HasSubstr("leads to nobody"));
}

TEST(Follow, TheModeTowardsATargetMayComeFromTheTargetsPartition) {
  SmallMesh mesh = three_billings(redirect_to("east"));
  mesh.service_named("web").registration.upstreams.front().mode.value.reset();
  mesh::ProxyDefaults defaults;
  defaults.partition = "east";
  defaults.mode.value = GatewayMode::local;
  mesh.proxy_defaults = {defaults};

  const Route route = only_route(mesh);

  EXPECT_EQ(route.mode.mode, GatewayMode::local);
  EXPECT_EQ(route.mode.decided_by.scope, mesh::Scope::target_proxy_defaults);
  EXPECT_EQ(route.network_hops(), 3);
}

TEST(Follow, WhileTheFirstTargetHasAnInstanceTheOthersAreHeldInReserve) {
  const Route route = only_route(three_billings(failover_east_then_west()));

  EXPECT_EQ(route.network_hops(), 1);
  ASSERT_EQ(route.targets.size(), 3U);
  EXPECT_TRUE(route.targets[0].used);
  EXPECT_THAT(route.remarks, IsEmpty());
}

TEST(Follow, FailoverTakesTheFirstTargetThatHasAnInstance) {
  const SmallMesh mesh = without_billing_at_home(three_billings(failover_east_then_west()));

  EXPECT_EQ(answered_in(mesh), "east");
  const Route route = only_route(mesh);
  EXPECT_THAT(codes(route.remarks), Contains("failed-over"));
  EXPECT_THAT(route.targets[0].why_not, HasSubstr("has no instance"));
}

TEST(Follow, FailoverPassesOverATargetWithoutAGateway) {
  SmallMesh mesh = without_billing_at_home(three_billings(failover_east_then_west()));
  mesh.partition_named("east").mesh_gateway.reset();

  EXPECT_EQ(answered_in(mesh), "west");
}

TEST(Follow, WhereAllTargetsArePassedOverTheFirstIsMissedAndAllReasonsAreGiven) {
  SmallMesh mesh = without_billing_at_home(three_billings(failover_east_then_west()));
  mesh.partition_named("east").mesh_gateway.reset();
  mesh.partition_named("west").mesh_gateway.reset();

  const Route route = only_route(mesh);

  EXPECT_EQ(route.disposition, Disposition::no_healthy_endpoint);
  EXPECT_THAT(codes(route.reasons), ElementsAre("no-healthy-endpoint", "no-gateway", "no-gateway"));
}

TEST(Follow, FailoverDoesNotHelpAgainstAnIntention) {
  SmallMesh mesh = three_billings(failover_east_then_west());
  mesh::Intention deny;
  deny.source.service = {"default", "default", "web"};
  deny.destination = name_in("default");
  deny.action = mesh::IntentionAction::deny;
  mesh.intentions = {deny};

  EXPECT_EQ(only_route(mesh).disposition, Disposition::denied_by_intention);
}

TEST(Follow, ADefaultSubsetStandsInTheServerNameAndTheGatewayKnowsIt) {
  SmallMesh mesh = web_to_finance(GatewayMode::local);
  mesh::ServiceResolver resolver = resolver_in("finance");
  resolver.default_subset = "v2";
  resolver.subsets["v2"] = {};
  mesh.service_resolvers = {resolver};

  const Route route = only_route(mesh);

  EXPECT_TRUE(route.delivered());
  EXPECT_THAT(route.sni, HasSubstr("v2.billing.default.finance.dc1."));
}

TEST(Follow, DifferentProtocolsInOneChainLeaveTheSidecarWithoutAListener) {
  SmallMesh mesh = three_billings(redirect_to("east"));
  mesh::ServiceDefaults http;
  http.service = name_in("east");
  http.protocol.value = "http";
  mesh.service_defaults = {http};

  const Route route = only_route(mesh);

  EXPECT_EQ(route.disposition, Disposition::no_upstream);
  EXPECT_EQ(route.reasons.front().code, "discovery-chain-fault");
  EXPECT_THAT(route.reasons.front().problem, HasSubstr("uses inconsistent protocols"));
  EXPECT_EQ(route.hops.size(), 2U);
}

TEST(Follow, TheConnectTimeoutOfTheResolverIsThatOfTheRoute) {
  mesh::ServiceResolver resolver = resolver_in("default");
  resolver.connect_timeout = Duration::seconds(15);

  EXPECT_EQ(only_route(three_billings(resolver)).connect_timeout, Duration::seconds(15));
}

TEST(Follow, ARegisteredUpstreamIsFoundByTheNameItHasThoughItsCallsGoElsewhere) {
  const model::Model model = three_billings(redirect_to("east")).model();
  const RouteTable table = resolve(model);
  const model::ServiceId web = model.find_service("dc1", {"default", "default", "web"});

  EXPECT_TRUE(
      route_between(model, table, web, model.find_service("dc1", name_in("default"))).delivered());
  EXPECT_EQ(
      route_between(model, table, web, model.find_service("dc1", name_in("east"))).disposition,
      Disposition::no_upstream);
}

}  // namespace
}  // namespace isthmus::route
