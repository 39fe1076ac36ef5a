// A report as one HTML file: no network, no file beside it, readable without scripts, on paper too.
#pragma once

#include <ostream>

#include "reports/outline.hpp"
#include "reports/value.hpp"

namespace isthmus::reports {

/// Shape    `document` is put into the page whole, for programs and for the link that saves it.
/// Limits   the same outline and document give the same bytes; no clock, no locale. The page's own
///          content security policy allows its one style sheet and its one script, by their hashes,
///          and nothing else.
void write_html(std::ostream& out, const Outline& outline, const Value& document);

}  // namespace isthmus::reports
