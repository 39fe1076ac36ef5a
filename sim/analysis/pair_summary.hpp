// The traffic half of a run's summary.
#pragma once

#include <vector>

#include "sim/analysis/summary.hpp"

namespace isthmus::analysis {

/// Traffic sources between the same two services are one pair; the first of them names its route.
std::vector<PairSummary> pairs_with_traffic(const Evidence& evidence);

/// A pair with what its sources did together in each replication; rates are the caller's to add.
PairSummary summarise(const std::vector<results::TrafficRecord>& replications, PairSummary summary);

/// The same with what happened.
std::vector<PairSummary> summarise_pairs(const RunEvidence& evidence);

}  // namespace isthmus::analysis
