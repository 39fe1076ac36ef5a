// What the scenario says is as it should be.
#pragma once

#include <vector>

#include "sim/analysis/finding.hpp"
#include "sim/base/source.hpp"
#include "sim/model/suppression.hpp"

namespace isthmus::analysis {

/// Marks every finding that a suppression speaks of with its reason; the first that does counts.
///
/// Returns  a note for each suppression that speaks of none: it is out of date, or misspelt.
Findings suppress(const std::vector<model::Suppression>& suppressions, const Sources& sources,
                  Findings& findings);

}  // namespace isthmus::analysis
