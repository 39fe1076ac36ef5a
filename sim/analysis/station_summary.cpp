#include "sim/analysis/station_summary.hpp"

#include "sim/analysis/seconds.hpp"

namespace isthmus::analysis {
namespace {

using results::RunRecord;
using results::StationRecord;

/// The mean over replications of what `figure(record, measured seconds)` says of one station.
template <class Figure>
stats::Estimate estimate(const RunEvidence& evidence, std::size_t station, Figure figure) {
  std::vector<double> figures;
  figures.reserve(evidence.records.size());
  for (const RunRecord& record : evidence.records) {
    figures.push_back(figure(record.stations[station], nearest_seconds(record.measured)));
  }
  return stats::estimate_of_mean(figures);
}

/// The mean wait, over replications in which anything arrived.
stats::Estimate wait_estimate(const RunEvidence& evidence, std::size_t station) {
  std::vector<double> waits;
  for (const RunRecord& record : evidence.records) {
    const StationRecord& at = record.stations[station];
    if (at.arrivals == 0) continue;
    waits.push_back(nearest_seconds(at.wait_ns) / static_cast<double>(at.arrivals));
  }
  return stats::estimate_of_mean(waits);
}

/// Arrivals less departures per second, when all servers are always busy.
double growth_of(const RunEvidence& evidence, std::size_t station, const StationSummary& summary) {
  double arrivals = 0;
  double work_s = 0;
  for (const RunRecord& record : evidence.records) {
    arrivals += static_cast<double>(record.stations[station].arrivals);
    work_s += nearest_seconds(record.stations[station].service_ns);
  }
  const double served_per_s = static_cast<double>(summary.servers) * arrivals / work_s;
  return summary.arrivals_per_s.mean - served_per_s;
}

StationSummary summarise(const RunEvidence& evidence, std::size_t station) {
  const StationRecord& first = evidence.records.front().stations[station];
  const auto servers = static_cast<double>(first.servers);

  StationSummary summary;
  summary.name = first.name;
  summary.kind = first.kind;
  summary.servers = first.servers;
  summary.arrivals_per_s =
      estimate(evidence, station, [](const StationRecord& at, double measured_s) {
        return static_cast<double>(at.arrivals) / measured_s;
      });
  summary.utilisation =
      estimate(evidence, station, [&](const StationRecord& at, double measured_s) {
        return nearest_seconds(at.busy_ns) / (servers * measured_s);
      });
  summary.offered_load =
      estimate(evidence, station, [&](const StationRecord& at, double measured_s) {
        return nearest_seconds(at.service_ns) / (servers * measured_s);
      });
  summary.queue = estimate(evidence, station, [](const StationRecord& at, double measured_s) {
    return nearest_seconds(at.queue_area_ns) / measured_s;
  });
  summary.wait_s = wait_estimate(evidence, station);
  summary.unstable = summary.offered_load.mean >= 1;
  if (summary.unstable) summary.growth_per_s = growth_of(evidence, station, summary);
  return summary;
}

}  // namespace

std::vector<StationSummary> summarise_stations(const RunEvidence& evidence) {
  std::vector<StationSummary> stations;
  const std::size_t count = evidence.records.front().stations.size();
  stations.reserve(count);
  for (std::size_t i = 0; i < count; ++i) stations.push_back(summarise(evidence, i));
  return stations;
}

}  // namespace isthmus::analysis
