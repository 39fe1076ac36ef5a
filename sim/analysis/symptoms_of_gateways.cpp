// Gateways that do not come up, or are dialled although they are down.
#include <algorithm>
#include <string>
#include <variant>

#include "sim/analysis/symptom_parts.hpp"
#include "sim/analysis/symptoms.hpp"
#include "sim/route/gateway_tables.hpp"

namespace isthmus::analysis {
namespace {

using route::Feature;

std::string label_of(const model::Partition& partition) {
  return mesh::placed_text(partition.name, partition.away);
}

bool exports_to_a_peer(const model::Model& model, const model::Partition& partition) {
  if (!partition.away.empty()) return partition.is_peers;
  const mesh::ExportedServices* entry = model.exported_services_of(partition.name);
  if (entry == nullptr) return false;
  for (const mesh::ExportedService& service : entry->services) {
    for (const mesh::Consumer& consumer : service.consumers) {
      if (!consumer.peer.empty()) return true;
    }
  }
  return false;
}

void gateway_hostname_not_ready(const model::Model& model, const model::Partition& partition,
                                Findings& found) {
  const model::GatewaySpec& gateway = *partition.mesh_gateway;
  if (!is_hostname(gateway.wan.host)) return;
  if (gateway.replicas < 2 && !exports_to_a_peer(model, partition)) return;
  if (route::is_available(Feature::hostnames_of_gateways, model.consul.version)) return;
  Finding finding = symptom(
      Severity::error, "gateway-hostname-not-ready", written_or(gateway.wan.at, gateway.at),
      "the gateways of partition " + quoted(label_of(partition)) + " never become ready: Consul " +
          version_text(model.consul.version) + " does not take the hostname " +
          quoted(gateway.wan.host) + " while it puts their snapshot together",
      "use an IP address, or a newer release");
  finding.evidence.push_back(release_clue(model));
  finding.evidence.push_back({std::to_string(gateway.replicas) + " gateways", gateway.at});
  finding.edit = upgrade_edit(model, Feature::hostnames_of_gateways);
  found.push_back(std::move(finding));
}

void empty_gateway_no_listener(const model::Model& model, const model::Partition& partition,
                               Findings& found) {
  const bool some_service =
      std::any_of(partition.services.begin(), partition.services.end(),
                  [&](model::ServiceId id) { return route::has_sidecar(model[id]); });
  if (some_service) return;
  if (route::is_available(Feature::empty_gateways_listen, model.consul.version)) return;
  Finding finding = symptom(
      Severity::warning, "empty-gateway-no-listener", partition.mesh_gateway->at,
      "the gateway of partition " + quoted(label_of(partition)) +
          " has no listener and fails its check: Consul " + version_text(model.consul.version) +
          " gives it one only where there is a service");
  finding.evidence.push_back(release_clue(model));
  finding.edit = upgrade_edit(model, Feature::empty_gateways_listen);
  found.push_back(std::move(finding));
}

/// Whose gateways the caller's own sidecar dials; none where it dials its own or none at all.
model::PartitionId dialled_remotely(const route::Route& route) {
  for (const route::Hop& hop : route.hops) {
    if (hop.kind == route::HopKind::local_gateway) return {};
    if (hop.kind == route::HopKind::remote_gateway) return hop.partition;
  }
  return {};
}

void gateway_health_ignored(const model::Model& model, const route::Route& route, Findings& found) {
  const model::PartitionId dialled = dialled_remotely(route);
  if (!dialled.is_some() || model[dialled].mesh_gateway->unhealthy == 0) return;
  const model::GatewaySpec* gateway = &*model[dialled].mesh_gateway;
  const model::Service& from = model[route.from];
  Finding finding = symptom(
      Severity::warning, "gateway-health-ignored", written_or(gateway->unhealthy_at, gateway->at),
      std::to_string(std::min(gateway->unhealthy, gateway->replicas)) + " of " +
          std::to_string(gateway->replicas) + " gateways of partition " +
          quoted(model.label(dialled)) + " fail their checks, and " + short_text(from.name) +
          " dials them all the same, without a gateway of its own between them",
      "use mode local, or take them out of the catalog");
  about(finding, model, route);
  if (route::has_gateway(model[from.partition])) {
    finding.edit = mesh::upstream_edit(
        from.name, route.at,
        {mesh::Change::Act::set, {"mesh_gateway", "mode"}, mesh::Setting::text("local"), {}});
  }
  found.push_back(std::move(finding));
}

/// Where it stands that all gateways of a partition are down; absent where some are up.
///
/// Those that leave in an orderly way are another matter: they are no endpoints any more.
SourceSpan all_down_at(const model::Model& model, model::PartitionId partition) {
  const model::GatewaySpec& gateway = *model[partition].mesh_gateway;
  if (gateway.unhealthy >= gateway.replicas) return written_or(gateway.unhealthy_at, gateway.at);
  for (const model::Event& event : model.events) {
    const auto* target = std::get_if<model::GatewayTarget>(&event.target);
    if (target == nullptr || target->partition != partition) continue;
    const bool silent =
        event.kind == model::FaultKind::crash || event.kind == model::FaultKind::blackhole;
    const bool all = !target->instance || gateway.replicas == 1;
    if (silent && all) return event.at;
  }
  return {};
}

/// All gateways of the first target are down and its backend is not: nothing fails over.
void failover_blind_to_gateways(const model::Model& model, const route::Route& route,
                                Findings& found) {
  const mesh::ServiceResolver* resolver = model.service_resolver_of(route.destination);
  if (resolver == nullptr || resolver->failover.empty() || !route.to.is_some()) return;
  for (const route::Hop& hop : route.hops) {
    if (hop.kind != route::HopKind::remote_gateway) continue;
    const SourceSpan down = all_down_at(model, hop.partition);
    if (!down.is_written() || model[route.to].replicas == 0) continue;
    Finding finding =
        symptom(Severity::warning, "failover-blind-to-gateways", down,
                "all gateways of partition " + quoted(model.label(hop.partition)) +
                    " are down, and the calls of " + short_text(model[route.from].name) + " to " +
                    short_text(route.destination) +
                    " do not fail over: its backend is healthy in the catalog",
                "redirect by hand when a site is lost, and run its gateways in more than one zone");
    finding.evidence.push_back({"the failover of " + short_text(route.destination), resolver->at});
    about(finding, model, route);
    found.push_back(std::move(finding));
  }
}

}  // namespace

void symptoms_of_gateways(const Evidence& evidence, Findings& found) {
  const model::Model& model = evidence.model;
  bool some_unhealthy = false;
  for (const model::Partition& partition : model.partitions) {
    if (!route::has_gateway(partition)) continue;
    some_unhealthy |= partition.mesh_gateway->unhealthy > 0;
    gateway_hostname_not_ready(model, partition, found);
    empty_gateway_no_listener(model, partition, found);
  }
  const bool may_fail_over = !model.service_resolvers.empty() && !model.events.empty();
  if (!some_unhealthy && !may_fail_over) return;
  for_each_suspect(
      evidence, [](const route::RouteFacts& facts) { return facts.dials_remote_gateway; },
      [&](const route::Route& route) {
        route::for_each_path(
            route, [&](const route::Route& path) { gateway_health_ignored(model, path, found); });
        failover_blind_to_gateways(model, route, found);
      });
}

}  // namespace isthmus::analysis
