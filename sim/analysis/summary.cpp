#include "sim/analysis/summary.hpp"

#include "sim/analysis/fingerprints.hpp"
#include "sim/analysis/pair_summary.hpp"
#include "sim/analysis/seconds.hpp"
#include "sim/analysis/station_summary.hpp"
#include "sim/base/expects.hpp"

namespace isthmus::analysis {
namespace {

/// Whether `station` is one of the instances of `group`: "gateway finance" owns "gateway
/// finance[0]".
bool is_of(const std::string& station, const std::string& group) {
  return station.size() > group.size() && station.compare(0, group.size(), group) == 0 &&
         station[group.size()] == '[';
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

std::string unstable_station(const std::vector<StationSummary>& stations,
                             const std::vector<std::string>& groups) {
  for (const StationSummary& station : stations) {
    if (!station.unstable) continue;
    for (const std::string& group : groups) {
      if (is_of(station.name, group)) return station.name;
    }
  }
  return {};
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
  for (PairSummary& pair : summary.pairs) {
    summary.requests += pair.requests;
    pair.unstable_at = unstable_station(summary.stations, groups_on(evidence.before_run(), pair));
  }
  return summary;
}

}  // namespace isthmus::analysis
