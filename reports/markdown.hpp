// A report as Markdown, for a pull request: short, with everything that is long folded away.
#pragma once

#include <ostream>

#include "reports/outline.hpp"

namespace isthmus::reports {

/// GitHub's Markdown. Pictures are left out; what they show stands in tables.
void write_markdown(std::ostream& out, const Outline& outline);

}  // namespace isthmus::reports
