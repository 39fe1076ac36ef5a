// What lies beyond our own datacenter: other datacenters of the federation, and cluster peers.
#include <string>
#include <utility>
#include <vector>

#include "sim/base/suggest.hpp"
#include "sim/scenario/build_draft.hpp"
#include "sim/scenario/build_entry.hpp"
#include "sim/scenario/decoder.hpp"

namespace isthmus::scenario {
namespace {

DraftPlace* declare_place(Draft& draft, const Written<std::string>& name,
                          const PartitionSection& section) {
  if (!check_name(draft, name.at, *name)) return nullptr;
  const auto [place, is_new] = draft.places.try_emplace(*name);
  if (!is_new || *name == draft.model.consul.datacenter) {
    draft.error(name.at, "duplicate-entry",
                quoted(*name) +
                    (is_new ? " is our own datacenter"
                            : " is a datacenter and a peer, and @" + *name + " would mean both"),
                "rename one of them");
    return nullptr;
  }
  place->second.partition.at = name.at;
  place->second.partition.section = &section;
  declare_services(draft, section.services, mesh::default_name, *name);
  return &place->second;
}

void refuse_upstreams(Draft& draft, const PeerSection& section) {
  for (const Named<ServiceSection>& service : section.services) {
    const ProxySection& proxy = service.section.proxy;
    if (!proxy.upstreams_given.at.is_written()) continue;
    draft.error(proxy.upstreams_given.at, "unsupported-key",
                "the services of a peer are called and do not call: who calls there is the peer's "
                "own scenario",
                "leave upstreams out");
  }
}

std::vector<std::string> names_of(const Draft& draft, bool peers_only) {
  std::vector<std::string> names;
  for (const auto& [name, place] : draft.places) {
    if (!peers_only || place.peer != nullptr) names.push_back(name);
  }
  return names;
}

/// The entries of a peer, read as those of a cluster of its own that knows us by name.
model::Model entries_of(Draft& draft, const std::string& name, const PeerSection& section,
                        const std::string& knows_us_as) {
  Document theirs;
  theirs.at = section.at;
  theirs.written_in_consul = section.entries;
  Draft cluster{
      .document = theirs, .completeness = draft.completeness, .diagnostics = draft.diagnostics};
  cluster.model.consul.datacenter = named_or(section.datacenter, name);
  cluster.partitions[mesh::default_name] = {.at = section.at, .section = &section};
  DraftPlace us;
  us.peer = &section;
  cluster.places.emplace(knows_us_as, us);
  for (const auto& [service, declared] : draft.services) {
    if (service.away == name) cluster.services.emplace(mesh::at_home(service), declared);
  }
  // Our services call theirs: an intention of theirs may name them.
  build_config_entries(cluster);
  build_intentions(cluster);
  return std::move(cluster.model);
}

void refuse_other_kinds(Draft& draft, const ConsulDocument& entries) {
  const auto refuse = [&](SourceSpan at, const std::string& kind) {
    draft.error(at, "unknown-config-entry-kind",
                "a " + kind +
                    " of a peer would change what its gateway does with calls, which is "
                    "not simulated",
                "of a peer there are exported-services, service-intentions, service-defaults and "
                "proxy-defaults");
  };
  for (const auto& entry : entries.service_resolvers) refuse(entry.at, "service-resolver");
  for (const auto& entry : entries.service_splitters) refuse(entry.at, "service-splitter");
  for (const auto& entry : entries.service_routers) refuse(entry.at, "service-router");
}

model::Peer peer_of(Draft& draft, const std::string& name, const DraftPlace& place) {
  const PeerSection& section = *place.peer;
  model::Peer peer;
  peer.name = name;
  peer.at = place.partition.at;
  peer.trust_domain = named_or(section.trust_domain, name + ".consul");
  peer.knows_us_as = named_or(section.knows_us_as, draft.model.consul.datacenter);
  peer.local_partition = partition_of(draft, section.partition, {});
  peer.default_intention_policy =
      section.default_intention_policy.value_or(model::DefaultPolicy::allow);
  peer.default_intention_policy_at = section.default_intention_policy.at;
  for (const Written<HostPort>& one : section.server_addresses) {
    peer.server_addresses.push_back({one->host, one->port, one.at});
  }
  refuse_other_kinds(draft, section.entries);
  model::Model theirs = entries_of(draft, name, section, peer.knows_us_as);
  if (const auto* exported = theirs.exported_services_of(mesh::default_name)) {
    peer.exported = *exported;
  }
  peer.intentions = std::move(theirs.intentions);
  peer.proxy_defaults = std::move(theirs.proxy_defaults);
  peer.service_defaults = std::move(theirs.service_defaults);
  return peer;
}

}  // namespace

void declare_places(Draft& draft) {
  for (const Named<DatacenterSection>& one : draft.document.datacenters) {
    DraftPlace* place = declare_place(draft, one.name, one.section);
    if (place != nullptr) place->datacenter = &one.section;
  }
  for (const Named<PeerSection>& one : draft.document.peers) {
    DraftPlace* place = declare_place(draft, one.name, one.section);
    if (place == nullptr) continue;
    place->peer = &one.section;
    refuse_upstreams(draft, one.section);
  }
}

/// Before services are made: what protocol a peer's service speaks is in the peer's entries.
void build_peers(Draft& draft) {
  for (const auto& [name, place] : draft.places) {
    if (place.peer == nullptr) continue;
    model::Peer peer = peer_of(draft, name, place);
    for (std::size_t i = 0; i < draft.model.partitions.size(); ++i) {
      if (draft.model.partitions[i].away == name) peer.partition = model::PartitionId{i};
    }
    draft.model.peers.push_back(std::move(peer));
  }
}

void complain_unknown_peer(Draft& draft, SourceSpan at, const std::string& name) {
  if (draft.completeness == Completeness::partial) return;
  draft.warning(
      at, "unknown-peer",
      "the scenario does not describe the peer " + quoted(name) + ": nothing answers there",
      draft.places.empty() ? "add it under peers:" : suggestion(name, names_of(draft, true)));
}

void complain_unknown_place(Draft& draft, SourceSpan at, const std::string& name) {
  if (draft.completeness == Completeness::partial) return;
  draft.error(at, "unknown-place", "there is no datacenter and no peer " + quoted(name),
              draft.places.empty() ? "add it under datacenters: or peers:"
                                   : suggestion(name, names_of(draft, false)));
}

mesh::ServiceName destination_of(const Draft& draft, const mesh::ServiceName& owner,
                                 const mesh::Upstream& upstream) {
  mesh::ServiceName name = upstream.destination;
  if (upstream.type == mesh::DestinationType::prepared_query) {
    const model::PreparedQuery* query = draft.model.prepared_query_of(name.name);
    if (query == nullptr) return {name.partition, name.namespace_, "", ""};  // No service at all.
    return query->service;
  }
  if (!upstream.peer.empty()) {
    name.partition = mesh::default_name;
    name.away = upstream.peer;
  } else if (upstream.datacenter.empty()) {
    name.away = owner.away;
  } else if (upstream.datacenter != draft.model.consul.datacenter) {
    name.away = upstream.datacenter;
  }
  return name;
}

}  // namespace isthmus::scenario
