// "What happened?": many replications in the form in which statistics may leave the program.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/analysis/evidence.hpp"
#include "sim/stats/estimate.hpp"

namespace isthmus::analysis {

inline constexpr std::size_t statistic_count = 6;  ///< Of model::Statistic.

/// Latency of delivered requests, in seconds.
struct LatencySummary {
  std::array<stats::Estimate, statistic_count> estimates{};

  const stats::Estimate& of(model::Statistic statistic) const {
    return estimates[static_cast<std::size_t>(statistic)];
  }
};

/// Whether the interval of a latency may be believed.
///
/// Source   docs/reference/statistics.md: widths up to 10 % (mean) or 8 % (quantile) either way,
///          and 10^5 requests per replication for p99.9.
bool believable(const stats::Estimate& estimate, model::Statistic statistic);

/// The requests from one service to another, all traffic sources between them together.
struct PairSummary {
  model::ServiceId from{};             ///< None: from outside, past every proxy.
  mesh::ServiceName destination{};     ///< Also where no such service is known.
  std::optional<std::size_t> route{};  ///< Index into RouteTable::facts; none from outside.
  std::vector<std::size_t> sources{};  ///< Indices into Model::traffic; at least one.
  std::vector<model::Loop> loops{};    ///< Of these, each kind once.

  std::uint64_t requests = 0;
  std::uint64_t failed = 0;  ///< Ended otherwise than delivered.
  std::uint64_t connections = 0;
  std::uint64_t retries = 0;    ///< Attempts beyond the first of each request.
  std::uint64_t ejections = 0;  ///< Of hosts that failed too often in a row.
  std::array<std::uint64_t, route::disposition_count> ended{};

  stats::Estimate requests_per_s{};
  stats::Estimate error_rate{};  ///< A share; without a note only if there were requests.
  std::optional<LatencySummary> latency{};             ///< None if nothing was delivered.
  std::array<double, results::part_count> ledger_s{};  ///< Means per delivered request.
  std::string unstable_at{};  ///< A station on the path that cannot keep up; empty if none.
};

/// A place where work queues.
struct StationSummary {
  std::string name{};
  results::StationKind kind = results::StationKind::service;
  std::size_t servers = 1;  ///< 0: as many as there are jobs.
  double capacity = 1;      ///< How many of them it may use at once on average; 0: no limit.
  stats::Estimate arrivals_per_s{};
  stats::Estimate utilisation{};   ///< Busy servers over the capacity; busy servers if no limit.
  stats::Estimate offered_load{};  ///< The work that arrived over the capacity; 0 if no limit.
  stats::Estimate wait_s{};        ///< Mean; without meaning if unstable.
  stats::Estimate queue{};         ///< Mean number waiting; without meaning if unstable.
  bool unstable = false;           ///< More work arrives than the servers (or one worker) can do.
  double growth_per_s = 0;         ///< By how many jobs per second its queue grows, if unstable.
};

struct RunSummary {
  std::size_t replications = 0;
  Duration warmup{};
  Duration measured{};     ///< Of each replication.
  double simulated_s = 0;  ///< All replications together, warm-up included.
  std::uint64_t requests = 0;
  std::uint64_t events = 0;
  std::uint64_t fingerprint = 0;           ///< Of all trajectories, in order.
  std::vector<PairSummary> pairs{};        ///< In the order of the traffic sources.
  std::vector<StationSummary> stations{};  ///< In the order of the records.
};

struct SummaryQuestion {};

/// Shape   at least one record; all of them of the same model and duration.
RunSummary answer(const SummaryQuestion& question, const RunEvidence& evidence);

}  // namespace isthmus::analysis
