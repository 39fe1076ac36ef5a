#include "sim/route/reasons.hpp"

#include <vector>

#include "sim/base/suggest.hpp"
#include "sim/mesh/exports.hpp"
#include "sim/mesh/letter_case.hpp"
#include "sim/route/fixes.hpp"
#include "sim/route/gateway_tables.hpp"

namespace isthmus::route {
namespace {

std::string own(std::string_view text) { return std::string{text}; }

std::string quoted(std::string_view text) { return '"' + own(text) + '"'; }

/// "mode local, from proxy-defaults of the caller's partition"
std::string mode_and_source(const mesh::ResolvedMode& mode) {
  return "mode " + own(mesh::text(mode.mode)) + ", from " +
         own(mesh::phrase(mode.decided_by.scope));
}

std::string destination_text(const Ends& ends) {
  return mesh::short_text(ends.upstream.destination);
}

/// A service of the wanted name in another place of the same datacenter; null if there is none.
const model::Service* namesake(const Ends& ends) {
  const std::string& datacenter = ends.upstream.datacenter.empty()
                                      ? ends.model[ends.from.partition].datacenter
                                      : ends.upstream.datacenter;
  for (const model::Service& candidate : ends.model.services) {
    if (candidate.name.name == ends.upstream.destination.name &&
        ends.model[candidate.partition].datacenter == datacenter) {
      return &candidate;
    }
  }
  return nullptr;
}

std::vector<std::string> service_names(const Ends& ends) {
  std::vector<std::string> names;
  if (!ends.target_partition.is_some()) return names;
  for (const model::ServiceId id : ends.model[ends.target_partition].services) {
    names.push_back(ends.model[id].name.name);
  }
  return names;
}

SourceSpan written_or(const SourceSpan& first, const SourceSpan& second) {
  return first.is_written() ? first : second;
}

/// Where the exported-services entry of a partition speaks of a service, or would.
SourceSpan export_place(const model::Model& model, const mesh::ServiceName& service) {
  const mesh::ExportedServices* entry = model.exported_services_of(service.partition);
  if (entry == nullptr) return {};
  for (const mesh::ExportedService& item : entry->services) {
    if (item.name == service.name && item.namespace_ == service.namespace_) return item.at;
  }
  return entry->at;
}

}  // namespace

Reason no_upstream(const model::Model& model, const model::Service& from,
                   const model::Service& to) {
  Reason reason;
  reason.code = "no-upstream";
  reason.at = written_or(from.registration.at, from.at);
  reason.problem = mesh::short_text(from.name) + " has no upstream for " +
                   mesh::short_text(to.name) + ": its sidecar has no port for it";
  reason.edit = new_upstream_edit(model, from, to);
  if (from.registration.is_ingress) {
    reason.problem = "the ingress gateway " + mesh::short_text(from.name) +
                     " has no listener for " + mesh::short_text(to.name);
    reason.edit = new_listener_edit(from, to);
    return reason;
  }
  for (const mesh::Upstream& upstream : from.registration.upstreams) {
    if (upstream.destination.name != to.name.name) continue;
    reason.at = upstream.at;
    reason.problem += "; its upstream " + quoted(upstream.destination.name) + " leads to " +
                      mesh::full_text(upstream.destination);
    if (upstream.destination.partition != to.name.partition) {
      reason.edit = upstream_key_edit(from, upstream, "destination_partition", to.name.partition);
    }
  }
  return reason;
}

Reason datacenter_and_partition(const Ends& ends) {
  return {"datacenter-and-partition",
          ends.upstream.at,
          "an upstream cannot reach another datacenter (" + ends.upstream.datacenter +
              ") from or to a partition other than default: Consul refuses the registration",
          {},
          upstream_without_edit(ends.from, ends.upstream, "datacenter")};
}

Reason peer_not_in_scenario(const Ends& ends) {
  return {
      "peer-not-in-scenario",
      ends.upstream.at,
      destination_text(ends) + " is a service of the peer " + quoted(ends.upstream.peer) +
          ", which the scenario does not describe: nothing answers there",
      {},
      mesh::scenario_edit(
          {"peers", ends.upstream.peer},
          mesh::Setting::object(
              {{"mesh_gateway", mesh::Setting::object({{"replicas", mesh::Setting::bare("1")}})},
               {"services", mesh::Setting::object(
                                {{ends.upstream.destination.name, mesh::Setting::object({})}})}}))};
}

Reason query_not_in_scenario(const Ends& ends) {
  return {
      "query-not-in-scenario",
      ends.upstream.at,
      "the prepared query " + quoted(ends.upstream.destination.name) +
          " is not part of the scenario: it finds no instances",
      {},
      mesh::scenario_edit({"prepared_queries", ends.upstream.destination.name},
                          mesh::Setting::object(
                              {{"service", mesh::Setting::text(ends.upstream.destination.name)}}))};
}

Reason unknown_destination(const Ends& ends) {
  const mesh::ServiceName& wanted = ends.upstream.destination;
  Reason reason;
  reason.code = "unknown-destination";
  reason.at = written_or(ends.upstream.destination_at, ends.upstream.at);
  if (!ends.target_partition.is_some()) {
    reason.problem = "there is no partition " + quoted(wanted.partition);
    reason.at = written_or(ends.upstream.partition_at, reason.at);
  } else {
    reason.problem = "partition " + wanted.partition + " has no service " + quoted(wanted.name);
    if (wanted.namespace_ != mesh::default_name) {
      reason.problem += " in namespace " + wanted.namespace_;
    }
  }
  if (ends.from.registration.is_ingress) return ingress_without_resolver(ends);
  if (auto symptom = service_only_elsewhere(ends)) return *std::move(symptom);
  const model::Service* elsewhere = namesake(ends);
  if (elsewhere != nullptr && elsewhere->name.partition != wanted.partition) {
    reason.problem += "; " + mesh::short_text(elsewhere->name) + " exists";
    if (!ends.upstream.partition_at.is_written()) {
      reason.problem += ", but without destination_partition the caller's own partition is meant";
    }
    reason.edit = upstream_key_edit(ends.from, ends.upstream, "destination_partition",
                                    elsewhere->name.partition);
    return reason;
  }
  if (elsewhere != nullptr) {
    reason.problem += "; " + mesh::full_text(elsewhere->name) + " exists";
    reason.edit = upstream_key_edit(ends.from, ends.upstream, "destination_namespace",
                                    elsewhere->name.namespace_);
    return reason;
  }
  const std::vector<std::string> known = service_names(ends);
  const std::optional<std::string> meant = nearest(wanted.name, known);
  reason.edit = meant ? upstream_key_edit(ends.from, ends.upstream, "destination_name", *meant)
                      : service_edit(ends.model, wanted, "replicas", mesh::Setting::bare("1"));
  if (meant) reason.problem += "; did you mean " + quoted(*meant) + "?";
  return reason;
}

Reason not_exported(const Ends& ends) {
  const mesh::ServiceName& wanted = ends.upstream.destination;
  const std::string& consumer = ends.from.name.partition;
  Reason reason{"not-exported",
                export_place(ends.model, wanted),
                "partition " + wanted.partition + " does not export " + wanted.name + " to " +
                    consumer + ", so " + mesh::short_text(ends.from.name) +
                    " finds no instances of it",
                {},
                export_edit(ends.model, wanted, consumer)};
  if (wanted.name == "consul") {
    reason.problem = "the service consul is never exported, whatever is written";
    reason.edit.reset();
  }
  return reason;
}

Reason connect_disabled(const Ends& ends) {
  const model::Partition& there = ends.model[ends.target_partition];
  return {"connect-disabled",
          there.at,
          "service mesh is switched off in partition " + ends.model.label(ends.target_partition) +
              ", so its services have no sidecars that could be reached",
          {},
          partition_edit(ends.model, ends.model.label(ends.target_partition), "connect",
                         mesh::Setting::bare("true"))};
}

Reason no_instances(const Ends& ends) {
  const model::Service& to = ends.model[ends.to];
  return {"no-healthy-endpoint",
          to.at,
          mesh::short_text(to.name) + " has no instance",
          {},
          service_edit(ends.model, to.name, "replicas", mesh::Setting::bare("1"))};
}

Reason proxy_cannot_dial_gateway(const Ends& ends, const mesh::ResolvedMode& mode) {
  return {"proxy-cannot-dial-gateway",
          written_or(ends.from.registration.at, ends.from.at),
          "the built-in proxy of " + mesh::short_text(ends.from.name) +
              " cannot dial a mesh gateway (" + mode_and_source(mode) +
              "); it can only be reached through one",
          {},
          service_edit(ends.model, ends.from.name, "sidecar",
                       mesh::Setting::object({{"proxy", mesh::Setting::text("envoy")}}))};
}

Reason no_gateway(const Ends& ends, model::PartitionId partition, std::string_view name,
                  const mesh::ResolvedMode& mode) {
  Reason reason;
  reason.code = "no-gateway";
  reason.problem = mode_and_source(mode) + ", asks for a mesh gateway in partition " + own(name) +
                   ", which has none";
  reason.edit = gateway_edit(ends.model, name);
  if (!partition.is_some()) return reason;
  const model::Partition& there = ends.model[partition];
  reason.at = there.mesh_gateway ? there.mesh_gateway->at : there.at;
  if (there.mesh_gateway) reason.problem += " (0 replicas)";
  return reason;
}

Reason gateway_not_exported(const Ends& ends, const mesh::ResolvedMode& mode) {
  const mesh::ServiceName gateway = gateway_service(ends.model[ends.target_partition]);
  const std::string& consumer = ends.from.name.partition;
  Reason reason{"gateway-not-exported",
                export_place(ends.model, gateway),
                "partition " + gateway.partition + " does not export its gateway, the service " +
                    gateway.name + ", to " + consumer,
                {},
                export_edit(ends.model, gateway, consumer)};
  switch (mesh::gateway_export_rule(mode.mode, ends.model.consul.acl_enabled)) {
    case mesh::GatewayExportRule::not_needed:
      break;
    case mesh::GatewayExportRule::undocumented:
      reason.problem += ": with ACLs enabled Consul asks for it, without is not documented";
      break;
    case mesh::GatewayExportRule::inferred:
      reason.problem +=
          ": documented for mode local with ACLs enabled; mode remote very likely needs it too";
      break;
    case mesh::GatewayExportRule::documented:
      reason.problem += ": with ACLs enabled the gateway of " + consumer + " then cannot find it";
      break;
  }
  return reason;
}

Reason no_link(std::string_view from, std::string_view to, std::string_view zone_from,
               std::string_view zone_to) {
  return {"no-route",
          {},
          "no links lead from " + own(from) + " (zone " + own(zone_from) + ") to " + own(to) +
              " (zone " + own(zone_to) + ")",
          {},
          link_edit(zone_from, zone_to)};
}

Reason no_sni_match(const Ends& ends, std::string_view gateway_partition, std::string_view sni) {
  Reason reason;
  reason.code = "no-sni-match";
  reason.at = ends.to.is_some() ? ends.model[ends.to].at : SourceSpan{};
  reason.problem = "the gateway of partition " + own(gateway_partition) +
                   " has no cluster called " + mesh::lower_text(sni) + " and closes the connection";
  if (mesh::has_upper_letter(sni)) {
    reason.problem +=
        ": Envoy lower-cases the server name that it reads, and the cluster keeps "
        "the upper-case letters";
    reason.fix = "rename it " + mesh::lower_text(ends.upstream.destination.name);
  }
  return reason;
}

Reason partial_link(std::string_view from, std::string_view to, std::string_view zone_from,
                    std::string_view zone_to) {
  Reason reason = no_link(from, to, zone_from, zone_to);
  reason.code = "partial-route";
  reason.problem += ", though others do: some connections cannot be made";
  return reason;
}

Reason direct_across_partitions(const Ends& ends, const mesh::ResolvedMode& mode) {
  Reason reason{"direct-across-partitions", ends.upstream.at, {}, {}};
  const bool nobody_spoke = mode.decided_by.scope == mesh::Scope::built_in;
  reason.problem =
      (nobody_spoke ? std::string{"no setting chooses a gateway mode"} : mode_and_source(mode)) +
      ": every instance of " + destination_text(ends) +
      " is dialled directly and must be reachable from partition " + ends.from.name.partition;
  if (nobody_spoke && has_gateway(ends.model[ends.target_partition])) {
    reason.problem += "; its mesh gateway is not used";
    reason.edit = default_mode_edit(ends.model, ends.from.name.partition, mesh::GatewayMode::local);
  }
  return reason;
}

Reason upper_case_name(const Ends& ends) {
  return {"upper-case-name", ends.model[ends.to].at,
          destination_text(ends) +
              " has upper-case letters in its name: reached directly it works, through a mesh "
              "gateway it would not",
          "rename it " + mesh::lower_text(ends.upstream.destination.name)};
}

}  // namespace isthmus::route
