// YAML text to trees, with the place of every value and key. Text stays text: `yes`, `010` and
// `1e3` are kept as written.
//
// Two parsers make the same events: one in one pass for plain documents (yaml_plain), and yaml-cpp
// for whatever that does not know.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/source.hpp"
#include "sim/scenario/node.hpp"

namespace isthmus::scenario {

/// The documents of a text that are not empty, and every complaint about any of them.
struct ReadDocuments {
  std::vector<Node> roots{};
  Diagnostics diagnostics{};
};

/// Reads the documents of a YAML text, which lines of `---` divide; a mistake in one does not hurt
/// the others. Aliases are replaced by what they stand for (with the places of the anchor's text)
/// and `<<` merges mappings. After a syntax error the broken lines are left out and the rest is
/// read.
///
/// Limits   nesting of `depth_max` (`too-deep`); aliases may stand for a million values in all
///          (`too-many-aliases`).
/// Errors   a key written twice is an error at the second; the first stands.
/// Cost     linear in the text, for each of at most 16 repairs in a document.
ReadDocuments read_yaml_documents(SourceId id, const Sources& sources);

/// The same for somebody who looks at a few lines of a large text: what lies deeper than the items
/// of a list at the top, and holds none of those lines, may have become null. What begins on one of
/// them is there as a whole.
///
/// Shape    `lines`: in order.
ReadDocuments read_yaml_around(SourceId id, const Sources& sources,
                               std::span<const std::uint32_t> lines);

/// The same by way of the full parser alone, which is slower by far: what the other is held
/// against.
ReadDocuments read_yaml_in_full(SourceId id, const Sources& sources);

/// Reads a text of one document; that there is none, or a second one, is an error.
Read read_yaml(SourceId id, const Sources& sources);

}  // namespace isthmus::scenario
