#include "sim/route/required_versions.hpp"

#include <string>

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

void check_peers(const model::Model& model, const RouteTable& table, Gates& gates) {
  if (model.peers.empty()) return;
  const model::Peer& first = model.peers.front();
  gates.need(Feature::cluster_peering, first.at, "peer " + quoted(first.name) + ": cluster peers");
  for (std::size_t i = 0; i < table.upstreams(); ++i) {
    const Route route = route_of(model, table, i);
    const Route* local = nullptr;
    for_each_path(route, [&](const Route& path) {
      const bool to_peer = path.to.is_some() && model[model[path.to].partition].is_peers;
      if (to_peer && path.mode.mode == mesh::GatewayMode::local) local = &path;
    });
    if (local == nullptr) continue;
    const model::Partition& there = model[model[local->to].partition];
    gates.need(Feature::local_mode_to_peers, route.at,
               mesh::short_text(route.destination) + ": gateways of mode local towards a peer");
    if (there.datacenter == model.consul.datacenter) {
      gates.need(
          Feature::peers_of_same_datacenter, route.at,
          mesh::short_text(route.destination) +
              ": gateways of mode local towards a peer whose datacenter is called as ours, " +
              quoted(there.datacenter) + ",");
    }
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
}

}  // namespace isthmus::route
