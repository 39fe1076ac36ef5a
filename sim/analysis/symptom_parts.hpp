// What the rules of symptoms have in common.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "sim/analysis/evidence.hpp"
#include "sim/analysis/finding.hpp"
#include "sim/route/route.hpp"
#include "sim/route/version_gate.hpp"

namespace isthmus::analysis {

inline SourceSpan written_or(const SourceSpan& first, const SourceSpan& second) {
  return first.is_written() ? first : second;
}

inline std::string quoted(std::string_view text) { return '"' + std::string{text} + '"'; }

inline std::string version_text(const model::ConsulVersion& version) {
  return std::to_string(version.major) + "." + std::to_string(version.minor) + "." +
         std::to_string(version.patch);
}

inline Finding symptom(Severity severity, std::string code, SourceSpan at, std::string problem,
                       std::string remedy = {}) {
  Finding finding;
  finding.complaint = {severity, std::move(code), at, std::move(problem), std::move(remedy)};
  return finding;
}

/// The upstream that a route is of.
inline const mesh::Upstream& upstream_of(const model::Model& model, const route::Route& route) {
  return model[route.from].registration.upstreams[route.upstream];
}

/// Says whose call a finding is about, and where it is made.
inline void about(Finding& finding, const model::Model& model, const route::Route& route) {
  finding.from = model[route.from].name;
  finding.to = route.destination;
  if (finding.complaint.at == route.at) return;
  finding.evidence.push_back({"the upstream of " + short_text(model[route.from].name) + " for " +
                                  short_text(route.destination),
                              route.at});
}

/// Where the release is stated, as a fact.
inline Clue release_clue(const model::Model& model) {
  return {"Consul " + version_text(model.consul.version), model.consul.version_at};
}

/// The release of the stated line that has the feature, or the first that has it at all.
inline mesh::Edit upgrade_edit(const model::Model& model, route::Feature feature) {
  const auto& since = route::gate_of(feature).since;
  model::ConsulVersion wanted = since.front();
  for (const model::ConsulVersion& one : since) {
    const bool own_line =
        one.major == model.consul.version.major && one.minor == model.consul.version.minor;
    if (own_line) wanted = one;
  }
  return mesh::scenario_edit({"consul", "version"}, mesh::Setting::text(version_text(wanted)));
}

/// The whole routes of the upstreams whose facts `may_be` picks: a mesh has a million upstreams,
/// and hardly any is worth finding again.
template <class Choose, class Visit>
void for_each_suspect(const Evidence& evidence, Choose may_be, Visit visit) {
  const route::RouteTable& table = evidence.routes;
  for (std::size_t i = 0; i < table.upstreams(); ++i) {
    if (may_be(table.facts[i])) visit(route::route_of(evidence.model, table, i));
  }
}

/// Whether an address is a name that has to be looked up.
inline bool is_hostname(std::string_view host) {
  if (host.find(':') != std::string_view::npos) return false;  // IPv6
  for (const char c : host) {
    if (!(c >= '0' && c <= '9') && c != '.') return true;
  }
  return false;
}

}  // namespace isthmus::analysis
