// Help, written from the table of verbs: examples first.
#pragma once

#include <ostream>

#include "reports/text_style.hpp"
#include "sim/cli/verb.hpp"

namespace isthmus::cli {

/// What `isthmus help` prints: every verb in a line.
void write_overview(std::ostream& out, const reports::TextStyle& style);

/// What `isthmus help VERB` prints.
void write_help(std::ostream& out, const Verb& verb, const reports::TextStyle& style);

}  // namespace isthmus::cli
