#include "sim/route/aims.hpp"

#include <utility>
#include <variant>

#include "sim/base/expects.hpp"
#include "sim/mesh/gateway_mode.hpp"
#include "sim/mesh/sni_name.hpp"
#include "sim/route/mode_ladder.hpp"

namespace isthmus::route {
namespace {

constexpr std::string_view resolver_node = "resolver:";

/// What the caller insists on: the first of its own rungs that speaks.
std::optional<mesh::GatewayMode> callers_mode(const model::Model& model, const model::Service& from,
                                              const mesh::Upstream& upstream) {
  for (const mesh::Rung& rung : mode_ladder(model, from, upstream, upstream.destination)) {
    if (rung.mode && !mesh::is_of_target(rung.scope)) return rung.mode;
  }
  return std::nullopt;
}

Aim aim_at(const mesh::ChainTarget& target, const mesh::Upstream& upstream,
           const std::string& own_datacenter) {
  Aim aim;
  aim.upstream = upstream;
  aim.target = target;
  aim.redirected = target.service != upstream.destination || !target.peer.empty();
  aim.upstream.destination = target.service;
  aim.upstream.peer = target.peer;
  if (target.datacenter != own_datacenter) aim.upstream.datacenter = target.datacenter;
  return aim;
}

/// The upstream itself as its only target, for want of a chain.
Aims without_chain(const model::Model& model, const mesh::Upstream& upstream,
                   const std::string& own_datacenter) {
  Aim aim;
  aim.upstream = upstream;
  aim.target.service = upstream.destination;
  aim.target.datacenter = upstream.datacenter.empty() ? own_datacenter : upstream.datacenter;
  aim.target.peer = upstream.peer;
  if (upstream.peer.empty()) {
    aim.target.sni = mesh::upstream_sni(upstream, {}, own_datacenter, model.consul.trust_domain);
  }
  Aims aims;
  aims.targets.push_back(std::move(aim));
  return aims;
}

}  // namespace

Aims aims_of(const model::Model& model, const RouteTable& table, const model::Service& from,
             const mesh::Upstream& upstream) {
  const std::string& own_datacenter = model[from.partition].datacenter;
  if (!upstream.peer.empty() || upstream.type != mesh::DestinationType::service) {
    return without_chain(model, upstream, own_datacenter);
  }
  mesh::ChainRequest request;
  request.service = upstream.destination;
  request.datacenter = upstream.datacenter.empty() ? own_datacenter : upstream.datacenter;
  request.trust_domain = model.consul.trust_domain;
  request.override_mode = callers_mode(model, from, upstream);
  const auto compiled = mesh::compile_chain(table.entries, request);
  if (const auto* fault = std::get_if<std::string>(&compiled)) {
    Aims aims = without_chain(model, upstream, own_datacenter);
    aims.fault = *fault;
    if (const auto* entry = model.service_resolver_of(upstream.destination)) {
      aims.fault_at = entry->at;
    }
    return aims;
  }
  const auto& chain = std::get<mesh::DiscoveryChain>(compiled);
  ISTHMUS_EXPECTS(chain.start.starts_with(resolver_node));  // No routers or splitters are read.
  const std::string first = chain.start.substr(resolver_node.size());
  Aims aims;
  aims.steps = chain.steps;
  aims.targets.push_back(aim_at(*chain.target(first), upstream, own_datacenter));
  const auto failover = chain.failover.find(first);
  if (failover == chain.failover.end()) return aims;
  for (const std::string& id : failover->second) {
    aims.targets.push_back(aim_at(*chain.target(id), upstream, own_datacenter));
  }
  return aims;
}

}  // namespace isthmus::route
