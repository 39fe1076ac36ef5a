// The clusters of a sidecar for one upstream: every target of its chain, with the endpoints that
// the mode makes of it.
//
// The addresses are those of the target, of the own gateways or of theirs; the health is always
// that of the target. So a sidecar does not see a gateway die, and sees all gateways unhealthy
// where it may not see the target.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/mesh/discovery_chain.hpp"
#include "sim/mesh/endpoints.hpp"
#include "sim/model/consul_settings.hpp"
#include "sim/route/proxy_cluster.hpp"

namespace isthmus::route {

/// What a peer told about a service that it shows us.
struct PeeredService {
  std::string trust_domain{};               ///< The peer's.
  std::string sni{};                        ///< As the peer says it.
  std::vector<mesh::Instance> instances{};  ///< The peer's gateways.
};

/// Everything that a sidecar is told about one upstream, at one moment.
struct SidecarSnapshot {
  mesh::GatewayKey key{};
  std::string trust_domain{};
  model::ConsulVersion version{};
  mesh::DiscoveryChain chain{};
  std::map<std::string, std::vector<mesh::Instance>> instances{};  ///< By target id.
  std::map<mesh::GatewayKey, std::vector<mesh::Instance>> gateways{};
  std::map<std::string, PeeredService> peered{};         ///< By target id.
  Duration peer_connect_timeout = Duration::seconds(5);  ///< The upstream's own setting.
};

/// The upstream's cluster first; with failover it only lists the clusters of its targets.
///
/// Source   Consul agent/xds/clusters.go (makeUpstreamClustersForDiscoveryChain), endpoints.go.
std::vector<ProxyCluster> sidecar_clusters(const SidecarSnapshot& snapshot);

}  // namespace isthmus::route
