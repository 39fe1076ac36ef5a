#include "sim/mesh/service_modes.hpp"

#include <algorithm>
#include <initializer_list>

#include "sim/base/expects.hpp"

namespace isthmus::mesh {
namespace {

/// The first of `scopes` that speaks on the ladder.
std::optional<GatewayMode> first_of(std::span<const Rung> ladder,
                                    std::initializer_list<Scope> scopes) {
  for (const Scope scope : scopes) {
    for (const Rung& rung : ladder) {
      if (rung.scope == scope && rung.mode) return rung.mode;
    }
  }
  return std::nullopt;
}

}  // namespace

bool is_mode_accepted(ModeSurface surface, std::string_view mode) {
  switch (surface) {
    case ModeSurface::agent_file:
    case ModeSurface::kubernetes_resource:
    case ModeSurface::pod_annotation:
    case ModeSurface::discovery_chain_override:
      return is_mode_setting(mode);
    case ModeSurface::http_registration:
    case ModeSurface::config_entry:
      return true;
  }
  ISTHMUS_EXPECTS(false);
}

ServiceModes resolved_service_modes(std::span<const Rung> ladder, ImplicitUpstreams implicit) {
  ServiceModes modes;
  modes.proxy = first_of(ladder, {Scope::service_defaults, Scope::proxy_defaults});
  modes.wildcard =
      implicit == ImplicitUpstreams::inherit
          ? first_of(ladder, {Scope::proxy_instance, Scope::service_defaults_upstream_defaults,
                              Scope::service_defaults, Scope::proxy_defaults})
          : first_of(ladder, {Scope::service_defaults_upstream_defaults});
  modes.upstream = first_of(ladder, {Scope::service_defaults_override, Scope::proxy_instance,
                                     Scope::service_defaults_upstream_defaults,
                                     Scope::service_defaults, Scope::proxy_defaults});
  return modes;
}

std::vector<std::string> merged_upstreams(ProxyReach reach, std::span<const std::string> registered,
                                          std::span<const std::string> central) {
  std::vector<std::string> all{registered.begin(), registered.end()};
  if (reach == ProxyReach::direct) return all;
  for (const std::string& one : central) {
    const bool known = std::find(all.begin(), all.end(), one) != all.end();
    if (!known && one != "*") all.push_back(one);
  }
  return all;
}

std::string merged_protocol(std::string_view peer, std::string_view registered,
                            std::string_view central) {
  if (!registered.empty() || !peer.empty()) return std::string{registered};
  return std::string{central};
}

TransparentProxy merged_transparent_proxy(const TransparentProxy& central,
                                          const TransparentProxy& registered) {
  TransparentProxy merged = registered;
  if (merged.mode.empty()) merged.mode = central.mode;
  if (merged.outbound_listener_port == 0) {
    merged.outbound_listener_port = central.outbound_listener_port;
  }
  merged.dialed_directly = merged.dialed_directly || central.dialed_directly;
  return merged;
}

}  // namespace isthmus::mesh
