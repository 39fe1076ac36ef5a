// A cluster of an Envoy proxy: one name, the endpoints behind it, and how they are dialled.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/mesh/chain_entries.hpp"
#include "sim/mesh/endpoints.hpp"

namespace isthmus::route {

/// How endpoints reach the proxy.
enum class Discovery {
  eds,          ///< Told apart from the cluster, and changing.
  logical_dns,  ///< One name, in the cluster itself.
  strict_dns,   ///< All names, in the cluster itself.
  aggregate,    ///< Other clusters in order.
};
std::string_view text(Discovery discovery);  ///< "EDS", "LOGICAL_DNS", ...

struct TcpKeepalive {
  std::uint32_t probes = 0;  ///< 0: the system's.
  std::uint32_t time_s = 0;
  std::uint32_t interval_s = 0;
};

struct ProxyCluster {
  std::string name{};
  Discovery discovery = Discovery::eds;
  Duration connect_timeout = Duration::seconds(5);
  mesh::LoadBalancer load_balancer{};  ///< Unset: round robin.
  bool outlier_detection = true;
  std::optional<std::uint32_t> ejection_percent_max{};
  bool panic_threshold_zero = false;  ///< Never fall back to unhealthy endpoints.
  std::string originates_tls_sni{};   ///< Empty: bytes pass as they are.
  std::optional<TcpKeepalive> keepalive{};
  std::vector<mesh::Endpoint> endpoints{};
  std::vector<std::string> aggregate_of{};
};

/// "ROUND_ROBIN", "LEAST_REQUEST", ..., "CLUSTER_PROVIDED"
std::string_view balance_text(const ProxyCluster& cluster);

/// Which names of several a proxy looks up.
enum class DnsDiscovery { logical, strict };

/// Gives a cluster its endpoints. Hostnames are delivered inside the cluster, and LOGICAL_DNS takes
/// one: the first healthy, else the last.
///
/// Source   Consul agent/xds/clusters.go, configureClusterWithHostnames.
void set_endpoints(ProxyCluster& cluster, std::vector<mesh::Endpoint> endpoints, DnsDiscovery dns);

const ProxyCluster* find_cluster(std::span<const ProxyCluster> clusters, std::string_view name);

}  // namespace isthmus::route
