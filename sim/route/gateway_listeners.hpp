// The listeners of a mesh gateway: where they bind, and the filter chains that choose by name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/route/gateway_snapshot.hpp"
#include "sim/route/server_name_table.hpp"

namespace isthmus::route {

enum class ChainAction {
  tcp_forward,      ///< To one cluster, bytes as they are.
  http_terminate,   ///< TLS ends here; requests are routed and go on in new TLS.
  sni_passthrough,  ///< The catch-all: the server name is the cluster's name.
};
std::string_view text(ChainAction action);  ///< "tcp_forward", ...

struct FilterChain {
  std::vector<std::string> server_names{};  ///< Empty for the catch-all.
  ChainAction action = ChainAction::tcp_forward;
  std::string cluster{};  ///< For tcp_forward.
  std::string stat_prefix{};
};

/// One per distinct address, by name.
///
/// Source   Consul agent/xds/listeners.go, listenersFromSnapshotGateway.
std::vector<BindAddress> gateway_listeners(const GatewaySnapshot& snapshot);

/// The chains of the listener of that name, in Consul's order; the catch-all last.
///
/// Source   Consul agent/xds/listeners.go, makeMeshGatewayListener.
std::vector<FilterChain> filter_chains(const GatewaySnapshot& snapshot, std::string_view listener);

/// The rule of the gateway over those chains and the clusters of the snapshot.
ServerNameTable server_name_table(const std::vector<FilterChain>& chains,
                                  const std::vector<ProxyCluster>& clusters);

}  // namespace isthmus::route
