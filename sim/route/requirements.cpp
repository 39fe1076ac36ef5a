#include "sim/route/requirements.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sim/mesh/discovery_chain.hpp"
#include "sim/mesh/letter_case.hpp"
#include "sim/route/fixes.hpp"
#include "sim/route/gateway_tables.hpp"
#include "sim/route/required_versions.hpp"

namespace isthmus::route {
namespace {

/// Longest label of a DNS name.
constexpr std::size_t dns_label_letters_max = 63;  // Source: RFC 1035 section 2.3.4.

SourceSpan written_or(const SourceSpan& first, const SourceSpan& second) {
  return first.is_written() ? first : second;
}

std::string quoted(std::string_view text) { return '"' + std::string{text} + '"'; }

bool is_name_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

/// DNS letters, starting with a lower-case letter, not ending with a hyphen.
bool is_partition_name(std::string_view name) {
  return !name.empty() && name.size() <= dns_label_letters_max && name.front() >= 'a' &&
         name.front() <= 'z' && name.back() != '-' &&
         std::all_of(name.begin(), name.end(), is_name_letter);
}

void require_good_names(const model::Model& model, Diagnostics& out) {
  for (std::size_t i = 0; i < model.partitions.size(); ++i) {
    const model::Partition& partition = model.partitions[i];
    if (!is_partition_name(partition.name)) {
      out.push_back(error_at(
          partition.at, "partition-name", quoted(partition.name) + " cannot name a partition",
          "use 1 to 63 lower-case letters, digits and hyphens, starting with a letter"));
    }
    for (std::size_t j = 0; j < i; ++j) {
      const model::Partition& earlier = model.partitions[j];
      if (earlier.away != partition.away ||
          mesh::lower_text(earlier.name) != mesh::lower_text(partition.name)) {
        continue;
      }
      out.push_back(error_at(partition.at, "partition-not-unique",
                             "there is another partition called " + quoted(earlier.name),
                             "give each partition a name of its own"));
    }
  }
}

/// Per partition: an end of some route, or the home of a gateway.
std::vector<bool> involved_partitions(const model::Model& model, const RouteTable& table) {
  std::vector<bool> involved(model.partitions.size(), false);
  for (std::size_t i = 0; i < model.partitions.size(); ++i) {
    involved[i] = model.partitions[i].mesh_gateway.has_value();
  }
  for (std::size_t i = 0; i < table.facts.size(); ++i) {
    const RouteFacts& facts = table.facts[i];
    involved[model[facts.from].partition.index()] = true;
    if (facts.to.is_some()) involved[model[facts.to].partition.index()] = true;
    if (!facts.parts) continue;
    for_each_path(route_of(model, table, i), [&](const Route& path) {
      if (path.to.is_some()) involved[model[path.to].partition.index()] = true;
    });
  }
  return involved;
}

void require_mesh(const model::Model& model, const RouteTable& table, Diagnostics& out) {
  const std::vector<bool> involved = involved_partitions(model, table);
  for (std::size_t i = 0; i < model.partitions.size(); ++i) {
    const model::Partition& partition = model.partitions[i];
    if (!involved[i]) continue;
    if (!partition.agent_present) {
      out.push_back(error_at(partition.at, "agent-missing",
                             "the proxies of partition " + quoted(partition.name) +
                                 " have no Consul agent or dataplane to configure them",
                             partition_fix(partition.name, "agent: true")));
    }
    if (!partition.connect_enabled) {
      out.push_back(error_at(partition.at, "connect-disabled",
                             "service mesh is switched off in partition " + quoted(partition.name) +
                                 ", which traffic begins or ends in",
                             partition_fix(partition.name, "connect: true")));
    }
  }
}

/// Where a central entry sets a mode for callers; nothing if none does.
std::optional<SourceSpan> central_mode_place(const model::Model& model) {
  for (const mesh::ProxyDefaults& entry : model.proxy_defaults) {
    if (entry.mode) return written_or(entry.mode.at, entry.at);
  }
  for (const mesh::ServiceDefaults& entry : model.service_defaults) {
    if (entry.mode) return written_or(entry.mode.at, entry.at);
    if (entry.upstream_defaults.mode) return written_or(entry.upstream_defaults.mode.at, entry.at);
    for (const mesh::UpstreamOverride& one : entry.upstream_overrides) {
      if (one.settings.mode) return written_or(one.settings.mode.at, one.at);
    }
  }
  return std::nullopt;
}

void require_central_config(const model::Model& model, Diagnostics& out) {
  if (model.consul.central_service_config) return;
  const std::optional<SourceSpan> place = central_mode_place(model);
  if (!place) return;
  out.push_back(error_at(*place, "central-config-disabled",
                         "a config entry sets a gateway mode, but agents do not merge central "
                         "configuration: enable_central_service_config is false",
                         "consul: {enable_central_service_config: true}"));
}

void require_token_rights(const model::Model& model, Diagnostics& out) {
  if (!model.consul.acl_enabled) return;
  for (const model::Partition& partition : model.partitions) {
    if (!partition.mesh_gateway) continue;
    const model::GatewaySpec& gateway = *partition.mesh_gateway;
    const SourceSpan at = written_or(gateway.token.at, gateway.at);
    if (!gateway.token.service_write) {
      out.push_back(error_at(
          at, "gateway-token-write",
          "the gateway of partition " + quoted(mesh::placed_text(partition.name, partition.away)) +
              " cannot register: its token lacks service:write on " + quoted(gateway.service_name),
          "token: {service_write: true}"));
    }
    if (partition.is_peers && !gateway.token.mesh_write) {
      out.push_back(error_at(at, "gateway-token-mesh",
                             "the gateway of the peer " + quoted(partition.away) +
                                 " has no certificate for the services that it exports: its token "
                                 "lacks mesh:write",
                             "token: {mesh_write: true}"));
    }
    const bool meets_peers = model.consul.peer_through_mesh_gateways && !model.peers.empty() &&
                             partition.away.empty() && partition.name == mesh::default_name;
    if (meets_peers && !gateway.token.peering_read) {
      out.push_back(error_at(at, "gateway-token-peering",
                             "the gateway of partition " + quoted(partition.name) +
                                 " has no ways to the servers of peers, which shall be met through "
                                 "it: its token lacks peering:read",
                             "token: {peering_read: true}"));
    }
    if (!gateway.token.service_read) {
      out.push_back(error_at(at, "gateway-token-read",
                             "the gateway of partition " + quoted(partition.name) +
                                 " sees no services to forward to: its token lacks service:read "
                                 "on all services of the partition",
                             "token: {service_read: true}"));
    }
  }
}

bool asks_for_gateway(const RouteFacts& route) {
  return route.crosses_partition && route.mode != mesh::GatewayMode::none;
}

void require_envoy(const model::Model& model, const RouteTable& table, Diagnostics& out) {
  for (std::size_t i = 0; i < model.services.size(); ++i) {
    const model::Service& service = model.services[i];
    if (service.registration.kind != mesh::ProxyKind::built_in) continue;
    const auto first = table.facts.begin() + static_cast<std::ptrdiff_t>(table.first_route[i]);
    const auto last = table.facts.begin() + static_cast<std::ptrdiff_t>(table.first_route[i + 1]);
    const auto blamed = std::find_if(first, last, asks_for_gateway);
    if (blamed == last) continue;
    const auto upstream = static_cast<std::size_t>(blamed - first);
    out.push_back(error_at(
        written_or(service.registration.at, service.at), "proxy-cannot-dial-gateway",
        "the built-in proxy of " + mesh::short_text(service.name) +
            " cannot dial a mesh gateway, which its upstream " +
            mesh::short_text(service.registration.upstreams[upstream].destination) + " asks for",
        service_fix(service.name, "sidecar: {proxy: envoy}")));
  }
}

/// Per partition: dialled from elsewhere on some route.
std::vector<bool> dialled_from_outside(const model::Model& model, const RouteTable& table) {
  std::vector<bool> dialled(model.partitions.size(), false);
  for (std::size_t i = 0; i < table.facts.size(); ++i) {
    const RouteFacts& facts = table.facts[i];
    if (!facts.dials_remote_gateway) continue;
    if (!facts.parts && facts.to.is_some()) {  // That gateway is in the target's partition.
      dialled[model[facts.to].partition.index()] = true;
      continue;
    }
    for_each_path(route_of(model, table, i), [&](const Route& path) {
      for (const Hop& hop : path.hops) {
        if (hop.kind == HopKind::remote_gateway) dialled[hop.partition.index()] = true;
      }
    });
  }
  return dialled;
}

void require_wan_address(const model::Model& model, const RouteTable& table, Diagnostics& out) {
  const std::vector<bool> dialled = dialled_from_outside(model, table);
  for (std::size_t i = 0; i < model.partitions.size(); ++i) {
    const model::Partition& partition = model.partitions[i];
    if (!dialled[i] || !partition.mesh_gateway) continue;
    const model::GatewaySpec& gateway = *partition.mesh_gateway;
    if (!gateway.wan.host.empty()) continue;
    Diagnostic missing = warning_at(
        gateway.at, "wan-address-missing",
        "the gateway of partition " + quoted(model.label(model::PartitionId{i})) +
            " has no WAN address: other partitions dial its LAN address",
        partition_fix(model.label(model::PartitionId{i}), "mesh_gateway: {wan: 203.0.113.1:443}"));
    // Where no address is given at all, addresses are not what this scenario is about.
    if (gateway.lan.host.empty()) missing.severity = Severity::note;
    out.push_back(std::move(missing));
  }
}

/// Servers of peers meet through the gateways of the default partition.
void require_peering_gateway(const model::Model& model, Diagnostics& out) {
  if (!model.consul.peer_through_mesh_gateways || model.peers.empty()) return;
  const model::PartitionId home = model.find_partition(model.consul.datacenter, mesh::default_name);
  if (home.is_some() && has_gateway(model[home])) return;
  out.push_back(error_at(model.consul.peer_through_mesh_gateways_at, "peering-gateway-missing",
                         "the servers shall meet those of peers through mesh gateways, and the "
                         "default partition has none",
                         gateway_fix(mesh::default_name)));
}

/// Entries that Consul would refuse, because no chain can be compiled with them; those that some
/// upstream names are complained about there.
void require_chains(const model::Model& model, const RouteTable& table, Diagnostics& out) {
  if (model.service_routers.empty() && model.service_splitters.empty()) return;
  std::set<mesh::ServiceName> named;
  for (const model::Service& from : model.services) {
    for (const mesh::Upstream& upstream : from.registration.upstreams) {
      named.insert(destination_of(model, from, upstream));
    }
  }
  const auto compile = [&](const mesh::ServiceName& service, const SourceSpan& at) {
    if (!named.insert(service).second) return;
    mesh::ChainRequest request;
    request.service = service;
    request.datacenter = model.consul.datacenter;
    request.trust_domain = model.consul.trust_domain;
    const auto compiled = mesh::compile_chain(table.entries, request);
    const auto* fault = std::get_if<mesh::ChainFault>(&compiled);
    if (fault == nullptr) return;
    const bool is_here = !fault->at.is_written() || fault->at == at;
    out.push_back(error_at(written_or(fault->at, at), "discovery-chain-fault",
                           (is_here ? "Consul would refuse this entry: "
                                    : "because of this Consul would refuse the entries of " +
                                          mesh::short_text(service) + ": ") +
                               fault->text));
  };
  for (const auto& entry : model.service_routers) compile(entry.service, entry.at);
  for (const auto& entry : model.service_splitters) compile(entry.service, entry.at);
}

}  // namespace

Diagnostics requirements(const model::Model& model, const RouteTable& table) {
  Diagnostics out;
  require_versions(model, table, out);
  require_chains(model, table, out);
  require_peering_gateway(model, out);
  require_good_names(model, out);
  require_mesh(model, table, out);
  require_central_config(model, out);
  require_token_rights(model, out);
  require_envoy(model, table, out);
  require_wan_address(model, table, out);
  sort_by_place(out);
  return out;
}

}  // namespace isthmus::route
