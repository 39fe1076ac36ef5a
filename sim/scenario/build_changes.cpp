// What events apply: the same scenario with other config entries, from each of their times on.
#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/mesh/names.hpp"
#include "sim/scenario/build_draft.hpp"

namespace isthmus::scenario {
namespace {

using Key = std::tuple<std::string, std::string, std::string>;

/// What tells an entry from others of its kind.
template <class Section>
Key key_of(const Section& entry) {
  Key key;
  if constexpr (requires { entry.name; }) std::get<0>(key) = entry.name.value_or("");
  if constexpr (requires { entry.partition; }) {
    std::get<1>(key) = entry.partition.value_or(entry.file_partition);
  }
  if constexpr (requires { entry.namespace_; }) std::get<2>(key) = entry.namespace_.value_or("");
  for (std::string* part : {&std::get<1>(key), &std::get<2>(key)}) {
    if (part->empty()) *part = mesh::default_name;
  }
  return key;
}

/// Entries of one kind: each takes the place of the one that it is a new version of.
template <class Section>
void write_over(std::vector<Section>& entries, const std::vector<Section>& written) {
  for (const Section& one : written) {
    const auto same = std::find_if(entries.begin(), entries.end(), [&](const Section& other) {
      return key_of(other) == key_of(one);
    });
    if (same != entries.end()) {
      *same = one;
    } else {
      entries.push_back(one);
    }
  }
}

void write_over(ConsulDocument& entries, const ConsulDocument& written) {
  write_over(entries.proxy_defaults, written.proxy_defaults);
  write_over(entries.service_defaults, written.service_defaults);
  write_over(entries.exported_services, written.exported_services);
  write_over(entries.service_intentions, written.service_intentions);
  write_over(entries.service_resolvers, written.service_resolvers);
  write_over(entries.service_splitters, written.service_splitters);
  write_over(entries.service_routers, written.service_routers);
  write_over(entries.sameness_groups, written.sameness_groups);
  write_over(entries.meshes, written.meshes);
}

/// An event that writes an entry, and the section with the entry.
struct Application {
  const model::Event* event;
  const EventSection* section;
};

std::vector<Application> applications_of(const Draft& draft) {
  std::vector<Application> all;
  for (const model::Event& event : draft.model.events) {
    if (event.kind != model::FaultKind::apply) continue;
    for (const EventSection& section : draft.document.events) {
      if (section.at == event.at) all.push_back({&event, &section});
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Application& a, const Application& b) {
    return a.event->begin < b.event->begin;
  });
  return all;
}

bool is_known(const Diagnostics& diagnostics, const Diagnostic& one) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& other) {
    return other.code == one.code && other.at == one.at;
  });
}

}  // namespace

void build_changes(Draft& draft) {
  const std::vector<Application> applications = applications_of(draft);
  std::set<SimTime> times;
  for (const Application& one : applications) {
    times.insert(one.event->begin);
    if (one.event->end < SimTime::never()) times.insert(one.event->end);
  }
  for (const SimTime time : times) {
    Document document = draft.document;
    document.events.clear();
    document.expect.clear();
    for (const Application& one : applications) {
      if (one.event->begin > time || one.event->end <= time) continue;
      write_over(document.written_in_consul, one.section->apply);
    }
    Diagnostics found;
    Draft changed{.document = document, .completeness = draft.completeness, .diagnostics = found};
    changed.model.name = draft.model.name;
    changed.expected_unreachable = draft.expected_unreachable;
    take_steps(changed);
    for (Diagnostic& one : found) {
      if (!is_known(draft.diagnostics, one)) draft.diagnostics.push_back(std::move(one));
    }
    draft.model.changes.push_back({time, std::move(changed.model)});
  }
}

}  // namespace isthmus::scenario
