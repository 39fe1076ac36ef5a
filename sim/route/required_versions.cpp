#include "sim/route/required_versions.hpp"

#include <string>

#include "sim/mesh/discovery_chain.hpp"
#include "sim/route/version_gate.hpp"

namespace isthmus::route {
namespace {

std::string quoted(std::string_view text) { return '"' + std::string{text} + '"'; }

SourceSpan written_or(const SourceSpan& first, const SourceSpan& second) {
  return first.is_written() ? first : second;
}

std::string text_of(const model::ConsulVersion& version) {
  return std::to_string(version.major) + "." + std::to_string(version.minor) + "." +
         std::to_string(version.patch);
}

/// Complains at the version, or else at the use, once per feature.
class Gates {
 public:
  Gates(const model::Model& model, Diagnostics& out) : model_{model}, out_{out} {}

  /// `what`: "partition "finance": admin partitions".
  void need(Feature feature, const SourceSpan& at, const std::string& what) {
    const VersionGate& gate = gate_of(feature);
    const bool enterprise = gate.edition == model::Edition::enterprise;
    if (enterprise && model_.consul.edition != model::Edition::enterprise) {
      out_.push_back(error_at(written_or(model_.consul.edition_at, at), "enterprise-required",
                              what + " need Consul Enterprise", "consul: {edition: enterprise}"));
    }
    if (is_available(feature, model_.consul.version)) return;
    std::string since = text_of(gate.since.front());
    std::string lines;
    for (std::size_t i = 1; i < gate.since.size(); ++i) {
      lines += (lines.empty() ? " (on older lines " : ", ") + text_of(gate.since[i]);
    }
    if (!lines.empty()) lines += ")";
    out_.push_back(error_at(written_or(model_.consul.version_at, at), "version-too-old",
                            what + " need Consul " + since + " or newer" + lines,
                            "consul: {version: " + since + "}"));
  }

 private:
  const model::Model& model_;
  Diagnostics& out_;
};

void check_partitions(const model::Model& model, Gates& gates) {
  bool gateways = false;
  bool others = false;
  bool datacenters = false;
  for (std::size_t i = 0; i < model.partitions.size(); ++i) {
    const model::Partition& partition = model.partitions[i];
    if (partition.is_peers) continue;
    if (partition.mesh_gateway && !gateways) {
      gateways = true;
      gates.need(Feature::mesh_gateways, partition.mesh_gateway->at, "mesh gateways");
    }
    if (partition.name != mesh::default_name && !others) {
      others = true;
      gates.need(Feature::admin_partitions, partition.at,
                 "partition " + quoted(partition.name) + ": admin partitions");
    }
    if (!partition.away.empty() && partition.mesh_gateway && !datacenters) {
      datacenters = true;
      gates.need(Feature::joined_datacenters, partition.at,
                 "datacenter " + quoted(partition.away) +
                     ": datacenters that are joined through mesh gateways");
    }
  }
}

/// Whether an upstream, by its facts, leads or may lead to a peer with mode local.
bool may_be_local_to_peer(const model::Model& model, const RouteFacts& facts) {
  if (facts.parts) return true;
  return facts.mode == mesh::GatewayMode::local && facts.to.is_some() &&
         model[model[facts.to].partition].is_peers;
}

void check_peers(const model::Model& model, const RouteTable& table, Gates& gates) {
  if (model.peers.empty()) return;
  const model::Peer& first = model.peers.front();
  gates.need(Feature::cluster_peering, first.at, "peer " + quoted(first.name) + ": cluster peers");
  if (is_available(Feature::local_mode_to_peers, model.consul.version)) return;
  for (std::size_t i = 0; i < table.upstreams(); ++i) {
    if (!may_be_local_to_peer(model, table.facts[i])) continue;
    const Route route = route_of(model, table, i);
    bool local = false;
    for_each_path(route, [&](const Route& path) {
      const bool to_peer = path.to.is_some() && model[model[path.to].partition].is_peers;
      local |= to_peer && path.mode.mode == mesh::GatewayMode::local;
    });
    if (!local) continue;
    gates.need(Feature::local_mode_to_peers, route.at,
               mesh::short_text(route.destination) + ": gateways of mode local towards a peer");
    return;
  }
}

bool leads_to_peer(const mesh::ServiceResolver& entry) {
  if (entry.redirect && !entry.redirect->peer.empty()) return true;
  for (const auto& [subset, failover] : entry.failover) {
    for (const mesh::Elsewhere& target : failover.targets) {
      if (!target.peer.empty()) return true;
    }
  }
  return false;
}

/// Whether a service is shown to some peer, whose calls then come through a gateway.
bool is_exported_to_peers(const model::Model& model, const mesh::ServiceName& service) {
  const mesh::ExportedServices* entry = model.exported_services_of(service.partition);
  if (entry == nullptr) return false;
  for (const mesh::ExportedService& item : entry->services) {
    const bool named = item.name == "*" || item.name == service.name;
    if (!named || (item.namespace_ != "*" && item.namespace_ != service.namespace_)) continue;
    for (const mesh::Consumer& consumer : item.consumers) {
      if (!consumer.peer.empty()) return true;
    }
  }
  return false;
}

void check_header_limits(const model::Model& model, Gates& gates) {
  for (const mesh::ServiceDefaults& entry : model.service_defaults) {
    if (!entry.max_request_headers) continue;
    if (!mesh::is_http_like(model.protocol_of(entry.service))) continue;
    if (!is_exported_to_peers(model, entry.service)) continue;
    gates.need(Feature::header_limits_of_peering_gateways, entry.max_request_headers.at,
               "service-defaults of " + mesh::short_text(entry.service) +
                   ": limits for headers at the gateways that end TLS for peers");
  }
}

void check_entries(const model::Model& model, Gates& gates) {
  for (const mesh::ServiceDefaults& entry : model.service_defaults) {
    if (!entry.external_sni.value_or({}).empty()) {
      gates.need(Feature::external_sni, entry.external_sni.at, "external server names");
    }
    for (const mesh::UpstreamOverride& one : entry.upstream_overrides) {
      if (one.peer.empty()) continue;
      gates.need(Feature::peer_in_overrides, one.at,
                 "the override for " + quoted(one.destination.name) + " of the peer " +
                     quoted(one.peer) + ": overrides with a peer");
    }
  }
  for (const mesh::ServiceResolver& entry : model.service_resolvers) {
    const std::string what = "service-resolver of " + mesh::short_text(entry.service) + ": ";
    if (entry.request_timeout) {
      gates.need(Feature::request_timeout, entry.at, what + "timeouts of requests");
    }
    if (leads_to_peer(entry)) {
      gates.need(Feature::peers_in_resolvers, entry.at, what + "targets in a peer");
    }
  }
  if (!model.sameness_groups.empty()) {
    gates.need(Feature::sameness_groups, model.sameness_groups.front().at, "sameness groups");
  }
  if (model.consul.peer_through_mesh_gateways) {
    gates.need(Feature::peer_through_mesh_gateways, model.consul.peer_through_mesh_gateways_at,
               "control planes that meet through mesh gateways");
  }
  for (const mesh::Intention& one : model.intentions) {
    if (one.permissions.empty()) continue;
    gates.need(Feature::permissions, one.at, "permissions of intentions");
    break;
  }
  if (model.consul.default_intention_policy) {
    gates.need(Feature::default_intention_policy, model.consul.default_intention_policy_at,
               "default_intention_policy: policies of intentions apart from the ACLs'");
  }
}

}  // namespace

void require_versions(const model::Model& model, const RouteTable& table, Diagnostics& out) {
  Gates gates{model, out};
  check_partitions(model, gates);
  check_peers(model, table, gates);
  check_entries(model, gates);
  check_header_limits(model, gates);
}

}  // namespace isthmus::route
