#include "sim/analysis/summary.hpp"

#include <algorithm>
#include <map>

#include "sim/analysis/fingerprints.hpp"
#include "sim/analysis/pair_summary.hpp"
#include "sim/analysis/seconds.hpp"
#include "sim/analysis/station_summary.hpp"
#include "sim/base/expects.hpp"

namespace isthmus::analysis {
namespace {

/// The first station that cannot keep up in each group that has one, by the group's name: "gateway
/// finance" owns "gateway finance[0]". Mostly there is none.
using Unstable = std::map<std::string, std::size_t>;

Unstable unstable_of(const std::vector<StationSummary>& stations) {
  Unstable found;
  for (std::size_t i = 0; i < stations.size(); ++i) {
    if (stations[i].unstable)
      found.emplace(stations[i].name.substr(0, stations[i].name.find('[')), i);
  }
  return found;
}

/// The groups of stations that a pair's requests pass.
std::vector<std::string> groups_on(const Evidence& evidence, const PairSummary& pair) {
  std::vector<std::string> groups = {"service " + short_text(pair.destination)};
  if (!pair.route) return groups;
  const route::Route route = route::route_of(evidence.model, evidence.routes, *pair.route);
  groups.push_back("sidecar " + short_text(evidence.model[route.from].name));
  groups.push_back("sidecar " + short_text(pair.destination));
  for_each_path(route, [&](const route::Route& path) {
    for (const model::PartitionId partition : path.gateways()) {
      groups.push_back("gateway " + evidence.model.label(partition));
    }
    if (!path.to.is_some()) return;
    groups.push_back("sidecar " + short_text(evidence.model[path.to].name));
    groups.push_back("service " + short_text(evidence.model[path.to].name));
  });
  return groups;
}

std::string unstable_station(const RunSummary& summary, const Unstable& unstable,
                             const std::vector<std::string>& groups) {
  std::size_t first = summary.stations.size();
  for (const std::string& group : groups) {
    const auto found = unstable.find(group);
    if (found != unstable.end()) first = std::min(first, found->second);
  }
  return first == summary.stations.size() ? std::string{} : summary.stations[first].name;
}

}  // namespace

RunSummary answer(const SummaryQuestion&, const RunEvidence& evidence) {
  ISTHMUS_EXPECTS(!evidence.records.empty());
  RunSummary summary;
  summary.replications = evidence.records.size();
  summary.warmup = evidence.records.front().warmup;
  summary.measured = evidence.records.front().measured;
  summary.fingerprint = fingerprint_of(evidence.records);
  for (const results::RunRecord& record : evidence.records) {
    summary.simulated_s += nearest_seconds(record.warmup + record.measured);
    summary.events += record.events;
  }
  summary.pairs = summarise_pairs(evidence);
  summary.stations = summarise_stations(evidence);
  const Unstable unstable = unstable_of(summary.stations);
  for (PairSummary& pair : summary.pairs) {
    summary.requests += pair.requests;
    if (unstable.empty()) continue;
    pair.unstable_at = unstable_station(summary, unstable, groups_on(evidence.before_run(), pair));
  }
  return summary;
}

}  // namespace isthmus::analysis
