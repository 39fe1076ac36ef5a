// The YAML that nearly every configuration is written in, read in one pass.
//
// Block mappings and sequences, collections in brackets on one line, plain and quoted scalars on
// one line, comments. It makes the same events as the full parser or it gives up, so nobody can
// tell which of the two has read a document, except by the time: decision 0090.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "sim/scenario/yaml_tree.hpp"

namespace isthmus::scenario {

/// Reads one document into `tree`.
///
/// Shape    `text`: what `tree` has as its text.
/// Returns  false as soon as anything stands there that this reader does not know: anchors, tags,
///          scalars over several lines, values that are left out, mistakes. Then the tree is to be
///          thrown away and the document read anew by the full parser. True also where the tree
///          gave up, as it would have there.
bool read_plain_yaml(std::string_view text, YamlTree& tree);

/// The same for somebody who looks at a few lines of a large document: what lies two collections
/// deep or deeper, begins on a line of its own and holds none of those lines, is passed over and
/// becomes null.
///
/// Shape    `wanted`: where those lines begin in the text, in order. What begins on one is read
///          whole.
bool read_plain_yaml(std::string_view text, std::span<const std::size_t> wanted, YamlTree& tree);

}  // namespace isthmus::scenario
