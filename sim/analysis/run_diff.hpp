// "What is faster or slower in the second run, beyond chance?" Both runs have the same seed, so
// replication i of one meets the same arrivals and service times as replication i of the other, and
// the differences of the two are far more certain than the two are.
#pragma once

#include <optional>
#include <vector>

#include "sim/analysis/summary.hpp"

namespace isthmus::analysis {

/// One measure before, after, and the paired difference.
struct MeasureChange {
  stats::Estimate before{};
  stats::Estimate after{};
  stats::Estimate difference{};  ///< After less before.

  /// The interval of the difference does not hold zero.
  bool significant() const {
    return difference.half_width && (difference.low() > 0 || difference.high() < 0);
  }
};

struct PairRunChange {
  std::size_t before = 0;  ///< Index into RunSummary::pairs of the first.
  std::size_t after = 0;
  std::optional<MeasureChange> mean{};  ///< None where one of both delivered nothing, or grows.
  std::optional<MeasureChange> p50{};
  std::optional<MeasureChange> p99{};
  MeasureChange error_rate{};

  bool significant() const {
    const auto is = [](const std::optional<MeasureChange>& one) {
      return one && one->significant();
    };
    return is(mean) || is(p50) || is(p99) || error_rate.significant();
  }
};

/// Limits   both runs had the same seed, duration and warm-up; of their replications as many are
///          paired as both have.
struct RunDiffQuestion {
  const RunSummary& before;
  const RunSummary& after;
};

/// Pairs that are in both: significant changes first, largest change of the p99 first.
std::vector<PairRunChange> answer(const RunDiffQuestion& question, const RunEvidence& before,
                                  const RunEvidence& after);

}  // namespace isthmus::analysis
