// "How much more load fits?": one pair's p99 under multiples of the load, and where it breaks.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sim/session/run.hpp"

namespace isthmus::session {

/// The p99 of the pair under one multiple of the load.
struct HeadroomPoint {
  double load = 1;                       ///< Times the scenario's rates.
  std::optional<stats::Estimate> p99{};  ///< None where it grows without end.
  std::string unstable_at{};             ///< The first station that cannot keep up.
};

struct Headroom {
  std::size_t pair = 0;                 ///< Index into RunSummary::pairs.
  std::optional<double> limit_s{};      ///< Of its p99, where the scenario promises one.
  std::vector<HeadroomPoint> points{};  ///< By load, from the least.
  /// The greatest load that was seen to hold, and the least that was seen to break: a limit is
  /// passed, or a station cannot keep up. None if nothing broke.
  std::optional<double> holds{};
  std::optional<double> breaks{};
  std::string breaks_at{};  ///< What gives way: a limit or a station.
  bool interrupted = false;
};

/// Runs the study under growing load until it breaks, at most fourteen times, and then comes closer
/// to the break by halving.
///
/// Shape    `base`: the run of the study as it stands; its warm-up and seed are used for all.
/// Returns  none where no pair has a latency.
std::optional<Headroom> headroom(const Study& study, const RunResult& base,
                                 const RunOptions& options = {});

}  // namespace isthmus::session
