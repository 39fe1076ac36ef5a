// "Is it known precisely enough?": what a run that stops on precision asks after each batch.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/analysis/summary.hpp"
#include "sim/model/model.hpp"

namespace isthmus::analysis {

struct ConvergenceQuestion {
  const RunSummary& summary;
  std::span<const model::Precision> until;
};

/// A latency whose interval is still too wide.
struct Shortfall {
  std::size_t pair = 0;  ///< Index into RunSummary::pairs.
  model::Precision asked{};
  double reached = 0;  ///< Half-width over value; infinite where there is no interval.
};

struct ConvergenceAnswer {
  std::vector<Shortfall> shortfalls{};  ///< Widest first; empty: all that was asked is reached.
  bool hopeless = false;  ///< Nothing more of the same would help: what is left is unstable.

  bool reached() const { return shortfalls.empty(); }
};

ConvergenceAnswer answer(const ConvergenceQuestion& question);

}  // namespace isthmus::analysis
