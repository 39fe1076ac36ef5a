// A run beside one that was stored before: what is faster, what goes another way.
#pragma once

#include "reports/outline.hpp"
#include "reports/view.hpp"

namespace isthmus::reports {

/// What differs, as the member `baseline` of the newer run's document. The two runs are taken as
/// independent: a stored document does not hold single replications, so that the half-width of a
/// difference is the root of the sum of the two squares.
Value baseline_value(const Value& run, const Value& before);

/// The section that shows it; without blocks where the document has none.
Section baseline_section(const View& run);

}  // namespace isthmus::reports
