// From the document of a run to its report. A report is made of nothing but the document, so one
// that was stored gives the same report again.
#pragma once

#include "reports/outline.hpp"
#include "reports/value.hpp"

namespace isthmus::reports {

/// Shape  `document`: an isthmus.run/1; what is missing in it is missing in the report.
Outline run_outline(const Value& document);

}  // namespace isthmus::reports
