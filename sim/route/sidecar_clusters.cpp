#include "sim/route/sidecar_clusters.hpp"

#include <utility>

#include "sim/mesh/gateway_path.hpp"
#include "sim/mesh/labels.hpp"
#include "sim/mesh/sni_name.hpp"
#include "sim/route/version_gate.hpp"

namespace isthmus::route {
namespace {

using mesh::Accepts;
using mesh::ChainTarget;
using mesh::Endpoint;
using mesh::GatewayMode;
using mesh::Instance;

template <class Key>
const std::vector<Instance>& instances_at(const std::map<Key, std::vector<Instance>>& known,
                                          const Key& key) {
  static const std::vector<Instance> nobody;
  const auto at = known.find(key);
  return at == known.end() ? nobody : at->second;
}

Accepts accepts_of(const ChainTarget& target) {
  return target.filter.only_passing ? Accepts::only_passing : Accepts::passing_and_warning;
}

std::vector<Endpoint> own_endpoints(const std::vector<Instance>& instances,
                                    const mesh::GatewayKey& dialler, Accepts accepts) {
  std::vector<Endpoint> endpoints;
  for (const Instance& one : instances) {
    endpoints.push_back(mesh::endpoint_for(one, dialler, accepts));
  }
  return endpoints;
}

std::vector<Endpoint> endpoints_of(const SidecarSnapshot& snapshot, const ChainTarget& target) {
  const std::vector<Instance>& backends = instances_at(snapshot.instances, target.id);
  const mesh::GatewayKey place{target.service.partition, target.datacenter};
  const auto through = mesh::watched_gateways(target.mode, snapshot.key, place);
  if (!through) return own_endpoints(backends, snapshot.key, accepts_of(target));
  std::vector<Endpoint> endpoints = own_endpoints(instances_at(snapshot.gateways, *through),
                                                  snapshot.key, Accepts::passing_and_warning);
  const mesh::EndpointHealth health = mesh::health_behind_gateway(backends, accepts_of(target));
  for (Endpoint& one : endpoints) one.health = health;
  return endpoints;
}

/// A peer's gateways are always dialled from outside.
std::vector<Endpoint> peer_endpoints(const SidecarSnapshot& snapshot, const ChainTarget& target,
                                     const PeeredService& peered) {
  if (target.mode == GatewayMode::local) {
    return own_endpoints(instances_at(snapshot.gateways, snapshot.key), snapshot.key,
                         Accepts::passing_and_warning);
  }
  std::vector<Endpoint> endpoints =
      own_endpoints(peered.instances, snapshot.key, Accepts::passing_and_warning);
  for (std::size_t i = 0; i < endpoints.size(); ++i) {
    endpoints[i].address =
        mesh::best_address(peered.instances[i].addresses, mesh::AddressScope::wan);
  }
  return endpoints;
}

std::string target_name(const SidecarSnapshot& snapshot, const ChainTarget& target) {
  if (target.peer.empty()) {
    return mesh::service_sni({target.subset, target.service, target.datacenter},
                             snapshot.trust_domain);
  }
  const auto peered = snapshot.peered.find(target.id);
  const std::string domain =
      peered == snapshot.peered.end() ? std::string{} : peered->second.trust_domain;
  return mesh::joined(
      {target.service.name, target.service.namespace_, target.peer, "external", domain});
}

ProxyCluster target_cluster(const SidecarSnapshot& snapshot, const ChainTarget& target,
                            std::string name) {
  ProxyCluster cluster;
  cluster.name = std::move(name);
  cluster.connect_timeout = target.connect_timeout;
  cluster.load_balancer = target.load_balancer;
  cluster.panic_threshold_zero = true;
  cluster.originates_tls_sni = target.sni;
  if (target.peer.empty()) {
    set_endpoints(cluster, endpoints_of(snapshot, target), DnsDiscovery::logical);
    return cluster;
  }
  cluster.connect_timeout = snapshot.peer_connect_timeout;
  cluster.ejection_percent_max = 100;  // All of a peer's gateways may be ejected.
  const auto peered = snapshot.peered.find(target.id);
  if (peered == snapshot.peered.end()) return cluster;
  cluster.originates_tls_sni = peered->second.sni;
  set_endpoints(cluster, peer_endpoints(snapshot, target, peered->second), DnsDiscovery::logical);
  return cluster;
}

std::string failover_name(const SidecarSnapshot& snapshot, const ChainTarget& primary,
                          const ChainTarget& target, std::size_t index) {
  if (is_available(Feature::numbered_failover_clusters, snapshot.version)) {
    return "failover-target~" + std::to_string(index) + "~" + target_name(snapshot, primary);
  }
  return "failover-target~" + target_name(snapshot, target);
}

void add_failover(const SidecarSnapshot& snapshot, const ChainTarget& primary,
                  const std::vector<std::string>& others, std::vector<ProxyCluster>& clusters) {
  ProxyCluster aggregate;
  aggregate.name = target_name(snapshot, primary);
  aggregate.discovery = Discovery::aggregate;
  aggregate.connect_timeout = primary.connect_timeout;
  aggregate.outlier_detection = false;
  std::vector<const ChainTarget*> targets{&primary};
  for (const std::string& id : others) {
    if (const ChainTarget* other = snapshot.chain.target(id)) targets.push_back(other);
  }
  std::vector<ProxyCluster> members;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    members.push_back(
        target_cluster(snapshot, *targets[i], failover_name(snapshot, primary, *targets[i], i)));
    aggregate.aggregate_of.push_back(members.back().name);
  }
  clusters.push_back(std::move(aggregate));
  for (ProxyCluster& one : members) clusters.push_back(std::move(one));
}

/// Reached through a failover only: it has no cluster under its own name.
bool is_fallback_only(const mesh::DiscoveryChain& chain, const std::string& id) {
  if (chain.failover.count(id) != 0 || chain.start == "resolver:" + id) return false;
  for (const auto& [primary, others] : chain.failover) {
    for (const std::string& other : others) {
      if (other == id) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<ProxyCluster> sidecar_clusters(const SidecarSnapshot& snapshot) {
  std::vector<ProxyCluster> clusters;
  for (const ChainTarget& target : snapshot.chain.targets) {
    const auto failover = snapshot.chain.failover.find(target.id);
    if (failover != snapshot.chain.failover.end()) {
      add_failover(snapshot, target, failover->second, clusters);
    } else if (!is_fallback_only(snapshot.chain, target.id)) {
      clusters.push_back(target_cluster(snapshot, target, target_name(snapshot, target)));
    }
  }
  return clusters;
}

}  // namespace isthmus::route
