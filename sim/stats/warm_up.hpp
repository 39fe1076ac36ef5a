// Judging one series: where its start-up ends, whether it drifts, and what it says about its mean.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "sim/stats/estimate.hpp"

namespace isthmus::stats {

struct WarmUp {
  std::size_t cut = 0;        ///< Observations to leave out, from the start.
  bool found = true;          ///< False if the best cut lies at the half-way mark: run longer.
  bool drifts_after = false;  ///< Whether what is left still has a trend.
};

/// MSER-5: the cut that minimises the standard error of what is left, over batches of five.
///
/// Limits   never cuts more than half; a series of fewer than 20 values is not cut, and not
/// `found`. Source   White, Cobb & Spratt, A comparison of five steady-state truncation heuristics,
/// WSC 2000.
WarmUp warm_up_of(std::span<const double> series);

/// Whether the means of ten equal stretches rise or fall together more than chance lets them:
/// |Kendall's S| of 35 or more, which happens to 1 series in 1,000 without a trend.
///
/// Limits   a series of fewer than 20 values never drifts.
/// Source   Mann 1945; Kendall, Rank Correlation Methods, table 1 (n = 10).
bool drifts(std::span<const double> series);

/// The mean of one long correlated series, by batch means.
struct BatchMeans {
  Estimate estimate;
  double correlation = 0;     ///< Of neighbouring batch means.
  bool uncorrelated = false;  ///< Whether chance explains the correlation (one-sided, 5 %).
};

/// Limits   at least two values per batch, and at least two batches; otherwise the estimate says
/// so. Source   von Neumann 1941 for the test; Law, Simulation Modeling and Analysis,
/// section 9.5.3.
BatchMeans batch_means(std::span<const double> series, std::size_t batches = 32,
                       double level = 0.95);

}  // namespace isthmus::stats
