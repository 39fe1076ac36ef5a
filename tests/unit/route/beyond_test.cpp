// Routes to other datacenters and to cluster peers.
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

/// What a world of two places is made of.
struct Beyond {
  bool is_peers = false;
  std::optional<GatewayMode> mode = GatewayMode::local;
  bool exported = true;
  std::size_t gateways_there = 1;
  std::string datacenter = "dc2";
  std::string local_partition = "default";
};

/// `web` of ours calls `api` beyond; every partition has a gateway unless said otherwise.
model::Model world(const Beyond& said) {
  SmallMesh mesh;
  mesh.partition("default").service("default", "web");
  mesh.upstream("web", "default", "api", said.mode);
  model::Model model = mesh.model();
  mesh::Upstream& upstream = model.services.front().registration.upstreams.front();
  (said.is_peers ? upstream.peer : upstream.datacenter) = said.is_peers ? "east" : said.datacenter;

  model::Partition there = model.partitions.front();
  there.away = said.is_peers ? "east" : said.datacenter;
  there.is_peers = said.is_peers;
  there.datacenter = said.datacenter;
  there.mesh_gateway->replicas = said.gateways_there;
  there.services = {model::ServiceId{1}};
  model.partitions.push_back(there);
  model::Service api;
  api.name = {"default", "default", "api", there.away};
  api.partition = model::PartitionId{1};
  api.zones = there.zones;
  model.services.push_back(api);
  if (!said.is_peers) return model;

  model::Peer peer;
  peer.name = "east";
  peer.trust_domain = "east.consul";
  peer.knows_us_as = "west";
  peer.local_partition = said.local_partition;
  peer.partition = model::PartitionId{1};
  if (said.exported) {
    mesh::Consumer us;
    us.peer = "west";
    peer.exported.services.push_back({"api", "default", {us}, {}});
  }
  model.peers.push_back(peer);
  return model;
}

Route first_route(const model::Model& model) { return route_of(model, resolve(model), 0); }

Route only_route_of(const Beyond& said) { return first_route(world(said)); }

TEST(Datacenters, AreJoinedThroughTheGatewaysOfTheirDefaultPartitions) {
  const Route route = only_route_of({});

  EXPECT_TRUE(route.delivered());
  EXPECT_EQ(route.network_hops(), 3);
  EXPECT_THAT(route.sni, HasSubstr("api.default.dc2.internal."));
  EXPECT_EQ(mesh::short_text(route.destination), "api@dc2");
  EXPECT_EQ(route.hops[2].pattern.substr(0, 15), "*.dc2.internal.");
  EXPECT_EQ(route.hops[3].match, MatchKind::catch_all);
}

TEST(Datacenters, AreReachedDirectlyWithoutAMode) {
  EXPECT_EQ(only_route_of({.mode = GatewayMode::none}).network_hops(), 1);
}

TEST(Peers, AreReachedThroughTheirGatewaysWhateverTheMode) {
  EXPECT_EQ(only_route_of({.is_peers = true, .mode = GatewayMode::none}).network_hops(), 2);
  EXPECT_EQ(only_route_of({.is_peers = true, .mode = GatewayMode::remote}).network_hops(), 2);
  EXPECT_EQ(only_route_of({.is_peers = true, .mode = GatewayMode::local}).network_hops(), 3);
}

TEST(Peers, AreCalledByTheNameThatTheyExport) {
  const Route route = only_route_of({.is_peers = true});

  EXPECT_EQ(route.sni, "api.default.default.west.external.east.consul");
  EXPECT_THAT(route.hops[1].cluster, HasSubstr("api.default.east.external."));
  EXPECT_EQ(route.hops[2].match, MatchKind::catch_all);
  EXPECT_EQ(route.hops[3].match, MatchKind::exact);
  EXPECT_THAT(route.hops[3].cluster, HasSubstr("exported~"));
}

TEST(Peers, AreDialledAtTheirWanAddressEvenIfTheirDatacenterIsCalledAsOurs) {
  const Route route = only_route_of({.is_peers = true, .datacenter = "dc1"});

  EXPECT_TRUE(route.delivered());
  EXPECT_THAT(route.hops[2].dials, HasSubstr("WAN"));
}

TEST(Peers, ShowNothingThatTheyDoNotExportToUs) {
  const Route route = only_route_of({.is_peers = true, .exported = false});

  EXPECT_EQ(route.disposition, Disposition::not_exported);
  EXPECT_EQ(route.reasons.size(), 1U);
  EXPECT_THAT(route.reasons.front().problem, HasSubstr("\"west\""));
  EXPECT_THAT(route.reasons.front().fix, HasSubstr("Consumers: [{Peer: west}]"));
}

TEST(Peers, BelongToOnePartitionOfOurs) {
  const Route route = only_route_of({.is_peers = true, .local_partition = "finance"});

  EXPECT_EQ(route.reasons.front().code, "peering-of-another-partition");
}

TEST(Peers, WithoutAGatewayCannotBeReached) {
  const Route route = only_route_of({.is_peers = true, .gateways_there = 0});

  EXPECT_EQ(route.disposition, Disposition::no_gateway);
}

TEST(Peers, DecideByTheirOwnIntentionsAboutTheNameThatTheyGaveUs) {
  model::Model model = world({.is_peers = true});
  mesh::Intention deny;
  deny.source.service = {"default", "default", "web"};
  deny.source.peer = "west";
  deny.destination = {"default", "default", "api"};
  deny.action = mesh::IntentionAction::deny;
  model.peers.front().intentions = {deny};
  const Route refused = first_route(model);
  model.peers.front().intentions.front().source.peer = "north";
  const Route open = first_route(model);

  EXPECT_EQ(refused.disposition, Disposition::denied_by_intention);
  EXPECT_EQ(refused.permit.decided_by.text, "deny web@west → api");
  EXPECT_TRUE(open.delivered());
}

TEST(Peers, AreNotAskedForModesOfOurOwnEntriesAboutTheSameName) {
  model::Model model = world({.is_peers = true, .mode = std::nullopt});
  mesh::ServiceDefaults ours;
  ours.service = {"default", "default", "api"};
  ours.mode.value = GatewayMode::local;
  model.service_defaults = {ours};

  EXPECT_EQ(first_route(model).network_hops(), 2);
}

TEST(Peers, AreFoundByTheirNameBehindTheSign) {
  const model::Model model = world({.is_peers = true});

  EXPECT_TRUE(model.find_service({"default", "default", "api", "east"}).is_some());
  EXPECT_FALSE(model.find_service({"default", "default", "api", ""}).is_some());
  EXPECT_FALSE(model.find_service("east", {"default", "default", "api"}).is_some());
  EXPECT_EQ(model.label(model::PartitionId{1}), "default@east");
}

}  // namespace
}  // namespace isthmus::route
