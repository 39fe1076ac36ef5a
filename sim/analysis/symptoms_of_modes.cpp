// Modes that are set and do not count, and gateways that no mode uses.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "sim/analysis/symptom_parts.hpp"
#include "sim/analysis/symptoms.hpp"
#include "sim/route/fixes.hpp"
#include "sim/route/gateway_tables.hpp"

namespace isthmus::analysis {
namespace {

using mesh::Scope;
using route::Feature;

/// The place that decided, where it is one of the central ones or the proxy's own.
bool is_above_the_upstream(Scope scope) {
  return scope == Scope::proxy_instance || scope == Scope::service_defaults_upstream_defaults ||
         scope == Scope::service_defaults || scope == Scope::proxy_defaults;
}

mesh::Edit own_mode_edit(const model::Service& from, const mesh::Upstream& upstream,
                         mesh::GatewayMode mode) {
  return mesh::upstream_edit(from.name, upstream.at,
                             {mesh::Change::Act::set,
                              {"mesh_gateway", "mode"},
                              mesh::Setting::text(std::string{text(mode)}),
                              {}});
}

/// An upstream that was registered, or one that a transparent proxy would have taken for it.
void mode_not_inherited(const model::Model& model, const route::Route& route, Findings& found) {
  const model::Service& from = model[route.from];
  const mesh::Rung& decided = route.mode.decided_by;
  if (!is_above_the_upstream(decided.scope) || !route.destination.away.empty()) return;
  const bool transparent = from.registration.transparent;
  const Feature feature =
      transparent ? Feature::implicit_upstreams_inherit : Feature::explicit_upstreams_inherit;
  if (route::is_available(feature, model.consul.version)) return;
  Finding finding = symptom(
      Severity::error, "mode-not-inherited", written_or(decided.written_at, route.at),
      "Consul " + version_text(model.consul.version) + " does not look at " +
          std::string{phrase(decided.scope)} + " for " +
          (transparent ? "the implicit upstreams of a transparent proxy" : "registered upstreams") +
          ": mode " + std::string{text(route.mode.mode)} + " does not reach the call of " +
          short_text(from.name) + " to " + short_text(route.destination));
  finding.evidence.push_back(release_clue(model));
  about(finding, model, route);
  finding.edit = transparent ? upgrade_edit(model, feature)
                             : own_mode_edit(from, upstream_of(model, route), route.mode.mode);
  found.push_back(std::move(finding));
}

void peer_mode_ignored(const model::Model& model, const route::Route& route, Findings& found) {
  const mesh::Upstream& upstream = upstream_of(model, route);
  const mesh::Rung& decided = route.mode.decided_by;
  if (upstream.peer.empty() || !is_above_the_upstream(decided.scope)) return;
  Finding finding =
      symptom(Severity::warning, "peer-mode-ignored", written_or(decided.written_at, route.at),
              "mode local, from " + std::string{phrase(decided.scope)} +
                  ", does not count for the peered upstream " + short_text(route.destination) +
                  ": it dials the gateways of peer " + quoted(upstream.peer) + " directly");
  finding.evidence.push_back(release_clue(model));
  about(finding, model, route);
  finding.edit = own_mode_edit(model[route.from], upstream, mesh::GatewayMode::local);
  found.push_back(std::move(finding));
}

/// consul-k8s refuses the pod before Consul sees any of it.
void annotation_needs_mode(const model::Model& model, const model::Service& from,
                           const mesh::Upstream& upstream, Findings& found) {
  const std::string& here = from.name.partition;
  const mesh::ProxyDefaults* defaults = model.proxy_defaults_of(here);
  const bool says_mode =
      defaults != nullptr && defaults->mode && *defaults->mode != mesh::GatewayMode::none;
  if (upstream.datacenter.empty() || says_mode) return;
  const std::string release = "consul-k8s " + version_text(*model.consul.consul_k8s);
  Finding finding = symptom(
      Severity::error, "annotation-needs-mode", written_or(upstream.destination_at, upstream.at),
      release + " refuses the upstream " + quoted(upstream.destination.name) + " with datacenter " +
          quoted(upstream.datacenter) +
          ": ProxyDefaults mesh gateway mode is neither \"local\" nor \"remote\"");
  finding.evidence.push_back({release, model.consul.consul_k8s_at});
  if (defaults != nullptr) {
    finding.evidence.push_back({"proxy-defaults of partition " + here, defaults->at});
  }
  finding.from = from.name;
  finding.to = route::destination_of(model, from, upstream);
  finding.edit = route::default_mode_edit(model, here, mesh::GatewayMode::local);
  found.push_back(std::move(finding));
}

void annotations_need_mode(const model::Model& model, Findings& found) {
  const auto& release = model.consul.consul_k8s;
  if (!release || *release >= route::annotations_without_mode_since) return;
  for (const model::Service& from : model.services) {
    for (const mesh::Upstream& upstream : from.registration.upstreams) {
      annotation_needs_mode(model, from, upstream, found);
    }
  }
}

/// Of the whole mesh: no call that leaves its partition has a mode from anywhere.
void gateways_unused(const Evidence& evidence, Findings& found) {
  const model::Model& model = evidence.model;
  const auto gateway =
      std::find_if(model.partitions.begin(), model.partitions.end(),
                   [](const auto& one) { return one.away.empty() && route::has_gateway(one); });
  if (gateway == model.partitions.end()) return;
  const std::vector<route::RouteFacts>& all = evidence.routes.facts;
  std::optional<std::size_t> first;
  for (std::size_t i = 0; i < evidence.routes.upstreams(); ++i) {
    if (!all[i].crosses_partition) continue;
    if (all[i].mode_is_written || all[i].dials_remote_gateway) return;
    if (!first) first = i;
  }
  if (!first) return;
  const route::Route route = route::route_of(model, evidence.routes, *first);
  const mesh::Upstream& upstream = upstream_of(model, route);
  if (upstream.type != mesh::DestinationType::service) return;  // It would not use them anyway.
  Finding finding = symptom(
      Severity::warning, "gateways-unused", gateway->mesh_gateway->at,
      "there are mesh gateways, and nothing flows through them: no place says a mode for any call "
      "that leaves its partition");
  about(finding, model, route);
  finding.edit = route::default_mode_edit(model, model[model[route.from].partition].name,
                                          mesh::GatewayMode::local);
  found.push_back(std::move(finding));
}

/// A failover to a peer, on releases that then forget the mode.
void failover_peer_skips_gateway(const model::Model& model, const route::Route& route,
                                 Findings& found) {
  const mesh::ServiceResolver* resolver = model.service_resolver_of(route.destination);
  if (resolver == nullptr) return;
  for (const auto& [subset, failover] : resolver->failover) {
    for (const mesh::Elsewhere& target : failover.targets) {
      if (target.peer.empty()) continue;
      Finding finding = symptom(
          Severity::warning, "failover-peer-skips-gateway", written_or(resolver->at, route.at),
          "the failover of " + short_text(route.destination) + " to peer " + quoted(target.peer) +
              " dials its gateways directly: Consul " + version_text(model.consul.version) +
              " forgets mode local there");
      finding.evidence.push_back(release_clue(model));
      about(finding, model, route);
      finding.edit = upgrade_edit(model, Feature::failover_to_peers_local);
      found.push_back(std::move(finding));
    }
  }
}

}  // namespace

void symptoms_of_modes(const Evidence& evidence, Findings& found) {
  const model::Model& model = evidence.model;
  const auto lacks = [&](Feature feature) {
    return !route::is_available(feature, model.consul.version);
  };
  if (lacks(Feature::explicit_upstreams_inherit) || lacks(Feature::implicit_upstreams_inherit)) {
    for_each_suspect(
        evidence,
        [](const route::RouteFacts& facts) {
          return facts.crosses_partition && facts.mode != mesh::GatewayMode::none;
        },
        [&](const route::Route& route) { mode_not_inherited(model, route, found); });
  }
  const auto is_local = [](const route::RouteFacts& facts) {
    return facts.mode == mesh::GatewayMode::local;
  };
  if (lacks(Feature::central_mode_to_peers) && !model.peers.empty()) {
    for_each_suspect(evidence, is_local,
                     [&](const route::Route& route) { peer_mode_ignored(model, route, found); });
  }
  if (lacks(Feature::failover_to_peers_local) && !model.peers.empty()) {
    for_each_suspect(evidence, is_local, [&](const route::Route& route) {
      failover_peer_skips_gateway(model, route, found);
    });
  }
  annotations_need_mode(model, found);
  gateways_unused(evidence, found);
}

}  // namespace isthmus::analysis
