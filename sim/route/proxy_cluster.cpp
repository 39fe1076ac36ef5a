#include "sim/route/proxy_cluster.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/expects.hpp"

namespace isthmus::route {

std::string_view text(Discovery discovery) {
  switch (discovery) {
    case Discovery::eds:
      return "EDS";
    case Discovery::logical_dns:
      return "LOGICAL_DNS";
    case Discovery::strict_dns:
      return "STRICT_DNS";
    case Discovery::aggregate:
      return "envoy.clusters.aggregate";
  }
  ISTHMUS_EXPECTS(false);
}

std::string_view balance_text(const ProxyCluster& cluster) {
  if (cluster.discovery == Discovery::aggregate) return "CLUSTER_PROVIDED";
  switch (cluster.load_balancer.policy) {
    case mesh::BalancePolicy::unset:
    case mesh::BalancePolicy::round_robin:
      return "ROUND_ROBIN";
    case mesh::BalancePolicy::random:
      return "RANDOM";
    case mesh::BalancePolicy::least_request:
      return "LEAST_REQUEST";
    case mesh::BalancePolicy::ring_hash:
      return "RING_HASH";
    case mesh::BalancePolicy::maglev:
      return "MAGLEV";
  }
  ISTHMUS_EXPECTS(false);
}

void set_endpoints(ProxyCluster& cluster, std::vector<mesh::Endpoint> endpoints, DnsDiscovery dns) {
  std::vector<mesh::Endpoint> names;
  for (const mesh::Endpoint& one : endpoints) {
    if (mesh::is_hostname(one.address.host)) names.push_back(one);
  }
  if (names.empty()) {
    cluster.discovery = Discovery::eds;
    cluster.endpoints = std::move(endpoints);
    return;
  }
  if (dns == DnsDiscovery::strict) {
    cluster.discovery = Discovery::strict_dns;
    cluster.endpoints = std::move(names);
    return;
  }
  cluster.discovery = Discovery::logical_dns;
  const auto usable = std::find_if(names.begin(), names.end(), [](const mesh::Endpoint& one) {
    return one.health != mesh::EndpointHealth::unhealthy;
  });
  cluster.endpoints = {usable != names.end() ? *usable : names.back()};
}

const ProxyCluster* find_cluster(std::span<const ProxyCluster> clusters, std::string_view name) {
  for (const ProxyCluster& one : clusters) {
    if (one.name == name) return &one;
  }
  return nullptr;
}

}  // namespace isthmus::route
