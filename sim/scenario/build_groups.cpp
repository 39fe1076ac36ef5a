// Sameness groups, taken apart where they are named; the mesh entry; and prepared queries.
#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/base/suggest.hpp"
#include "sim/scenario/build_draft.hpp"
#include "sim/scenario/build_entry.hpp"
#include "sim/scenario/decoder.hpp"

namespace isthmus::scenario {
namespace {

void add_group(Draft& draft, const SamenessGroupSection& written, Firsts& firsts) {
  if (!written.name || written.name->empty()) return;  // A missing name is complained about.
  mesh::SamenessGroup group;
  group.at = written.at;
  group.name = *written.name;
  group.partition = partition_of(draft, written.partition, written.file_partition);
  group.default_for_failover = written.default_for_failover.value_or(false);
  for (const MemberSection& member : written.members) {
    const std::string partition = named_or(member.partition, "");
    const std::string peer = named_or(member.peer, "");
    if (partition.empty() == peer.empty()) {
      draft.error(member.at, "invalid-entry",
                  "sameness group members must have exactly one of peer or partition",
                  "write {Partition: ...} or {Peer: ...}");
    } else if (!partition.empty() && !draft.knows_partition(partition)) {
      complain_unknown_partition(draft, member.partition.at, partition);
    } else if (!peer.empty() && !draft.knows_peer(peer)) {
      complain_unknown_peer(draft, member.peer.at, peer);
    }
    group.members.push_back({partition, peer});
  }
  if (firsts.is_first(draft,
                      "the sameness group " + quoted(group.name) + " of the partition " +
                          quoted(group.partition),
                      group.at)) {
    draft.model.sameness_groups.push_back(std::move(group));
  }
}

void add_mesh(Draft& draft, const MeshSection& written, Firsts& firsts) {
  const std::string partition = partition_of(draft, written.partition, written.file_partition);
  if (named_or(written.name, "mesh") != "mesh") {
    draft.error(written.name.at, "invalid-entry",
                "invalid name (" + quoted(*written.name) + "), only \"mesh\" is supported",
                "write Name: mesh");
  }
  if (!firsts.is_first(draft, "the mesh entry of the partition " + quoted(partition), written.at)) {
    return;
  }
  if (!written.peering.peer_through_mesh_gateways.value_or(false)) return;
  draft.model.consul.peer_through_mesh_gateways = true;
  draft.model.consul.peer_through_mesh_gateways_at = written.peering.peer_through_mesh_gateways.at;
}

/// Where a member's service of the same name is.
mesh::Elsewhere place_of(const mesh::GroupMember& member) {
  mesh::Elsewhere to;
  to.partition = member.partition;
  to.peer = member.peer;
  return to;
}

}  // namespace

void build_groups(Draft& draft) {
  const ConsulDocument& written = draft.document.written_in_consul;
  Firsts firsts;
  for (const auto& group : written.sameness_groups) add_group(draft, group, firsts);
  for (const auto& mesh : written.meshes) add_mesh(draft, mesh, firsts);
  std::sort(draft.model.sameness_groups.begin(), draft.model.sameness_groups.end(),
            [](const auto& a, const auto& b) {
              return std::tie(a.partition, a.name) < std::tie(b.partition, b.name);
            });
}

std::vector<mesh::GroupMember> members_of(Draft& draft, SourceSpan at, const std::string& partition,
                                          const std::string& group) {
  std::vector<std::string> known;
  for (const mesh::SamenessGroup& one : draft.model.sameness_groups) {
    if (one.partition != partition) continue;
    if (one.name == group) return one.members;
    known.push_back(one.name);
  }
  if (draft.completeness == Completeness::partial) return {};
  draft.error(at, "unknown-sameness-group",
              "the partition " + quoted(partition) + " has no sameness group " + quoted(group),
              known.empty() ? "add {Kind: sameness-group, Name: " + group + ", Members: [...]}"
                            : suggestion(group, known));
  return {};
}

void add_default_failover(Draft& draft) {
  std::vector<mesh::ServiceResolver> added;
  for (const mesh::SamenessGroup& group : draft.model.sameness_groups) {
    if (!group.default_for_failover) continue;
    for (const auto& [name, declared] : draft.services) {
      if (!name.away.empty() || name.partition != group.partition) continue;
      if (draft.model.service_resolver_of(name) != nullptr) continue;
      mesh::ServiceResolver resolver;
      resolver.service = name;
      resolver.at = group.at;
      mesh::ResolverFailover& failover = resolver.failover["*"];
      for (const mesh::GroupMember& member : group.members) {
        if (member.partition != group.partition) failover.targets.push_back(place_of(member));
      }
      if (!failover.targets.empty()) added.push_back(std::move(resolver));
    }
  }
  auto& resolvers = draft.model.service_resolvers;
  for (mesh::ServiceResolver& one : added) resolvers.push_back(std::move(one));
  std::stable_sort(resolvers.begin(), resolvers.end(),
                   [](const auto& a, const auto& b) { return a.service < b.service; });
  // Two default groups of one partition: the first one stays.
  resolvers.erase(std::unique(resolvers.begin(), resolvers.end(),
                              [](const auto& a, const auto& b) { return a.service == b.service; }),
                  resolvers.end());
}

void build_prepared_queries(Draft& draft) {
  for (const Named<PreparedQuerySection>& written : draft.document.prepared_queries) {
    if (!check_name(draft, written.name.at, *written.name)) continue;
    const auto service = named_service(draft, written.section.service);
    if (!service) continue;
    if (!draft.knows_service(*service)) {
      complain_unknown_service(draft, written.section.service.at, *service);
    }
    model::PreparedQuery query;
    query.name = *written.name;
    query.service = *service;
    query.at = written.name.at;
    for (const Reference& datacenter : written.section.datacenters) {
      if (!draft.knows_datacenter(*datacenter)) {
        complain_unknown_place(draft, datacenter.at, *datacenter);
      }
      query.datacenters.push_back(*datacenter);
    }
    draft.model.prepared_queries.push_back(std::move(query));
  }
  std::sort(draft.model.prepared_queries.begin(), draft.model.prepared_queries.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
}

}  // namespace isthmus::scenario
