// What a point of a sweep says in figures.
#pragma once

#include <string>
#include <vector>

#include "sim/analysis/summary.hpp"
#include "sim/session/sweep.hpp"

namespace isthmus::session {

/// Of a pair, under the name of `subject`.
std::vector<Figure> figures_of(const std::string& subject, const analysis::PairSummary& pair);
/// Of a station.
std::vector<Figure> figures_of(const analysis::StationSummary& station);

/// "web → finance/billing"; a caller without a name is outside.
std::string pair_text(const std::string& caller, const std::string& destination);

}  // namespace isthmus::session
