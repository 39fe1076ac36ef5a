// Listeners and clusters of gateways and sidecars, where the recorded cases say nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/route/gateway_clusters.hpp"
#include "sim/route/gateway_listeners.hpp"
#include "sim/route/sidecar_clusters.hpp"

namespace isthmus::route {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const mesh::GatewayKey here{"default", "dc1"};
const mesh::GatewayKey there{"default", "dc2"};

mesh::Instance at(const mesh::GatewayKey& place, const std::string& host) {
  mesh::Instance instance;
  instance.addresses.service = {host, 8443};
  instance.place = place;
  return instance;
}

TEST(GatewayListeners, OneAddressHasOneListener) {
  GatewaySnapshot snapshot;
  snapshot.address = {"10.0.0.1", 8443};
  snapshot.tagged_lan = snapshot.address;
  snapshot.tagged_wan = mesh::Address{"203.0.113.1", 443};
  snapshot.bind_tagged = true;

  const std::vector<BindAddress> listeners = gateway_listeners(snapshot);

  ASSERT_EQ(listeners.size(), 2U);
  EXPECT_EQ(listeners[0].name, "default");
  EXPECT_EQ(listeners[1].name, "wan");
}

TEST(GatewayListeners, JoinedDatacentersForwardToEachOthersServers) {
  GatewaySnapshot snapshot;
  snapshot.key = here;
  snapshot.trust_domain = "t.consul";
  snapshot.remote = {{there, {at(there, "203.0.113.2")}}};
  snapshot.joins_datacenters = true;
  const ServerNameTable table =
      server_name_table(filter_chains(snapshot, "default"), gateway_clusters(snapshot));

  const ServerNameTable::Match match = table.match("node3.server.dc2.consul");

  ASSERT_EQ(match.how, MatchKind::suffix);
  EXPECT_EQ(table.clusters()[match.cluster], "server.dc2.consul");
}

TEST(GatewayListeners, OneChainServesAllPeersOfAnExport) {
  GatewaySnapshot snapshot;
  snapshot.key = here;
  snapshot.trust_domain = "t.consul";
  PeerExport exported;
  exported.service = {"default", "default", "db"};
  exported.peers = {"east", "west"};
  exported.chain.targets.resize(1);
  exported.chain.targets[0].sni = "db.default.dc1.internal.t.consul";
  snapshot.exports = {exported};

  const std::vector<FilterChain> chains = filter_chains(snapshot, "default");

  EXPECT_THAT(chains.front().server_names,
              ElementsAre("db.default.default.east.external.t.consul",
                          "db.default.default.west.external.t.consul"));
  EXPECT_EQ(chains.front().cluster, "exported~db.default.dc1.internal.t.consul");
}

TEST(GatewayClusters, TheNewerListOfGatewaysCountsUnlessItIsTheEmptyLiveOne) {
  const GatewayList live{{at(there, "203.0.113.2")}, 10};
  const GatewayList newer{{at(there, "203.0.113.3")}, 11};
  const GatewayList older{{at(there, "203.0.113.4")}, 9};

  EXPECT_EQ(newer_list(live, newer)[0].addresses.service.host, "203.0.113.3");
  EXPECT_EQ(newer_list(live, older)[0].addresses.service.host, "203.0.113.2");
  EXPECT_EQ(newer_list({{}, 10}, older)[0].addresses.service.host, "203.0.113.4");
}

TEST(GatewayClusters, StrictDnsKeepsEveryName) {
  ProxyCluster cluster;

  set_endpoints(cluster, {{{"a.example", 443}}, {{"b.example", 443}}}, DnsDiscovery::strict);

  EXPECT_EQ(cluster.discovery, Discovery::strict_dns);
  EXPECT_EQ(cluster.endpoints.size(), 2U);
}

SidecarSnapshot failover_to_dc2(const model::ConsulVersion& version) {
  mesh::ChainEntries entries;
  mesh::ServiceResolver resolver;
  resolver.service = {"default", "default", "db"};
  resolver.failover["*"].datacenters = {"dc2"};
  entries.resolvers = {resolver};
  mesh::ChainRequest request;
  request.service = resolver.service;
  request.datacenter = "dc1";
  request.trust_domain = "t.consul";
  request.override_mode = mesh::GatewayMode::remote;
  SidecarSnapshot snapshot;
  snapshot.key = here;
  snapshot.trust_domain = "t.consul";
  snapshot.version = version;
  entries.sort();
  snapshot.chain = std::get<mesh::DiscoveryChain>(mesh::compile_chain(entries, request));
  snapshot.gateways[there] = {at(there, "203.0.113.2")};
  return snapshot;
}

TEST(SidecarClusters, FailoverTargetsAreNumberedSinceOneFifteen) {
  EXPECT_THAT(sidecar_clusters(failover_to_dc2({1, 14, 0})).front().aggregate_of,
              ElementsAre("failover-target~db.default.dc1.internal.t.consul",
                          "failover-target~db.default.dc2.internal.t.consul"));
  EXPECT_THAT(sidecar_clusters(failover_to_dc2({1, 18, 2})).front().aggregate_of,
              ElementsAre("failover-target~0~db.default.dc1.internal.t.consul",
                          "failover-target~1~db.default.dc1.internal.t.consul"));
}

TEST(SidecarClusters, AGatewayIsAsHealthyAsWhatIsBehindItAndNoMore) {
  SidecarSnapshot snapshot = failover_to_dc2({1, 18, 2});
  snapshot.gateways[there][0].checks = {mesh::CheckStatus::critical};

  const ProxyCluster nobody_behind = sidecar_clusters(snapshot)[2];
  snapshot.instances["db.default.default.dc2"] = {at(there, "10.20.0.1")};
  const ProxyCluster somebody_behind = sidecar_clusters(snapshot)[2];

  EXPECT_EQ(nobody_behind.endpoints[0].health, mesh::EndpointHealth::unhealthy);
  EXPECT_EQ(somebody_behind.endpoints[0].health, mesh::EndpointHealth::healthy)
      << "though the gateway's own check is critical";
}

TEST(SidecarClusters, WithoutGatewaysThereIsNoFallbackToDirect) {
  SidecarSnapshot snapshot = failover_to_dc2({1, 18, 2});
  snapshot.gateways.clear();
  snapshot.instances["db.default.default.dc2"] = {at(there, "10.20.0.1")};

  EXPECT_THAT(sidecar_clusters(snapshot)[2].endpoints, IsEmpty());
}

}  // namespace
}  // namespace isthmus::route
