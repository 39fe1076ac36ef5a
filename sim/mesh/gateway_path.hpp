// Which gateways lie on the way to an upstream, from the mode ladder and the two ends alone.
//
// The rule without the mesh: nothing here knows whether those gateways exist. `route` asks it for
// every upstream and then looks at what is there.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/mesh/gateway_mode.hpp"
#include "sim/mesh/names.hpp"
#include "sim/mesh/registration.hpp"

namespace isthmus::mesh {

/// Which address of an endpoint is dialled: the one for neighbours or the one for everybody else.
enum class AddressScope { lan, wan };
std::string_view text(AddressScope scope);  ///< "lan", "wan"

/// The WAN address is dialled as soon as datacenter or partition differ.
///
/// Source   Consul agent/xds/endpoints.go, makeLoadAssignment.
AddressScope address_scope(const GatewayKey& dialler, const GatewayKey& endpoint);

/// An upstream, as far as its path depends on it.
struct PathEnds {
  GatewayKey source{};
  GatewayKey target{};
  DestinationType type = DestinationType::service;
  std::string peer{};         ///< Empty: not a peer's service.
  bool external_sni = false;  ///< The target's service-defaults replace its server name.
};

/// Whether the mode had any say.
enum class ModeUse {
  applies,                 ///< It decides (where both ends are in one place, it decides nothing).
  ignored_prepared_query,  ///< Instances of a prepared query are dialled directly.
  bypassed_external_sni,   ///< A target with a server name of its own is dialled directly.
};

enum class GatewayRole { local, remote, peer };

/// A group of equal gateways on the way.
struct GatewayStep {
  GatewayRole role = GatewayRole::local;
  GatewayKey key{};    ///< Meaningless for a peer's gateways.
  std::string peer{};  ///< Set for a peer's gateways.
};

struct GatewayPath {
  ResolvedMode mode{};
  ModeUse use = ModeUse::applies;
  bool supported = true;  ///< False: another datacenter, and a partition other than `default`.
  bool crosses = false;   ///< The ends differ in datacenter, partition or cluster.
  std::vector<GatewayStep> gateways{};  ///< In the order of passing; at most two.
  AddressScope first_hop = AddressScope::lan;

  /// Connections in series: 1 direct, 2 through one gateway, 3 through two.
  int network_hops() const { return static_cast<int>(gateways.size()) + 1; }
};

/// Resolves the mode and lays out the path that it asks for.
///
/// Shape    `ladder`: highest scope first. The two rungs of the target are not asked for a peer.
/// Source   Consul agent/proxycfg/upstreams.go, agent/xds/endpoints.go, agent/structs/structs.go
///          (ValidateForAgent, for what is not supported).
GatewayPath gateway_path(const PathEnds& ends, std::span<const Rung> ladder);

/// Which gateways a sidecar watches for one target: none for a target in its own place.
///
/// Source   Consul agent/proxycfg/upstreams.go, setupWatchesForChain; for no mode at all since
///          1.17.3, 1.16.6 and 1.15.10.
std::optional<GatewayKey> watched_gateways(std::optional<GatewayMode> mode,
                                           const GatewayKey& source, const GatewayKey& target);

}  // namespace isthmus::mesh
