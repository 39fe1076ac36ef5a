// Which gateways a connection to an upstream passes: the mode, and the ladder that decides it.
//
// Precedence is data: a ladder of rungs, nearest first, and one rule, "the first rung that speaks
// wins". The order of another Consul version is another ladder, not another branch.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "sim/base/source.hpp"

namespace isthmus::mesh {

enum class GatewayMode {
  none,    ///< Dial the destination directly.
  local,   ///< Through a gateway of the own partition, then one of the destination's.
  remote,  ///< Through a gateway of the destination's partition.
};

/// `none`, `local`, `remote`: exact and case-sensitive, as Consul compares them.
std::optional<GatewayMode> gateway_mode_from(std::string_view text);
std::string_view text(GatewayMode mode);

/// Whether `text` may stand where a mode is set: one of the three, or empty, which defers to the
/// next layer.
///
/// Source   Consul agent/structs/connect_proxy_config.go, ValidateMeshGatewayMode.
bool is_mode_setting(std::string_view text);

/// Two layers of one setting: the upper one unless it is silent. `none` is not silent.
///
/// Source   Consul agent/structs/connect_proxy_config.go, MeshGatewayConfig.OverlayWith.
inline std::optional<GatewayMode> overlay(std::optional<GatewayMode> base,
                                          std::optional<GatewayMode> upper) {
  return upper ? upper : base;
}

/// The places where a mode can be written, highest first.
///
/// Source   Consul agent/configentry/resolve.go (1-6), agent/consul/discoverychain/compile.go (7
///          and 8).
enum class Scope {
  upstream_definition,                 ///< proxy.upstreams[].mesh_gateway of the registration
  service_defaults_override,           ///< source service-defaults UpstreamConfig.Overrides[]
  proxy_instance,                      ///< proxy.mesh_gateway of the registration
  service_defaults_upstream_defaults,  ///< source service-defaults UpstreamConfig.Defaults
  service_defaults,                    ///< source service-defaults MeshGateway
  proxy_defaults,                      ///< proxy-defaults/global of the source partition
  target_service_defaults,             ///< destination's service-defaults MeshGateway
  target_proxy_defaults,               ///< proxy-defaults/global of the destination partition
  built_in,                            ///< nobody wrote anything: direct
};

/// The scope's name as in JSON ("upstream_definition"); `phrase` is the same for a sentence.
std::string_view text(Scope scope);
std::string_view phrase(Scope scope);

/// True for the two rungs that belong to the destination and not to the caller.
bool is_of_target(Scope scope);

struct Rung {
  Scope scope;
  std::optional<GatewayMode> mode;  ///< Absent: nothing, or the empty string, was written here.
  SourceSpan written_at{};
};

/// An answer that can defend itself.
struct ResolvedMode {
  GatewayMode mode = GatewayMode::none;
  Rung decided_by{Scope::built_in, GatewayMode::none, {}};
  std::vector<Rung> ladder{};  ///< Every rung that was asked, highest first; silent ones too.
};

/// Resolves the mode for one upstream: the first rung that says anything wins.
///
/// Shape    `ladder`: highest scope first; may be empty.
/// Returns  `none`, decided by `Scope::built_in`, when every rung is silent.
/// Source   Consul docs, "Service-to-service Traffic Across Partitions", order of precedence, and
///          the finer order of agent/configentry/resolve.go.
ResolvedMode resolve_mode(std::span<const Rung> ladder);

}  // namespace isthmus::mesh
