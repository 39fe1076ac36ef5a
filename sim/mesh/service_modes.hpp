// What the servers answer when an agent asks for a service's central configuration, and what the
// agent makes of it: the mode ladder as Consul climbs it, in two halves.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/mesh/gateway_mode.hpp"

namespace isthmus::mesh {

/// Where a mode is written, as far as it matters who looks at it.
enum class ModeSurface {
  agent_file,                ///< Service definitions in an agent's configuration files.
  kubernetes_resource,       ///< CRDs, through the webhook.
  pod_annotation,            ///< Options of an upstream annotation.
  discovery_chain_override,  ///< The override of the discovery-chain API.
  http_registration,         ///< Registration with an agent or the catalog.
  config_entry,              ///< Config entries by API or command line.
};

/// Whether `mode` gets past that surface. What does and is no mode then selects no gateway, like
/// `none`, and masks what is below it.
///
/// Source   Consul agent/config/builder.go, agent/discovery_chain_endpoint.go; consul-k8s
///          api/v1alpha1/shared_types.go, endpoints_controller.go.
bool is_mode_accepted(ModeSurface surface, std::string_view mode);

/// Whether an upstream that nobody registered inherits the proxy's own mode.
enum class ImplicitUpstreams {
  inherit,        ///< Since 1.14.4 and 1.13.6.
  keep_defaults,  ///< Before: UpstreamConfig.Defaults even where the proxy sets a mode.
};

/// The servers' answer; absent where every layer that counts is silent.
struct ServiceModes {
  std::optional<GatewayMode> proxy{};     ///< For the proxy itself: central layers only.
  std::optional<GatewayMode> wildcard{};  ///< For upstreams known through intentions only.
  std::optional<GatewayMode> upstream{};  ///< For the registered upstream, before its own entry.
};

/// Shape    `ladder`: any of the rungs, in any order; those of the destination are not asked.
/// Source   Consul agent/configentry/resolve.go, ComputeResolvedServiceConfig.
ServiceModes resolved_service_modes(std::span<const Rung> ladder, ImplicitUpstreams implicit);

// The agent's half.  Source   Consul agent/configentry/merge_service_config.go.

enum class ProxyReach { direct, transparent };

/// The upstreams of a proxy: those registered, and for transparent proxies the central ones too.
std::vector<std::string> merged_upstreams(ProxyReach reach, std::span<const std::string> registered,
                                          std::span<const std::string> central);

/// The protocol of an upstream: its own entry's, else the central one; a peer's service has no
/// central protocol, because the peer says which.
std::string merged_protocol(std::string_view peer, std::string_view registered,
                            std::string_view central);

struct TransparentProxy {
  std::string mode{};              ///< Empty: not set.
  int outbound_listener_port = 0;  ///< 0: not set.
  bool dialed_directly = false;
};

/// What is registered, and where that is silent what is central.
TransparentProxy merged_transparent_proxy(const TransparentProxy& central,
                                          const TransparentProxy& registered);

}  // namespace isthmus::mesh
