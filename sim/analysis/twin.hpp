// "What would theory say?": for each station the closed form that its inputs allow, beside what was
// measured. Far apart, either the inputs are not what they seem or the run is too short.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/analysis/summary.hpp"

namespace isthmus::analysis {

struct TwinQuestion {
  const RunSummary& summary;  ///< The answer to SummaryQuestion about the same run.
};

/// The mean wait at one station, by formula.
///
/// The rate and the mean work are those measured, so that the two can be compared; the laws are
/// those of the scenario where it states them, and measured variances elsewhere.
struct Twin {
  std::string formula{};    ///< "M/M/1", "M/D/1", "M/G/1", "M/M/4", "Allen-Cunneen G/G/2"
  bool is_exact = false;    ///< Whether the formula is exact for what was simulated.
  double arrival_scv = 1;   ///< Variance over squared mean of the gaps between arrivals.
  double service_scv = 1;   ///< The same of the work of a job.
  double wait_s = 0;        ///< By the formula.
  double difference_s = 0;  ///< Measured less that.
  bool inside = false;      ///< Whether the measured interval holds the formula's value.
};

/// Per station of the summary; none where nothing arrived or there is no steady state.
std::vector<std::optional<Twin>> answer(const TwinQuestion& question, const RunEvidence& evidence);

}  // namespace isthmus::analysis
