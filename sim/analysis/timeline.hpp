// "What did each event do?": requests lost, errors and latency before, during and after it, and how
// long it took until all was as before.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/analysis/evidence.hpp"
#include "sim/analysis/summary.hpp"
#include "sim/stats/estimate.hpp"

namespace isthmus::analysis {

/// The requests that were meant to start in some part of the measured time.
struct PhaseSummary {
  std::uint64_t requests = 0;
  std::uint64_t failed = 0;
  std::array<std::uint64_t, route::disposition_count> ended{};
  stats::Estimate error_rate{};             ///< With a note instead of a value where nothing ran.
  std::optional<LatencySummary> latency{};  ///< None if nothing was delivered.
};

/// What an event did to all requests, or to those of one pair.
struct EventEffect {
  std::uint64_t lost = 0;       ///< In all replications: not delivered, and under way meanwhile.
  stats::Estimate lost_each{};  ///< Per replication.
  PhaseSummary before{};        ///< Before it begins, while no other event lasts.
  PhaseSummary during{};        ///< From its beginning to its end.
  PhaseSummary after{};         ///< After its end, while no other event lasts.
};

struct EventSummary {
  std::size_t event = 0;  ///< Index into Model::events.
  EventEffect all{};
  /// From its beginning until requests are as they were before it; none if they are not before
  /// something else begins or the load ends.
  std::optional<Duration> recovery{};
  bool happened = true;  ///< It begins before the run ends.
};

/// All requests that were meant to start in a window of the run, replications together.
struct WindowSummary {
  Duration from;
  Duration to;
  std::uint64_t requests = 0;
  std::uint64_t failed = 0;
  std::optional<double> p50_s{};
  std::optional<double> p99_s{};
};

struct TimelineSummary {
  Duration window;
  std::vector<EventSummary> events{};  ///< In the order of the model.
  std::vector<WindowSummary> windows{};
};

struct TimelineQuestion {};

/// Returns  nothing at all where the scenario has no events.
TimelineSummary answer(const TimelineQuestion& question, const RunEvidence& evidence);

/// The requests of a pair that were meant to start while one of `during` lasted (or at any time, if
/// there are none) and none of `outside`.
PairSummary restricted(const RunEvidence& evidence, const PairSummary& pair,
                       const std::vector<std::size_t>& during,
                       const std::vector<std::size_t>& outside);

}  // namespace isthmus::analysis
