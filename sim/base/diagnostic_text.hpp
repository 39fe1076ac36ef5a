// Diagnostics as a person reads them: code, place, the source line with a caret, and the remedy.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "sim/base/diagnostic.hpp"

namespace isthmus {

enum class Colour { never, always };

std::string_view severity_text(Severity severity);  ///< "error", "warning", "note"

/// One diagnostic in the form
///
///     error[unknown-partition]: unknown partition "finanse"
///       --> three.yaml:14:21
///        |
///     14 |       destination_partition: finanse
///        |                              ^^^^^^^ did you mean "finance"?
///
/// Limits   a line longer than 160 characters is cut around the caret; control characters are shown
///          escaped, so that a hostile input cannot drive the terminal.
std::string diagnostic_text(const Diagnostic& diagnostic, const Sources& sources, Colour colour);

/// All of them in the order given, then the count ("2 errors, 1 warning").
///
/// Limits   at most `shown_max` in full; the rest are counted.
std::string diagnostics_text(const Diagnostics& diagnostics, const Sources& sources, Colour colour,
                             std::size_t shown_max = 20);

}  // namespace isthmus
