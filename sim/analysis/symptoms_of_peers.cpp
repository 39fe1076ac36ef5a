// Other clusters: peers that are told too little, or have our own names, and datacenters that have
// what ours has not.
#include <algorithm>
#include <string>

#include "sim/analysis/symptom_parts.hpp"
#include "sim/analysis/symptoms.hpp"
#include "sim/route/fixes.hpp"
#include "sim/route/permit.hpp"

namespace isthmus::analysis {
namespace {

using route::Feature;

void peer_same_datacenter(const model::Model& model, const route::Route& route, Findings& found) {
  const model::Partition& there = model[model[route.to].partition];
  Finding finding = symptom(
      Severity::error, "peer-same-datacenter", there.at,
      "the datacenter of peer " + quoted(there.away) + " is called " + quoted(there.datacenter) +
          " like our own: with mode local Consul " + version_text(model.consul.version) +
          " takes its gateways for local ones and dials their LAN address");
  finding.evidence.push_back(release_clue(model));
  about(finding, model, route);
  finding.edit = upgrade_edit(model, Feature::peers_of_same_datacenter);
  found.push_back(std::move(finding));
}

bool is_local_to_namesake(const model::Model& model, const route::RouteFacts& facts) {
  if (facts.mode != mesh::GatewayMode::local || !facts.to.is_some()) return false;
  const model::Partition& there = model[model[facts.to].partition];
  return there.is_peers && there.datacenter == model.consul.datacenter;
}

void peer_servers_many_hostnames(const model::Model& model, Findings& found) {
  const model::ConsulSettings& consul = model.consul;
  if (!consul.peer_through_mesh_gateways) return;
  if (route::is_available(Feature::peer_server_hostnames, consul.version)) return;
  for (const model::Peer& peer : model.peers) {
    const auto hostnames = std::count_if(
        peer.server_addresses.begin(), peer.server_addresses.end(),
        [](const model::TaggedAddress& address) { return is_hostname(address.host); });
    if (hostnames < 2) continue;
    Finding finding = symptom(
        Severity::error, "peer-servers-many-hostnames",
        peer.server_addresses[1].at.is_written() ? peer.server_addresses[1].at : peer.at,
        "the servers of peer " + quoted(peer.name) + " have " + std::to_string(hostnames) +
            " hostnames, and Envoy refuses a LOGICAL_DNS cluster with more than one endpoint: the "
            "gateway restarts over and over",
        "use one hostname, that of a load balancer, or IP addresses");
    finding.evidence.push_back(release_clue(model));
    finding.evidence.push_back({"the servers of peers meet ours through mesh gateways",
                                consul.peer_through_mesh_gateways_at});
    const model::TaggedAddress& kept = peer.server_addresses.front();
    // The list as a whole: what is pasted beside a list would be added to it.
    finding.edit = mesh::scenario_edit(
        {"server_addresses"},
        mesh::Setting::list({mesh::Setting::text(kept.host + ":" + std::to_string(kept.port))}));
    finding.edit->at = peer.at;
    found.push_back(std::move(finding));
  }
}

bool lets_peer_in(const model::Model& model, const mesh::ServiceName& service,
                  const std::string& peer) {
  for (const auto part : model.intentions_on(service)) {
    for (const mesh::Intention& one : part) {
      if (one.source.peer != peer) continue;
      return one.action != mesh::IntentionAction::deny;  // Permissions may let some in.
    }
  }
  return route::default_policy(model.consul) == model::DefaultPolicy::allow;
}

void no_intention(const model::Model& model, const mesh::ServiceName& service,
                  const mesh::Consumer& consumer, Findings& found) {
  if (lets_peer_in(model, service, consumer.peer)) return;
  Finding finding = symptom(Severity::error, "peer-access-incomplete", consumer.at,
                            short_text(service) + " is exported to peer " + quoted(consumer.peer) +
                                ", and no intention lets a service of that peer in");
  finding.to = service;
  const auto on_it = model.intentions_on(service).front();
  finding.edit = mesh::entry_edit(
      "service-intentions", service, on_it.empty() ? SourceSpan{} : on_it.front().entry_at,
      {{mesh::Change::Act::append,
        {"sources"},
        mesh::Setting::object({{"name", mesh::Setting::text("*")},
                               {"peer", mesh::Setting::text(consumer.peer)},
                               {"action", mesh::Setting::text("allow")}}),
        {}}});
  found.push_back(std::move(finding));
}

void no_mesh_write(const model::Model& model, const model::Partition& partition,
                   const mesh::Consumer& consumer, Findings& found) {
  const model::GatewaySpec& gateway = *partition.mesh_gateway;
  if (!model.consul.acl_enabled || gateway.token.mesh_write) return;
  Finding finding =
      symptom(Severity::error, "peer-access-incomplete", written_or(gateway.token.at, gateway.at),
              "the gateway of partition " + quoted(partition.name) +
                  " gets no certificate for what is exported to peer " + quoted(consumer.peer) +
                  ": its token lacks mesh:write");
  finding.evidence.push_back({"the export", consumer.at});
  finding.edit =
      mesh::scenario_edit({"partitions", partition.name, "mesh_gateway", "token", "mesh_write"},
                          mesh::Setting::bare("true"));
  found.push_back(std::move(finding));
}

void peer_access_incomplete(const model::Model& model, Findings& found) {
  for (const mesh::ExportedServices& entry : model.exported_services) {
    const model::PartitionId id = model.find_partition(model.consul.datacenter, entry.partition);
    for (const mesh::ExportedService& service : entry.services) {
      const mesh::ServiceName name{entry.partition, service.namespace_, service.name};
      const bool known = model.find_service(model.consul.datacenter, name).is_some();
      for (const mesh::Consumer& consumer : service.consumers) {
        if (consumer.peer.empty()) continue;
        if (known) no_intention(model, name, consumer, found);
        if (id.is_some() && model[id].mesh_gateway) {
          no_mesh_write(model, model[id], consumer, found);
        }
      }
    }
  }
}

}  // namespace

void symptoms_of_peers(const Evidence& evidence, Findings& found) {
  const model::Model& model = evidence.model;
  const bool may_be_same =
      !model.peers.empty() &&
      !route::is_available(Feature::peers_of_same_datacenter, model.consul.version);
  if (may_be_same) {
    for_each_suspect(
        evidence,
        [&](const route::RouteFacts& facts) { return is_local_to_namesake(model, facts); },
        [&](const route::Route& route) { peer_same_datacenter(model, route, found); });
  }
  peer_servers_many_hostnames(model, found);
  peer_access_incomplete(model, found);
}

}  // namespace isthmus::analysis
