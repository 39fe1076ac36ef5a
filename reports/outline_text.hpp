// A report as a person reads it on a terminal: the verdict and the tables that decide.
#pragma once

#include <ostream>

#include "reports/outline.hpp"
#include "reports/text_style.hpp"

namespace isthmus::reports {

/// The headline, and the sections whose ids are `expectations`, `routes`, `gateways`,
/// `baseline` and `reproduce`.
void write_outline_text(std::ostream& out, const Outline& outline, const TextStyle& style);

}  // namespace isthmus::reports
