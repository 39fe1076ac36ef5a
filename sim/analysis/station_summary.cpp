#include "sim/analysis/station_summary.hpp"

#include <algorithm>

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

/// The work brought to the busiest queue, as a share of what that queue's servers can do.
double busiest_load(const RunEvidence& evidence, std::size_t station) {
  double brought_s = 0;
  double possible_s = 0;
  for (const RunRecord& record : evidence.records) {
    const StationRecord& at = record.stations[station];
    brought_s += nearest_seconds(at.busiest_ns);
    possible_s += nearest_seconds(record.measured) * static_cast<double>(at.servers) /
                  static_cast<double>(at.queues);
  }
  return brought_s / possible_s;
}

/// Jobs per second that arrive beyond those that can be done: at the station as a whole, or at its
/// busiest queue, where the others can keep up.
double growth_of(const RunEvidence& evidence, std::size_t station, double busiest) {
  double arrivals = 0;
  double work_s = 0;
  double brought_s = 0;
  double possible_s = 0;
  for (const RunRecord& record : evidence.records) {
    const StationRecord& at = record.stations[station];
    const double measured_s = nearest_seconds(record.measured);
    arrivals += static_cast<double>(at.arrivals);
    work_s += nearest_seconds(at.service_ns);
    brought_s += nearest_seconds(at.service_ns) / measured_s;
    possible_s += static_cast<double>(at.capacity_milli) / 1000;
    if (busiest < 1) continue;
    brought_s += (nearest_seconds(at.busiest_ns) - nearest_seconds(at.service_ns)) / measured_s;
    possible_s += static_cast<double>(at.servers) / static_cast<double>(at.queues) -
                  static_cast<double>(at.capacity_milli) / 1000;
  }
  const auto replications = static_cast<double>(evidence.records.size());
  return (brought_s - possible_s) / replications * arrivals / work_s;
}

/// A queue of users who wait for their answers never holds more than all of them: a station that
/// they keep busy is full, not overrun.
bool is_bounded(const RunEvidence& evidence, double growth_per_s) {
  double users = 0;
  for (const model::TrafficSource& source : evidence.model.traffic) {
    const auto* closed = std::get_if<model::Users>(&source.arrivals);
    if (closed != nullptr) users += static_cast<double>(closed->count);
  }
  const double grown = growth_per_s * nearest_seconds(evidence.records.front().measured);
  return users > 0 && grown <= users;
}

StationSummary summarise(const RunEvidence& evidence, std::size_t station) {
  const StationRecord& first = evidence.records.front().stations[station];

  StationSummary summary;
  summary.name = first.name;
  summary.kind = first.kind;
  summary.servers = first.servers;
  summary.capacity = static_cast<double>(first.capacity_milli) / 1000;
  const double capacity = summary.capacity > 0 ? summary.capacity : 1;
  summary.arrivals_per_s =
      estimate(evidence, station, [](const StationRecord& at, double measured_s) {
        return static_cast<double>(at.arrivals) / measured_s;
      });
  summary.utilisation =
      estimate(evidence, station, [&](const StationRecord& at, double measured_s) {
        return nearest_seconds(at.busy_ns) / (capacity * measured_s);
      });
  if (summary.capacity > 0) {
    summary.offered_load =
        estimate(evidence, station, [&](const StationRecord& at, double measured_s) {
          return nearest_seconds(at.service_ns) / (capacity * measured_s);
        });
  }
  summary.queue = estimate(evidence, station, [](const StationRecord& at, double measured_s) {
    return nearest_seconds(at.queue_area_ns) / measured_s;
  });
  summary.wait_s = wait_estimate(evidence, station);
  if (first.may_grow) {
    const double busiest = first.queues > 1 ? busiest_load(evidence, station) : 0;
    const double load = std::max(summary.offered_load.mean, busiest);
    const double growth = load >= 1 ? growth_of(evidence, station, busiest) : 0;
    summary.unstable = load >= 1 && !is_bounded(evidence, growth);
    if (summary.unstable) summary.growth_per_s = growth;
  }
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
