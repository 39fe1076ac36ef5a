#include "sim/mesh/gateway_mode.hpp"

#include "sim/base/expects.hpp"

namespace isthmus::mesh {

std::optional<GatewayMode> gateway_mode_from(std::string_view text) {
  if (text == "none") return GatewayMode::none;
  if (text == "local") return GatewayMode::local;
  if (text == "remote") return GatewayMode::remote;
  return std::nullopt;
}

std::string_view text(GatewayMode mode) {
  switch (mode) {
    case GatewayMode::none:
      return "none";
    case GatewayMode::local:
      return "local";
    case GatewayMode::remote:
      return "remote";
  }
  ISTHMUS_EXPECTS(false);
}

bool is_mode_setting(std::string_view text) {
  return text.empty() || gateway_mode_from(text).has_value();
}

std::string_view text(Scope scope) {
  switch (scope) {
    case Scope::upstream_definition:
      return "upstream_definition";
    case Scope::service_defaults_override:
      return "service_defaults_override";
    case Scope::proxy_instance:
      return "proxy_instance";
    case Scope::service_defaults_upstream_defaults:
      return "service_defaults_upstream_defaults";
    case Scope::service_defaults:
      return "service_defaults";
    case Scope::proxy_defaults:
      return "proxy_defaults";
    case Scope::target_service_defaults:
      return "target_service_defaults";
    case Scope::target_proxy_defaults:
      return "target_proxy_defaults";
    case Scope::built_in:
      return "built_in";
  }
  ISTHMUS_EXPECTS(false);
}

std::string_view phrase(Scope scope) {
  switch (scope) {
    case Scope::upstream_definition:
      return "the upstream definition";
    case Scope::service_defaults_override:
      return "an override in the caller's service-defaults";
    case Scope::proxy_instance:
      return "the proxy's own registration";
    case Scope::service_defaults_upstream_defaults:
      return "the upstream defaults in the caller's service-defaults";
    case Scope::service_defaults:
      return "the caller's service-defaults";
    case Scope::proxy_defaults:
      return "proxy-defaults of the caller's partition";
    case Scope::target_service_defaults:
      return "the destination's service-defaults";
    case Scope::target_proxy_defaults:
      return "proxy-defaults of the destination's partition";
    case Scope::built_in:
      return "Consul's default";
  }
  ISTHMUS_EXPECTS(false);
}

bool is_of_target(Scope scope) {
  return scope == Scope::target_service_defaults || scope == Scope::target_proxy_defaults;
}

ResolvedMode resolve_mode(std::span<const Rung> ladder) {
  ResolvedMode resolved;
  resolved.ladder.assign(ladder.begin(), ladder.end());
  for (const Rung& rung : ladder) {
    if (!rung.mode) continue;
    resolved.mode = *rung.mode;
    resolved.decided_by = rung;
    break;
  }
  return resolved;
}

}  // namespace isthmus::mesh
