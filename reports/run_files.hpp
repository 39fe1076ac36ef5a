// The document of a run in every form that is not JSON or YAML.
#pragma once

#include <ostream>

#include "reports/value.hpp"

namespace isthmus::reports {

void write_run_html(std::ostream& out, const Value& document);
void write_run_markdown(std::ostream& out, const Value& document);

/// One observation in each row: kind, name, measure, unit, value, half_width, converged. Filtered
/// by `kind` (pair, ledger, station, expectation, moment, spectrum) it is one tidy table of each.
void write_run_csv(std::ostream& out, const Value& document);

/// One test case for each expectation; an undecided one is skipped, with its reason.
void write_run_junit(std::ostream& out, const Value& document);

}  // namespace isthmus::reports
