// "How much of the start is start-up?"
#pragma once

#include <span>

#include "sim/base/time.hpp"
#include "sim/results/record.hpp"

namespace isthmus::analysis {

struct WarmUpQuestion {};

struct WarmUpAnswer {
  Duration cut{};
  bool found = true;    ///< False if the cut lies at half of the run: run longer.
  bool drifts = false;  ///< Whether the rest still rises or falls.
};

/// The cut by MSER-5 over the mean latency per slice, pooled over `pilot`: records of whole runs
/// (no warm-up cut), all with the same duration and number of slices.
///
/// Returns  no cut where fewer than 20 slices delivered anything.
WarmUpAnswer answer(const WarmUpQuestion& question, std::span<const results::RunRecord> pilot);

}  // namespace isthmus::analysis
