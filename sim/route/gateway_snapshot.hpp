// Everything one mesh gateway is told, at one moment: what its listeners and clusters are made of.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/mesh/chain_entries.hpp"
#include "sim/mesh/discovery_chain.hpp"
#include "sim/mesh/endpoints.hpp"
#include "sim/mesh/names.hpp"
#include "sim/route/proxy_cluster.hpp"

namespace isthmus::route {

/// Gateways of another place, as two sources know them.
struct RemoteGateways {
  mesh::GatewayKey key{};
  std::vector<mesh::Instance> instances{};
};

/// A replicated list or a live query, with the age that decides between them.
struct GatewayList {
  std::vector<mesh::Instance> instances{};
  std::uint64_t modify_index = 0;
};

/// The live answer, unless it is empty or the replicated list is newer.
///
/// Source   Consul agent/proxycfg/mesh_gateway.go, isNewerThanFederationState.
const std::vector<mesh::Instance>& newer_list(const GatewayList& live,
                                              const GatewayList& replicated);

/// A service with sidecars, in the gateway's partition.
struct LocalService {
  mesh::ServiceName name{};
  std::vector<mesh::Instance> instances{};  ///< Its sidecars.
};

/// A service shown to cluster peers.
struct PeerExport {
  mesh::ServiceName service{};
  std::vector<std::string> peers{};  ///< By the names that we gave them.
  mesh::DiscoveryChain chain{};
};

/// A service of a peer that goes through this gateway.
struct PeerImport {
  std::string sni{};  ///< As the peer says it.
  std::vector<mesh::Instance> instances{};
};

/// Servers that are dialled by one name.
struct NamedServers {
  std::string server_name{};
  std::vector<mesh::Address> addresses{};
};

struct BindAddress {
  std::string name{};
  mesh::Address address{};
};

struct GatewaySnapshot {
  mesh::GatewayKey key{};
  std::string trust_domain{};
  std::string domain = "consul";
  mesh::Address address{};  ///< Of its service.
  std::optional<mesh::Address> tagged_lan{};
  std::optional<mesh::Address> tagged_wan{};
  std::vector<LocalService> services{};
  std::vector<mesh::ServiceResolver> resolvers{};
  std::vector<RemoteGateways> remote{};  ///< The own key is passed over.
  std::vector<PeerExport> exports{};
  std::vector<PeerImport> imports{};
  bool joins_datacenters = false;           ///< Datacenters meet through gateways.
  std::vector<NamedServers> own_servers{};  ///< One per node, for joined datacenters.
  std::optional<std::vector<mesh::Address>> peering_servers{};  ///< Control plane of peerings.
  std::vector<NamedServers> dialled_peer_servers{};
  Duration connect_timeout = Duration::seconds(5);
  std::optional<TcpKeepalive> remote_keepalive{};
  DnsDiscovery dns = DnsDiscovery::logical;
  bool default_bind = true;         ///< Not envoy_gateway_no_default_bind.
  bool bind_tagged = false;         ///< envoy_gateway_bind_tagged_addresses.
  std::vector<BindAddress> bind{};  ///< envoy_gateway_bind_addresses.
};

}  // namespace isthmus::route
