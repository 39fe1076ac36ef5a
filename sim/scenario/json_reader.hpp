// JSON text to a tree (RFC 8259), with the place of every value and key.
#pragma once

#include "sim/base/source.hpp"
#include "sim/scenario/legible_text.hpp"
#include "sim/scenario/node.hpp"

namespace isthmus::scenario {

/// Reads one JSON document. Mistakes that people make (a trailing or missing comma, a missing
/// bracket, a key without quotes) are reported where they are, and the rest is still read.
///
/// Limits   nesting of `depth_max` (`too-deep`).
/// Errors   a key written twice is an error at the second; the first stands.
Read read_json(SourceId id, const Sources& sources);

/// The same for a text that is already legible; complaints are added to `read`.
void read_json(const LegibleText& legible, Read& read);

}  // namespace isthmus::scenario
