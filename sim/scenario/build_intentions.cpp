// service-intentions: one intention per source, and Consul's rules about them.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/scenario/build_draft.hpp"
#include "sim/scenario/build_entry.hpp"
#include "sim/scenario/decoder.hpp"

namespace isthmus::scenario {
namespace {

constexpr const char* wildcard = "*";

mesh::Permission permission_of(const PermissionSection& written) {
  mesh::Permission permission;
  permission.action = written.action.value;
  if (!written.http.at.is_written()) return permission;
  permission.http = condition_of(written.http);
  return permission;
}

mesh::Intention intention_of(const IntentionSourceSection& written,
                             const mesh::ServiceName& destination) {
  mesh::Intention intention;
  intention.at = written.at;
  intention.destination = destination;
  intention.source.service = {named_or(written.partition, destination.partition),
                              named_or(written.namespace_, destination.namespace_),
                              named_or(written.name, "")};
  intention.source.peer = named_or(written.peer, "");
  intention.action = written.action.value;
  for (const PermissionSection& one : written.permissions) {
    intention.permissions.push_back(permission_of(one));
  }
  return intention;
}

void check_partition(Draft& draft, const Written<std::string>& partition) {
  if (partition && !partition->empty() && !draft.knows_partition(*partition)) {
    complain_unknown_partition(draft, partition.at, *partition);
  }
}

/// A name that nobody has is mostly a slip; Consul accepts it.
void check_service(Draft& draft, SourceSpan at, const mesh::ServiceName& name) {
  const bool pattern = name.name == wildcard || name.namespace_ == wildcard || name.name.empty();
  if (pattern || draft.completeness == Completeness::partial) return;
  if (!draft.knows_partition(name.partition) || draft.knows_service(name)) return;
  draft.warning(at, "intention-without-service",
                "the intention speaks of " + quoted(mesh::short_text(name)) +
                    ", which this scenario does not have");
}

void add_intentions(Draft& draft, const ServiceIntentionsSection& written, Firsts& firsts) {
  if (!written.name) return;  // The missing name is complained about.
  const mesh::ServiceName destination{
      partition_of(draft, written.partition, written.file_partition),
      named_or(written.namespace_, mesh::default_name), named_or(written.name, "")};
  std::vector<mesh::Intention> intentions;
  for (const IntentionSourceSection& source : written.sources) {
    check_partition(draft, source.partition);
    if (source.peer && !source.peer->empty() && !draft.knows_peer(*source.peer)) {
      complain_unknown_peer(draft, source.peer.at, *source.peer);
    }
    const std::string group = named_or(source.sameness_group, "");
    if (!group.empty()) {
      for (const mesh::GroupMember& member :
           members_of(draft, source.sameness_group.at, destination.partition, group)) {
        intentions.push_back(intention_of(source, destination));
        intentions.back().source.peer = member.peer;
        if (!member.partition.empty()) {
          intentions.back().source.service.partition = member.partition;
        }
      }
      continue;
    }
    intentions.push_back(intention_of(source, destination));
    intentions.back().entry_at = written.at;
    if (!source.peer) check_service(draft, source.name.at, intentions.back().source.service);
  }
  for (const std::string& fault : mesh::intention_faults(destination.name, intentions)) {
    draft.error(place_of_fault(fault, "Sources", written.sources, written.at), "invalid-entry",
                fault, "Consul would refuse this entry");
  }
  check_service(draft, written.name.at, destination);
  if (!firsts.is_first(draft, "service-intentions of " + quoted(mesh::short_text(destination)),
                       written.at)) {
    return;
  }
  for (mesh::Intention& one : intentions) draft.model.intentions.push_back(std::move(one));
}

}  // namespace

void build_intentions(Draft& draft) {
  Firsts firsts;
  for (const auto& entry : draft.document.written_in_consul.service_intentions) {
    add_intentions(draft, entry, firsts);
  }
  std::sort(draft.model.intentions.begin(), draft.model.intentions.end(),
            [](const mesh::Intention& a, const mesh::Intention& b) {
              if (a.destination != b.destination) return a.destination < b.destination;
              return mesh::is_asked_before(a, b);
            });
}

}  // namespace isthmus::scenario
