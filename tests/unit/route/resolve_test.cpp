#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/edit_text.hpp"
#include "tests/unit/route/small_mesh.hpp"

namespace isthmus::route {
namespace {

using support::edit_text;

using mesh::GatewayMode;
using mesh::Scope;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Resolve, LocalModePassesTheOwnGatewayAndTheirs) {
  const Route route = only_route(web_to_finance(GatewayMode::local));

  EXPECT_EQ(route.disposition, Disposition::delivered);
  EXPECT_THAT(kinds(route), ElementsAre("app", "source_sidecar", "local_gateway", "remote_gateway",
                                        "destination_sidecar", "service"));
  EXPECT_EQ(route.network_hops(), 3);
}

TEST(Resolve, RemoteModePassesTheirGatewayOnly) {
  const Route route = only_route(web_to_finance(GatewayMode::remote));

  EXPECT_THAT(kinds(route), ElementsAre("app", "source_sidecar", "remote_gateway",
                                        "destination_sidecar", "service"));
  EXPECT_EQ(route.network_hops(), 2);
}

TEST(Resolve, ModeNoneDialsTheDestinationDirectly) {
  const Route route = only_route(web_to_finance(GatewayMode::none));

  EXPECT_EQ(route.disposition, Disposition::delivered);
  EXPECT_EQ(route.network_hops(), 1);
  EXPECT_THAT(codes(route.remarks), ElementsAre("direct-across-partitions"));
}

TEST(Resolve, GatewaysOfOnePartitionAreNeverUsed) {
  SmallMesh mesh;
  mesh.partition("default").service("default", "web").service("default", "api");
  mesh.upstream("web", "default", "api", GatewayMode::local);

  const Route route = only_route(mesh);

  EXPECT_EQ(route.network_hops(), 1);
  EXPECT_FALSE(route.crosses_partition);
  EXPECT_THAT(route.gateways(), IsEmpty());
}

TEST(Resolve, TheServerNameCarriesThePartition) {
  const Route route = only_route(web_to_finance(GatewayMode::local));

  EXPECT_EQ(route.sni,
            "billing.default.finance.dc1.internal-v1.11111111-2222-3333-4444-555555555555.consul");
}

TEST(Resolve, GatewaysMatchBySuffixAndThenByTheNameItself) {
  const Route route = only_route(web_to_finance(GatewayMode::local));

  EXPECT_EQ(route.hops[2].match, MatchKind::suffix);
  EXPECT_THAT(route.hops[2].pattern, HasSubstr("*.finance.dc1.internal-v1."));
  EXPECT_EQ(route.hops[3].match, MatchKind::catch_all);
  EXPECT_EQ(route.hops[3].cluster, route.sni);
}

TEST(Resolve, TheOwnGatewayIsDialledOnTheLanAndTheirsOnTheWan) {
  SmallMesh mesh = web_to_finance(GatewayMode::local);
  mesh.partition_named("finance").mesh_gateway->wan = {"203.0.113.5", 443, {}};

  const Route route = only_route(mesh);

  EXPECT_EQ(route.hops[1].dials, "gateway default (LAN address)");
  EXPECT_EQ(route.hops[2].dials, "gateway finance (WAN address 203.0.113.5:443)");
  EXPECT_EQ(route.hops[3].dials, "sidecar of finance/billing (LAN address)");
}

TEST(Resolve, AnUnexportedServiceIsNotFound) {
  SmallMesh mesh;
  mesh.partition("default").partition("finance");
  mesh.service("default", "web").service("finance", "billing");
  mesh.upstream("web", "finance", "billing", GatewayMode::remote);

  const Route route = only_route(mesh);

  EXPECT_EQ(route.disposition, Disposition::not_exported);
  EXPECT_THAT(codes(route.reasons), ElementsAre("not-exported"));
  EXPECT_EQ(edit_text(route.reasons[0].edit),
            "exported-services: append services {name: billing, consumers: [{partition: "
            "default}]}");
  EXPECT_THAT(kinds(route), ElementsAre("app", "source_sidecar"));
}

TEST(Resolve, AnExportThatIsThereIsAddedToAndNotRepeated) {
  SmallMesh mesh;
  mesh.partition("default").partition("finance").partition("ops");
  mesh.service("default", "web").service("finance", "billing");
  mesh.upstream("web", "finance", "billing", GatewayMode::remote);
  mesh.exported("finance", "billing", "ops");

  const Route route = only_route(mesh);

  EXPECT_EQ(edit_text(route.reasons[0].edit),
            "exported-services: append consumers {partition: default}");
}

TEST(Resolve, EveryReasonIsListedNotOnlyTheFirst) {
  SmallMesh mesh;
  mesh.partition("default", 0).partition("finance", 0);
  mesh.service("default", "web").service("finance", "billing");
  mesh.service_named("billing").replicas = 0;
  mesh.upstream("web", "finance", "billing", GatewayMode::local);

  const Route route = only_route(mesh);

  EXPECT_EQ(route.disposition, Disposition::not_exported);
  EXPECT_THAT(codes(route.reasons),
              ElementsAre("not-exported", "no-healthy-endpoint", "no-gateway", "no-gateway"));
}

TEST(Resolve, LocalModeNeedsAnOwnGateway) {
  SmallMesh mesh = web_to_finance(GatewayMode::local);
  mesh.partition_named("default").mesh_gateway.reset();

  const Route route = only_route(mesh);

  EXPECT_EQ(route.disposition, Disposition::no_gateway);
  EXPECT_THAT(kinds(route), ElementsAre("app", "source_sidecar"));
  EXPECT_EQ(edit_text(route.reasons[0].edit),
            "scenario: set partitions.default.mesh_gateway {replicas: 1}");
}

TEST(Resolve, RemoteModeDoesNotNeedAnOwnGateway) {
  SmallMesh mesh = web_to_finance(GatewayMode::remote);
  mesh.partition_named("default").mesh_gateway.reset();

  EXPECT_TRUE(only_route(mesh).delivered());
}

TEST(Resolve, WithoutTheirGatewayALocalRouteEndsAtTheOwnOne) {
  SmallMesh mesh = web_to_finance(GatewayMode::local);
  mesh.partition_named("finance").mesh_gateway.reset();

  const Route route = only_route(mesh);

  EXPECT_EQ(route.disposition, Disposition::no_gateway);
  EXPECT_THAT(kinds(route), ElementsAre("app", "source_sidecar", "local_gateway"));
  EXPECT_EQ(route.hops[2].match, MatchKind::none);
}

TEST(Resolve, TheBuiltInProxyCannotDialAGateway) {
  SmallMesh mesh = web_to_finance(GatewayMode::remote);
  mesh.service_named("web").registration.kind = mesh::ProxyKind::built_in;

  const Route route = only_route(mesh);

  EXPECT_EQ(route.disposition, Disposition::no_gateway);
  EXPECT_THAT(codes(route.reasons), ElementsAre("proxy-cannot-dial-gateway"));
}

TEST(Resolve, TheBuiltInProxyReceivesThroughAGateway) {
  SmallMesh mesh = web_to_finance(GatewayMode::remote);
  mesh.service_named("billing").registration.kind = mesh::ProxyKind::built_in;

  EXPECT_TRUE(only_route(mesh).delivered());
}

TEST(Resolve, AnUpperCaseNameIsLostAtTheirGateway) {
  SmallMesh mesh;
  mesh.partition("default").partition("finance");
  mesh.service("default", "web").service("finance", "Billing");
  mesh.upstream("web", "finance", "Billing", GatewayMode::local);
  mesh.exported("finance", "Billing", "default").exported("finance", "mesh-gateway", "default");

  const Route route = only_route(mesh);

  EXPECT_EQ(route.disposition, Disposition::no_sni_match);
  EXPECT_EQ(route.hops.back().kind, HopKind::remote_gateway);
  EXPECT_THAT(route.reasons[0].problem, HasSubstr("lower-cases"));
}

TEST(Resolve, AGatewayThatIsNotExportedIsARemarkWithoutAcls) {
  SmallMesh mesh;
  mesh.partition("default").partition("finance");
  mesh.service("default", "web").service("finance", "billing");
  mesh.upstream("web", "finance", "billing", GatewayMode::local);
  mesh.exported("finance", "billing", "default");

  const Route route = only_route(mesh);

  EXPECT_TRUE(route.delivered());
  EXPECT_THAT(codes(route.remarks), ElementsAre("gateway-not-exported"));
}

TEST(Resolve, AGatewayThatIsNotExportedBlocksLocalModeWithAcls) {
  SmallMesh mesh;
  mesh.consul.acl_enabled = true;
  mesh.partition("default").partition("finance");
  mesh.service("default", "web").service("finance", "billing");
  mesh.upstream("web", "finance", "billing", GatewayMode::local);
  mesh.exported("finance", "billing", "default");

  const Route route = only_route(mesh);

  EXPECT_EQ(route.disposition, Disposition::no_gateway);
  EXPECT_THAT(codes(route.reasons), ElementsAre("gateway-not-exported"));
  EXPECT_EQ(route.hops.back().kind, HopKind::local_gateway);
}

TEST(Resolve, AGatewayThatIsNotExportedIsARemarkInRemoteModeWithAcls) {
  SmallMesh mesh;
  mesh.consul.acl_enabled = true;
  mesh.partition("default").partition("finance");
  mesh.service("default", "web").service("finance", "billing");
  mesh.upstream("web", "finance", "billing", GatewayMode::remote);
  mesh.exported("finance", "billing", "default");

  const Route route = only_route(mesh);

  EXPECT_TRUE(route.delivered());
  EXPECT_THAT(codes(route.remarks), ElementsAre("gateway-not-exported"));
}

TEST(Resolve, ADirectRouteNeedsLinks) {
  SmallMesh mesh = web_to_finance(GatewayMode::none);
  underlay::Link cut{"z-default", "z-finance"};
  cut.down = true;
  mesh.link(cut);

  const Route route = only_route(mesh);

  EXPECT_EQ(route.disposition, Disposition::no_route);
  EXPECT_EQ(edit_text(route.reasons[0].edit),
            "scenario: append links {between: [z-default, z-finance], rtt: 20ms}");
}

TEST(Resolve, AForgottenPartitionIsPointedOut) {
  SmallMesh mesh;
  mesh.partition("default").partition("finance");
  mesh.service("default", "web").service("finance", "billing");
  mesh.upstream("web", "default", "billing", GatewayMode::local);

  const Route route = only_route(mesh);

  EXPECT_EQ(route.disposition, Disposition::no_healthy_endpoint);
  EXPECT_EQ(route.reasons[0].code, "unknown-destination");
  EXPECT_EQ(edit_text(route.reasons[0].edit), "upstream: set destination_partition finance");
}

TEST(Resolve, TheRungThatDecidedIsNamedAmongAllEight) {
  SmallMesh mesh = web_to_finance(std::nullopt);
  mesh::ProxyDefaults defaults;
  defaults.mode.value = GatewayMode::local;
  mesh.proxy_defaults.push_back(defaults);

  const Route route = only_route(mesh);

  EXPECT_EQ(route.mode.decided_by.scope, Scope::proxy_defaults);
  EXPECT_EQ(route.mode.ladder.size(), 8U);
  EXPECT_FALSE(route.mode.ladder[0].mode.has_value());
}

TEST(Resolve, CentralRungsOfTheCallerAreSilentWhereAgentsDoNotMergeThem) {
  SmallMesh mesh = web_to_finance(std::nullopt);
  mesh.consul.central_service_config = false;
  mesh::ProxyDefaults defaults;
  defaults.mode.value = GatewayMode::local;
  mesh.proxy_defaults.push_back(defaults);

  EXPECT_EQ(only_route(mesh).mode.decided_by.scope, Scope::built_in);
}

TEST(Resolve, AServerNameOfItsOwnBypassesGateways) {
  SmallMesh mesh = web_to_finance(GatewayMode::local);
  mesh::ServiceDefaults defaults;
  defaults.service = {"finance", "default", "billing"};
  defaults.external_sni.value = "billing.example.com";
  mesh.service_defaults.push_back(defaults);

  const Route route = only_route(mesh);

  EXPECT_EQ(route.sni, "billing.example.com");
  EXPECT_EQ(route.network_hops(), 1);
}

TEST(RouteBetween, WithoutAnUpstreamEverythingElseInTheWayIsNamedToo) {
  SmallMesh mesh;
  mesh.partition("default").partition("finance");
  mesh.service("default", "web").service("finance", "billing");
  const model::Model model = mesh.model();
  const model::ServiceId web = model.find_service("dc1", {"default", "default", "web"});
  const model::ServiceId billing = model.find_service("dc1", {"finance", "default", "billing"});

  const Route route = route_between(model, resolve(model), web, billing);

  EXPECT_EQ(route.disposition, Disposition::no_upstream);
  EXPECT_THAT(codes(route.reasons), ElementsAre("no-upstream", "not-exported"));
  EXPECT_THAT(edit_text(route.reasons[0].edit),
              HasSubstr("destination_name: billing, destination_partition: "
                        "finance, local_bind_port: 10000"));
}

TEST(RouteBetween, ARegisteredUpstreamIsItsRoute) {
  const model::Model model = web_to_finance(GatewayMode::local).model();
  const RouteTable table = resolve(model);
  const model::ServiceId web = model.find_service("dc1", {"default", "default", "web"});
  const model::ServiceId billing = model.find_service("dc1", {"finance", "default", "billing"});

  EXPECT_EQ(route_between(model, table, web, billing).sni, route_of(model, table, web, 0).sni);
}

}  // namespace
}  // namespace isthmus::route
