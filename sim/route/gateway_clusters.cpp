#include "sim/route/gateway_clusters.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "sim/mesh/sni_name.hpp"

namespace isthmus::route {
namespace {

using mesh::Accepts;
using mesh::Endpoint;
using mesh::Instance;

Accepts accepts_of(const mesh::ServiceSubset& subset) {
  return subset.only_passing ? Accepts::only_passing : Accepts::passing_and_warning;
}

std::vector<Endpoint> endpoints_of(std::span<const Instance> instances,
                                   const mesh::GatewayKey& dialler, Accepts accepts) {
  std::vector<Endpoint> endpoints;
  for (const Instance& one : instances) {
    endpoints.push_back(mesh::endpoint_for(one, dialler, accepts));
  }
  return endpoints;
}

/// Servers are not asked for their health.
std::vector<Endpoint> server_endpoints(std::span<const mesh::Address> addresses) {
  std::vector<Endpoint> endpoints;
  for (const mesh::Address& one : addresses) {
    endpoints.push_back({one, mesh::EndpointHealth::unknown, 1, 0});
  }
  return endpoints;
}

/// Gateways balance connections, not requests: policies that hash requests mean nothing to them.
mesh::LoadBalancer without_hashing(mesh::LoadBalancer balancer) {
  const bool hashes = balancer.policy == mesh::BalancePolicy::ring_hash ||
                      balancer.policy == mesh::BalancePolicy::maglev;
  return hashes ? mesh::LoadBalancer{} : balancer;
}

const mesh::ServiceResolver* resolver_of(const GatewaySnapshot& snapshot,
                                         const mesh::ServiceName& service) {
  for (const mesh::ServiceResolver& one : snapshot.resolvers) {
    if (one.service == service) return &one;
  }
  return nullptr;
}

class Clusters {
 public:
  explicit Clusters(const GatewaySnapshot& snapshot) : snapshot_{snapshot} {}

  std::vector<ProxyCluster> made() && {
    add_remote();
    add_services();
    add_exports();
    add_imports();
    add_servers();
    return std::move(clusters_);
  }

 private:
  ProxyCluster named(std::string name) const {
    ProxyCluster cluster;
    cluster.name = std::move(name);
    cluster.connect_timeout = snapshot_.connect_timeout;
    return cluster;
  }

  void add(ProxyCluster cluster, std::vector<Endpoint> endpoints) {
    set_endpoints(cluster, std::move(endpoints), snapshot_.dns);
    clusters_.push_back(std::move(cluster));
  }

  void add_remote() {
    for (const RemoteGateways& one : snapshot_.remote) {
      if (one.key == snapshot_.key) continue;
      const std::vector<Endpoint> endpoints =
          endpoints_of(one.instances, snapshot_.key, Accepts::passing_and_warning);
      ProxyCluster cluster = named(mesh::gateway_sni(one.key, snapshot_.trust_domain));
      cluster.keepalive = snapshot_.remote_keepalive;
      add(cluster, endpoints);
      if (!snapshot_.joins_datacenters || one.key.datacenter == snapshot_.key.datacenter) continue;
      cluster.name = mesh::server_sni(one.key.datacenter, {}, snapshot_.domain);
      add(cluster, endpoints);
    }
  }

  void add_service(const LocalService& service, const mesh::ServiceResolver* resolver,
                   const std::string& name_subset, const mesh::ServiceSubset& filter) {
    ProxyCluster cluster = named(mesh::service_sni(
        {name_subset, service.name, snapshot_.key.datacenter}, snapshot_.trust_domain));
    if (resolver != nullptr) {
      cluster.connect_timeout = resolver->connect_timeout.value_or(snapshot_.connect_timeout);
      cluster.load_balancer = without_hashing(resolver->load_balancer);
    }
    const std::vector<Instance> instances = mesh::filtered(service.instances, filter);
    add(std::move(cluster), endpoints_of(instances, snapshot_.key, accepts_of(filter)));
  }

  void add_services() {
    for (const LocalService& service : snapshot_.services) {
      const mesh::ServiceResolver* resolver = resolver_of(snapshot_, service.name);
      mesh::ServiceSubset everything;
      if (resolver == nullptr) {
        add_service(service, resolver, {}, everything);
        continue;
      }
      const auto chosen = resolver->subsets.find(resolver->default_subset);
      if (chosen != resolver->subsets.end()) everything = chosen->second;
      add_service(service, resolver, {}, everything);
      for (const auto& [name, filter] : resolver->subsets) {
        add_service(service, resolver, name, filter);
      }
    }
  }

  std::vector<Endpoint> endpoints_of_target(const mesh::ChainTarget& target) const {
    for (const LocalService& service : snapshot_.services) {
      if (service.name != target.service) continue;
      return endpoints_of(mesh::filtered(service.instances, target.filter), snapshot_.key,
                          accepts_of(target.filter));
    }
    return {};
  }

  void add_exports() {
    for (const PeerExport& one : snapshot_.exports) {
      for (const mesh::ChainTarget& target : one.chain.targets) {
        // Targets elsewhere are dropped: a peer is never sent on to a third place.
        if (target.datacenter != snapshot_.key.datacenter ||
            target.service.partition != snapshot_.key.partition) {
          continue;
        }
        if (find_cluster(clusters_, exported_cluster(target)) != nullptr) continue;
        ProxyCluster cluster = named(exported_cluster(target));
        cluster.connect_timeout = target.connect_timeout;
        cluster.panic_threshold_zero = true;
        if (mesh::is_http_like(one.chain.protocol)) cluster.originates_tls_sni = target.sni;
        add(std::move(cluster), endpoints_of_target(target));
      }
    }
  }

  void add_imports() {
    for (const PeerImport& one : snapshot_.imports) {
      add(named(one.sni), endpoints_of(one.instances, snapshot_.key, Accepts::passing_and_warning));
    }
  }

  void add_servers() {
    for (const NamedServers& one : snapshot_.own_servers) {
      add(named(one.server_name), server_endpoints(one.addresses));
    }
    if (snapshot_.peering_servers) {
      add(named(mesh::peering_server_sni({snapshot_.key.datacenter}, snapshot_.trust_domain)),
          server_endpoints(*snapshot_.peering_servers));
    }
    for (const NamedServers& one : snapshot_.dialled_peer_servers) {
      add(named(one.server_name), server_endpoints(one.addresses));
    }
  }

  const GatewaySnapshot& snapshot_;
  std::vector<ProxyCluster> clusters_{};
};

}  // namespace

const std::vector<Instance>& newer_list(const GatewayList& live, const GatewayList& replicated) {
  if (live.instances.empty()) return replicated.instances;
  return replicated.modify_index > live.modify_index ? replicated.instances : live.instances;
}

std::string exported_cluster(const mesh::ChainTarget& target) { return "exported~" + target.sni; }

std::vector<ProxyCluster> gateway_clusters(const GatewaySnapshot& snapshot) {
  return Clusters{snapshot}.made();
}

}  // namespace isthmus::route
