// What depends on who calls: tokens, ingress gateways, and services that have no sidecar.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/route/requirements.hpp"
#include "tests/unit/route/small_mesh.hpp"

namespace isthmus::route {
namespace {

using mesh::GatewayMode;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

/// `web` of ours calls `api` in another datacenter or of a peer; ACLs are on.
model::Model beyond(bool is_peers) {
  SmallMesh mesh;
  mesh.consul.acl_enabled = true;
  mesh.partition("default").service("default", "web");
  mesh.upstream("web", "default", "api", GatewayMode::remote);
  model::Model model = mesh.model();
  mesh::Upstream& upstream = model.services.front().registration.upstreams.front();
  (is_peers ? upstream.peer : upstream.datacenter) = is_peers ? "east" : "dc2";
  model::Partition there = model.partitions.front();
  there.away = is_peers ? "east" : "dc2";
  there.is_peers = is_peers;
  there.datacenter = "dc2";
  there.services = {model::ServiceId{1}};
  model.partitions.push_back(there);
  model::Service api;
  api.name = {"default", "default", "api", there.away};
  api.partition = model::PartitionId{1};
  api.zones = there.zones;
  model.services.push_back(api);
  if (!is_peers) return model;
  model::Peer peer;
  peer.name = "east";
  peer.trust_domain = "east.consul";
  peer.knows_us_as = "west";
  peer.local_partition = "default";
  peer.partition = model::PartitionId{1};
  mesh::Consumer us;
  us.peer = "west";
  peer.exported.services.push_back({"api", "default", {us}, {}});
  model.peers.push_back(peer);
  return model;
}

Route with_token(bool is_peers, const model::SidecarToken& token) {
  model::Model model = beyond(is_peers);
  model.services.front().token = token;
  return only_route(model);
}

constexpr auto local = model::TokenLocality::local;

TEST(Token, ThatIsLocalIsNotKnownInAnotherDatacenter) {
  const Route route = with_token(false, {.locality = local});

  EXPECT_EQ(route.disposition, Disposition::no_healthy_endpoint);
  EXPECT_THAT(codes(route.reasons), ElementsAre("token-not-global"));
}

TEST(Token, ThatMayNotReadElsewhereSeesNoBackendThere) {
  SmallMesh mesh = web_to_finance(GatewayMode::local);
  mesh.consul.acl_enabled = true;
  mesh.service_named("web").token.read_elsewhere = false;

  const Route route = only_route(mesh);

  EXPECT_EQ(route.disposition, Disposition::no_healthy_endpoint);
  EXPECT_THAT(codes(route.reasons), ElementsAre("backend-health-unreadable"));
}

TEST(Token, ThatIsLocalIsEnoughInsideADatacenter) {
  SmallMesh mesh = web_to_finance(GatewayMode::local);
  mesh.consul.acl_enabled = true;
  mesh.service_named("web").token.locality = local;

  EXPECT_TRUE(only_route(mesh).delivered());
}

TEST(Token, SaysNothingWhereAclsAreOff) {
  SmallMesh mesh = web_to_finance(GatewayMode::local);
  mesh.service_named("web").token = {.locality = local, .read_elsewhere = false};

  EXPECT_TRUE(only_route(mesh).delivered());
}

TEST(Token, SaysNothingAboutPeersWhoseCatalogIsCopied) {
  EXPECT_TRUE(with_token(true, {.locality = local, .read_elsewhere = false}).delivered());
}

TEST(GatewayToken, WithoutPeeringReadHasNoWaysToTheServersOfPeers) {
  model::Model model = beyond(true);
  model.consul.peer_through_mesh_gateways = true;
  model.partitions.front().mesh_gateway->token.peering_read = false;

  std::vector<std::string> said;
  for (const Diagnostic& one : requirements(model, resolve(model))) said.push_back(one.code);

  EXPECT_THAT(said, Contains("gateway-token-peering"));
}

TEST(ServiceWithoutASidecar, HasNoClusterAtTheGatewayOfItsPartition) {
  SmallMesh mesh = web_to_finance(GatewayMode::local);
  mesh.service_named("billing").sidecar.kind = mesh::ProxyKind::none;
  const model::Model model = mesh.model();
  const RouteTable table = resolve(model);
  const std::string sni = "billing.default.finance.dc1.internal-v1." + model.consul.trust_domain;

  EXPECT_FALSE(table.gateways[1].match(sni).service.is_some());
  EXPECT_THAT(codes(route_of(model, table, 0).reasons), ElementsAre("service-without-sidecar"));
}

TEST(ServiceWithoutASidecar, CallsNobody) {
  SmallMesh mesh = web_to_finance(GatewayMode::local);
  mesh.service_named("web").sidecar.kind = mesh::ProxyKind::none;

  EXPECT_EQ(only_route(mesh).disposition, Disposition::no_upstream);
}

TEST(Certificates, OfAnotherAuthorityAreRefusedAtTheOtherEnd) {
  model::Model model = beyond(false);
  model.partitions[1].trust_domain = "other.consul";

  const Route route = only_route(model);

  EXPECT_EQ(route.disposition, Disposition::reset);
  EXPECT_EQ(route.hops.back().kind, HopKind::destination_sidecar);
  EXPECT_THAT(codes(route.reasons), ElementsAre("trust-mismatch"));
}

/// `web` as an ingress gateway in front of `billing`, with a mode on each of its own rungs.
SmallMesh ingress_with_modes() {
  SmallMesh mesh = web_to_finance(std::nullopt);
  model::Service& web = mesh.service_named("web");
  web.registration.is_ingress = true;
  web.registration.mode.value = GatewayMode::none;
  mesh::ServiceDefaults own;
  own.service = web.name;
  own.mode.value = GatewayMode::none;
  own.upstream_defaults.mode.value = GatewayMode::none;
  mesh.service_defaults = {own};
  mesh::ProxyDefaults proxies;
  proxies.partition = "default";
  proxies.mode.value = GatewayMode::none;
  mesh.proxy_defaults = {proxies};
  web.registration.mode.value.reset();
  return mesh;
}

TEST(IngressGateway, HasTheModeOfItsDestinationAndNoneOfItsOwn) {
  SmallMesh mesh = ingress_with_modes();
  mesh::ServiceDefaults target;
  target.service = {"finance", "default", "billing"};
  target.mode.value = GatewayMode::remote;
  mesh.service_defaults.push_back(target);

  const Route route = only_route(mesh);

  EXPECT_EQ(route.mode.mode, GatewayMode::remote);
  EXPECT_EQ(route.mode.decided_by.scope, mesh::Scope::target_service_defaults);
  EXPECT_EQ(route.network_hops(), 2);
}

TEST(IngressGateway, HasNoModeWhereItsDestinationSaysNone) {
  EXPECT_EQ(only_route(ingress_with_modes()).mode.decided_by.scope, mesh::Scope::built_in);
}

TEST(IngressGateway, CannotBeCalledThroughTheMesh) {
  SmallMesh mesh = web_to_finance(GatewayMode::local);
  mesh.service_named("billing").registration.is_ingress = true;

  EXPECT_THAT(codes(only_route(mesh).reasons), Contains("service-without-sidecar"));
}

TEST(IngressGateway, WithAListenerForNothingAsksForAResolver) {
  SmallMesh mesh;
  mesh.partition("default").partition("finance");
  mesh.service("default", "public").service("finance", "billing");
  mesh.upstream("public", "default", "billing");
  mesh.service_named("public").registration.is_ingress = true;

  const Route route = only_route(mesh);

  ASSERT_THAT(codes(route.reasons), ElementsAre("ingress-without-resolver"));
  ASSERT_TRUE(route.reasons.front().edit);
  EXPECT_EQ(route.reasons.front().edit->kind, "service-resolver");
}

TEST(PreparedQuery, ThatFindsInstancesAcrossABoundaryIsRemarkedUpon) {
  SmallMesh mesh = web_to_finance(GatewayMode::local);
  mesh::Upstream& upstream = mesh.service_named("web").registration.upstreams.front();
  upstream.type = mesh::DestinationType::prepared_query;
  upstream.destination.name = "nearest";
  model::Model model = mesh.model();
  model.prepared_queries.push_back({"nearest", {"finance", "default", "billing"}, {}, {}});

  const Route route = only_route(model);

  EXPECT_TRUE(route.delivered());
  EXPECT_THAT(codes(route.remarks), Contains("query-crosses-boundary"));
  model.prepared_queries.front().service = {"default", "default", "web"};
  EXPECT_THAT(codes(only_route(model).remarks), Not(Contains("query-crosses-boundary")));
}

}  // namespace
}  // namespace isthmus::route
