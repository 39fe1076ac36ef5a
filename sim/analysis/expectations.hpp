// "Is what the scenario promises kept?"
#pragma once

#include <vector>

#include "sim/analysis/evidence.hpp"
#include "sim/analysis/summary.hpp"
#include "sim/analysis/verdict.hpp"

namespace isthmus::analysis {

/// Every expectation of the scenario, in the order written.
struct ExpectationsQuestion {
  const RunSummary& summary;  ///< The answer to SummaryQuestion about the same run.
};
std::vector<Verdict> answer(const ExpectationsQuestion& question, const RunEvidence& evidence);

}  // namespace isthmus::analysis
