#include "sim/route/mode_ladder.hpp"

#include "sim/route/version_gate.hpp"

namespace isthmus::route {
namespace {

using mesh::Rung;
using mesh::Scope;

Rung rung(Scope scope, const Written<mesh::GatewayMode>& written) {
  return {scope, written.value, written.at};
}

/// The override that speaks of this upstream, or null.
const mesh::UpstreamOverride* override_for(const mesh::ServiceDefaults& defaults,
                                           const mesh::Upstream& upstream,
                                           const model::ConsulVersion& version) {
  if (!upstream.peer.empty() && !is_available(Feature::peer_in_overrides, version)) return nullptr;
  for (const mesh::UpstreamOverride& candidate : defaults.upstream_overrides) {
    if (candidate.destination == upstream.destination && candidate.peer == upstream.peer) {
      return &candidate;
    }
  }
  return nullptr;
}

}  // namespace

std::vector<Rung> mode_ladder(const model::Model& model, const model::Service& from,
                              const mesh::Upstream& upstream, const mesh::ServiceName& to) {
  static constexpr auto silent = [](Scope scope) { return Rung{scope, std::nullopt, {}}; };
  const mesh::ServiceDefaults* own = model.service_defaults_of(from.name);
  const mesh::ProxyDefaults* own_proxies = model.proxy_defaults_of(from.name.partition);
  const mesh::ServiceDefaults* target = model.service_defaults_of(to);
  const mesh::ProxyDefaults* target_proxies = model.proxy_defaults_of(to.partition);
  // The chain of an ingress gateway is compiled without an override: its own rungs are silent.
  if (!model.consul.central_service_config || from.registration.is_ingress) {
    own = nullptr;
    own_proxies = nullptr;
  }
  const mesh::UpstreamOverride* special =
      own != nullptr ? override_for(*own, upstream, model.consul.version) : nullptr;

  return {
      rung(Scope::upstream_definition, upstream.mode),
      special != nullptr ? rung(Scope::service_defaults_override, special->settings.mode)
                         : silent(Scope::service_defaults_override),
      rung(Scope::proxy_instance, from.registration.mode),
      own != nullptr ? rung(Scope::service_defaults_upstream_defaults, own->upstream_defaults.mode)
                     : silent(Scope::service_defaults_upstream_defaults),
      own != nullptr ? rung(Scope::service_defaults, own->mode) : silent(Scope::service_defaults),
      own_proxies != nullptr ? rung(Scope::proxy_defaults, own_proxies->mode)
                             : silent(Scope::proxy_defaults),
      target != nullptr ? rung(Scope::target_service_defaults, target->mode)
                        : silent(Scope::target_service_defaults),
      target_proxies != nullptr ? rung(Scope::target_proxy_defaults, target_proxies->mode)
                                : silent(Scope::target_proxy_defaults),
  };
}

mesh::UpstreamPolicy upstream_policy(const model::Model& model, const model::Service& from,
                                     const mesh::Upstream& upstream) {
  mesh::UpstreamPolicy policy = upstream.policy.value_or({});
  const mesh::ServiceDefaults* own = model.service_defaults_of(from.name);
  if (own == nullptr || !model.consul.central_service_config) return policy;
  const auto fill_in = [&](const mesh::UpstreamPolicy& next) {
    if (!policy.limits) policy.limits = next.limits;
    if (!policy.passive_health_check) policy.passive_health_check = next.passive_health_check;
  };
  const mesh::UpstreamOverride* special = override_for(*own, upstream, model.consul.version);
  if (special != nullptr) fill_in(special->settings.policy);
  fill_in(own->upstream_defaults.policy);
  return policy;
}

}  // namespace isthmus::route
