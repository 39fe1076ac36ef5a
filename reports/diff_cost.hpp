// The part of a comparison that speaks of money.
#pragma once

#include <ostream>

#include "reports/diff.hpp"

namespace isthmus::reports {

/// Shape    `findings.cost` is there.
Value diff_cost_value(const DiffFindings& findings);
void write_diff_cost(std::ostream& out, const DiffFindings& findings, const TextStyle& style);

}  // namespace isthmus::reports
