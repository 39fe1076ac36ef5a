// The stations' half of a run's summary.
#pragma once

#include <vector>

#include "sim/analysis/summary.hpp"

namespace isthmus::analysis {

std::vector<StationSummary> summarise_stations(const RunEvidence& evidence);

}  // namespace isthmus::analysis
