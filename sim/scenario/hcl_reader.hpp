// HCL text to a tree, with the place of every value and key.
#pragma once

#include "sim/base/source.hpp"
#include "sim/scenario/node.hpp"

namespace isthmus::scenario {

/// Reads HCL 1 as Consul's agent and `consul config write` do; JSON text is HCL too. How blocks and
/// labels become mappings stands at the top of node.hpp.
///
/// A brace or bracket that is missing is put in with the warning `repaired_missing_brace` at the
/// place where it opened, and the rest is still read. Where it is missing is seen from a bracket of
/// another kind or, at the end of the text, from the indentation.
///
/// Limits   nesting of `depth_max` (`too-deep`).
/// Errors   a key written twice is an error at the second, unless both are objects; the first
/// stands.
Read read_hcl(SourceId id, const Sources& sources);

}  // namespace isthmus::scenario
