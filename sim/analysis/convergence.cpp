#include "sim/analysis/convergence.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isthmus::analysis {
namespace {

/// Half-width over value. A note says that the interval does not mean what it says.
double relative_width(const stats::Estimate& estimate) {
  if (!estimate.half_width || !estimate.note.empty()) {
    return std::numeric_limits<double>::infinity();
  }
  if (*estimate.half_width == 0) return 0;
  return *estimate.half_width / std::fabs(estimate.mean);
}

}  // namespace

ConvergenceAnswer answer(const ConvergenceQuestion& question) {
  ConvergenceAnswer answered;
  bool some_can_be_reached = false;
  for (std::size_t i = 0; i < question.summary.pairs.size(); ++i) {
    const PairSummary& pair = question.summary.pairs[i];
    if (!pair.latency) continue;  // Nothing was delivered, so there is nothing to be precise about.
    for (const model::Precision& asked : question.until) {
      const double reached = pair.unstable_at.empty()
                                 ? relative_width(pair.latency->of(asked.statistic))
                                 : std::numeric_limits<double>::infinity();
      if (reached <= asked.share.share()) continue;
      answered.shortfalls.push_back({i, asked, reached});
      some_can_be_reached = some_can_be_reached || pair.unstable_at.empty();
    }
  }
  std::stable_sort(answered.shortfalls.begin(), answered.shortfalls.end(),
                   [](const Shortfall& a, const Shortfall& b) { return a.reached > b.reached; });
  answered.hopeless = !answered.reached() && !some_can_be_reached;
  return answered;
}

}  // namespace isthmus::analysis
