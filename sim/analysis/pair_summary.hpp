// The traffic half of a run's summary.
#pragma once

#include <vector>

#include "sim/analysis/summary.hpp"

namespace isthmus::analysis {

/// Traffic sources between the same two services are one pair; the first of them names its route.
std::vector<PairSummary> pairs_with_traffic(const Evidence& evidence);

/// The same with what happened.
std::vector<PairSummary> summarise_pairs(const RunEvidence& evidence);

}  // namespace isthmus::analysis
