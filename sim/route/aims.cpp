#include "sim/route/aims.hpp"

#include <utility>
#include <variant>

#include "sim/mesh/gateway_mode.hpp"
#include "sim/mesh/sni_name.hpp"
#include "sim/route/mode_ladder.hpp"

namespace isthmus::route {
namespace {

/// What the caller insists on: the first of its own rungs that speaks.
std::optional<mesh::GatewayMode> callers_mode(const model::Model& model, const model::Service& from,
                                              const mesh::Upstream& upstream) {
  for (const mesh::Rung& rung : mode_ladder(model, from, upstream, upstream.destination)) {
    if (rung.mode && !mesh::is_of_target(rung.scope)) return rung.mode;
  }
  return std::nullopt;
}

/// The server name of a peer's service is the one that the peer told.
void name_at_peer(const model::Model& model, mesh::ChainTarget& target) {
  const model::Peer* peer = model.peer_of(target.peer);
  if (peer == nullptr) return;
  target.sni = mesh::peered_sni({target.service, peer->knows_us_as}, peer->trust_domain);
}

Aim aim_at(const model::Model& model, const mesh::ChainTarget& target,
           const mesh::Upstream& upstream, const std::string& own_datacenter) {
  Aim aim;
  aim.upstream = upstream;
  aim.target = target;
  aim.redirected = target.service != upstream.destination || !target.peer.empty();
  aim.upstream.destination = target.service;
  aim.upstream.peer = target.peer;
  if (target.datacenter != own_datacenter) aim.upstream.datacenter = target.datacenter;
  if (!target.peer.empty()) {
    name_at_peer(model, aim.target);
    aim.upstream.destination.away = target.peer;
  } else if (target.datacenter != model.consul.datacenter) {
    aim.upstream.destination.away = target.datacenter;
  }
  return aim;
}

/// What a prepared query finds in a datacenter; its server name is that of the query.
Aim found_by(const model::PreparedQuery& query, const Aim& as_written,
             const std::string& datacenter) {
  Aim aim = as_written;
  aim.target.service = mesh::at_home(query.service);
  aim.target.datacenter = datacenter;
  aim.target.led_here = {"prepared query", "prepared query " + query.name, query.at};
  aim.redirected = true;
  aim.upstream.destination = aim.target.service;
  aim.upstream.datacenter = datacenter;
  return aim;
}

/// The upstream itself as its only target, for want of a chain.
Chain without_chain(const model::Model& model, const mesh::Upstream& upstream,
                    const std::string& own_datacenter) {
  Aim aim;
  aim.upstream = upstream;
  aim.target.service = upstream.destination;
  aim.target.datacenter = upstream.datacenter.empty() ? own_datacenter : upstream.datacenter;
  aim.target.peer = upstream.peer;
  if (upstream.peer.empty()) {
    aim.target.sni = mesh::upstream_sni(upstream, {}, own_datacenter, model.consul.trust_domain);
    if (aim.target.datacenter != model.consul.datacenter) {
      aim.upstream.destination.away = aim.target.datacenter;
    }
  } else {
    aim.target.service.partition = mesh::default_name;
    aim.target.datacenter.clear();
    name_at_peer(model, aim.target);
    aim.upstream.destination = aim.target.service;
    aim.upstream.destination.away = upstream.peer;
  }
  Chain chain;
  chain.rules.emplace_back();
  Aims& aims = chain.legs.emplace_back();
  const model::PreparedQuery* query = upstream.type == mesh::DestinationType::prepared_query
                                          ? model.prepared_query_of(upstream.destination.name)
                                          : nullptr;
  if (query != nullptr) {
    aims.targets.push_back(found_by(*query, aim, own_datacenter));
    for (const std::string& datacenter : query->datacenters) {
      aims.targets.push_back(found_by(*query, aim, datacenter));
    }
    return chain;
  }
  aims.targets.push_back(std::move(aim));
  return chain;
}

}  // namespace

const Chains::Compiled& Chains::of(const mesh::ChainEntries& entries, mesh::ChainRequest request) {
  if (request_ != request) {
    compiled_ = mesh::compile_chain(entries, request);
    request_ = std::move(request);
  }
  return compiled_;
}

Chain chain_of(const model::Model& model, const RouteTable& table, const model::Service& from,
               const mesh::Upstream& upstream, Chains& chains) {
  const std::string& own_datacenter = model[from.partition].datacenter;
  if (!upstream.peer.empty() || upstream.type != mesh::DestinationType::service) {
    return without_chain(model, upstream, own_datacenter);
  }
  mesh::ChainRequest request;
  request.service = upstream.destination;
  request.datacenter = upstream.datacenter.empty() ? own_datacenter : upstream.datacenter;
  request.trust_domain = model.consul.trust_domain;
  request.override_mode = callers_mode(model, from, upstream);
  const Chains::Compiled& compiled = chains.of(table.entries, std::move(request));
  if (const auto* fault = std::get_if<mesh::ChainFault>(&compiled)) {
    Chain chain = without_chain(model, upstream, own_datacenter);
    chain.fault = *fault;
    return chain;
  }
  const auto& found = std::get<mesh::DiscoveryChain>(compiled);
  Chain chain;
  for (const mesh::ChainLeg& leg : found.legs) {
    Aims& aims = chain.legs.emplace_back();
    aims.rule = leg.rule;
    aims.weight = leg.weight;
    aims.targets.push_back(aim_at(model, *found.target(leg.target), upstream, own_datacenter));
    const auto failover = found.failover.find(leg.target);
    if (failover == found.failover.end()) continue;
    for (const std::string& id : failover->second) {
      aims.targets.push_back(aim_at(model, *found.target(id), upstream, own_datacenter));
    }
  }
  chain.rules = found.rules;
  chain.steps = found.steps;
  return chain;
}

}  // namespace isthmus::route
