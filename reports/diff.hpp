// Two configurations beside each other, as a document and as a text.
#pragma once

#include <ostream>

#include "reports/cost.hpp"
#include "reports/text_style.hpp"
#include "reports/value.hpp"
#include "sim/session/compare.hpp"

namespace isthmus::reports {

/// What `isthmus diff` has found; views on what the caller owns.
struct DiffFindings {
  const session::Study& before;
  const session::Study& after;
  const analysis::RouteDiff& routes;
  const session::RunComparison* runs = nullptr;  ///< Null where nothing was simulated.
  const analysis::CostDiff* cost = nullptr;      ///< Null where nobody asked.
  PriceOrigin prices{};                          ///< Which prices it was made with.
};

/// Whether anything differs that a change should be asked about: a route, what a pair costs, or a
/// figure beyond chance.
bool differs(const DiffFindings& findings);

Value diff_document(const DiffFindings& findings);
void write_diff_text(std::ostream& out, const DiffFindings& findings, const TextStyle& style);

}  // namespace isthmus::reports
