// Sidecars in words: one upstream, its failover, gateways and health.
#include <map>
#include <utility>
#include <variant>

#include "sim/mesh/sni_name.hpp"
#include "tests/support/vector_check/chain_input.hpp"
#include "tests/support/vector_check/fixtures.hpp"

namespace isthmus::vector_check {
namespace {

constexpr const char* trust_domain = "11111111-2222-3333-4444-555555555555.consul";

bool is_called(const std::string& fixture, const char* part) {
  return fixture.find(part) != std::string::npos;
}

/// The peer of the snapshots whose chain leads to one.
/// Source   Consul agent/proxycfg/testing_upstreams.go, *-to-cluster-peer.
constexpr const char* chain_peer = "cluster-01";
constexpr const char* chain_peer_trust_domain = "peer1.domain";

/// The upstreams of the snapshots whose upstreams are peered, and the peer's gateways.
/// Source   Consul agent/proxycfg/testing_peering.go, TestConfigSnapshotPeering.
constexpr const char* upstream_peer = "cloud";
struct PeeredUpstream {
  const char* service;
  mesh::Address gateway;
};
const std::vector<PeeredUpstream>& peered_upstreams() {
  static const std::vector<PeeredUpstream> known{
      {"payments", {"123.us-east-1.elb.notaws.com", 8443}}, {"refunds", {"106.96.90.233", 443}}};
  return known;
}

std::string target_id_of_peer(const std::string& service, const std::string& peer) {
  return service + ".default.default.external." + peer;
}

mesh::Instance peer_gateway(const std::string& peer, const mesh::Address& wan) {
  mesh::Instance gateway = instance_at({mesh::default_name, peer}, wan);
  gateway.addresses.tagged_wan = wan;
  return gateway;
}

route::PeeredService peered_service(const std::string& service, const std::string& peer,
                                    const std::string& domain, const mesh::Address& gateway) {
  return {domain,
          mesh::peered_sni({{mesh::default_name, mesh::default_name, service}, peer},
                           peer_trust_domain),
          {peer_gateway(peer, gateway)}};
}

/// The resolver of those snapshots: 33 s, and wherever the fixture leads.
Json resolver_for(const Json& input, const std::string& fixture) {
  Json resolver{{"kind", "service-resolver"},
                {"name", text_of(input, "upstream")},
                {"connect_timeout", "33s"}};
  if (!part_of(input, "failover").empty()) {
    resolver["failover"] = {{"*", {{"datacenters", input.at("failover")}}}};
  } else if (is_called(fixture, "failover-to-cluster-peer")) {
    resolver["failover"] = {{"*", {{"targets", {{{"peer", chain_peer}}}}}}};
  } else if (is_called(fixture, "redirect-to-cluster-peer")) {
    resolver["redirect"] = {{"peer", chain_peer}};
  }
  return resolver;
}

mesh::DiscoveryChain chain_of(const Json& input, const mesh::GatewayKey& key, const Json& resolver,
                              const std::string& service) {
  mesh::ChainEntries entries;
  add_entry(entries, resolver, {key.partition, mesh::default_name});
  mesh::ChainRequest request;
  request.service = {key.partition, mesh::default_name, service};
  request.datacenter = key.datacenter;
  request.trust_domain = trust_domain;
  request.override_mode = written_mode(text_of(input, "mesh_gateway"));
  entries.sort();
  const auto compiled = mesh::compile_chain(entries, request);
  const auto* chain = std::get_if<mesh::DiscoveryChain>(&compiled);
  return chain != nullptr ? *chain : mesh::DiscoveryChain{};
}

void add_gateways(const Json& gateways, route::SidecarSnapshot& snapshot) {
  for (const auto& [datacenter, listed] : gateways.items()) {
    const mesh::GatewayKey key{mesh::default_name, datacenter};
    const Json& wan = part_of(listed, "wan");
    const Json& lan = listed.contains("lan") ? listed.at("lan") : wan;
    for (std::size_t i = 0; i < lan.size(); ++i) {
      mesh::Instance gateway = instance_at(key, address_in(lan[i].get<std::string>()));
      if (i < wan.size()) gateway.addresses.tagged_wan = address_in(wan[i].get<std::string>());
      snapshot.gateways[key].push_back(std::move(gateway));
    }
  }
}

mesh::CheckStatus status_of(const std::string& text) {
  if (text == "critical") return mesh::CheckStatus::critical;
  return text == "warning" ? mesh::CheckStatus::warning : mesh::CheckStatus::passing;
}

/// "primary_health" of the own datacenter, "dc2_health" of another; passing where nothing is said.
void add_backends(const Json& input, route::SidecarSnapshot& snapshot) {
  for (const mesh::ChainTarget& target : snapshot.chain.targets) {
    const bool primary = target.datacenter == snapshot.key.datacenter;
    const std::string health =
        text_of(input, primary ? "primary_health" : target.datacenter + "_health");
    std::vector<mesh::Instance> instances =
        usual_instances({target.service.partition, target.datacenter});
    for (mesh::Instance& one : instances) one.checks = {status_of(health)};
    snapshot.instances[target.id] = std::move(instances);
  }
}

/// Chains of peered upstreams are nothing but their one target.
mesh::DiscoveryChain peered_chain(const Json& input) {
  mesh::DiscoveryChain chain;
  for (const PeeredUpstream& one : peered_upstreams()) {
    mesh::ChainTarget target;
    target.id = target_id_of_peer(one.service, upstream_peer);
    target.service = {mesh::default_name, mesh::default_name, one.service};
    target.peer = upstream_peer;
    target.mode = written_mode(text_of(input, "mesh_gateway"));
    target.connect_timeout = Duration::seconds(5);
    chain.targets.push_back(std::move(target));
  }
  return chain;
}

}  // namespace

route::SidecarSnapshot sidecar_fixture(const Json& input) {
  const Json& source = input.at("source");
  const std::string fixture = text_of(input, "fixture");
  const std::string service = text_of(input, "upstream");
  route::SidecarSnapshot snapshot;
  snapshot.key = {text_of(source, "partition"), text_of(source, "datacenter")};
  snapshot.trust_domain = trust_domain;
  snapshot.version = {1, 14, 0};  // Of the tree that these snapshots were taken from.
  add_gateways(part_of(input, "gateways"), snapshot);
  if (is_called(fixture, "peered-upstreams")) {
    snapshot.chain = peered_chain(input);
    for (const PeeredUpstream& one : peered_upstreams()) {
      snapshot.peered[target_id_of_peer(one.service, upstream_peer)] =
          peered_service(one.service, upstream_peer, peer_trust_domain, one.gateway);
    }
    return snapshot;
  }
  snapshot.chain = chain_of(input, snapshot.key, resolver_for(input, fixture), service);
  snapshot.peer_connect_timeout = Duration::seconds(1);  // connect_timeout_ms of that upstream.
  snapshot.peered[target_id_of_peer(service, chain_peer)] =
      peered_service(service, chain_peer, chain_peer_trust_domain, {"10.40.1.1", 8080});
  add_backends(input, snapshot);
  return snapshot;
}

}  // namespace isthmus::vector_check
