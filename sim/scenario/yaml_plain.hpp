// The YAML that nearly every configuration is written in, read in one pass.
//
// Block mappings and sequences, collections in brackets on one line, plain and quoted scalars on
// one line, comments. It makes the same events as the full parser or it gives up, so nobody can
// tell which of the two has read a document, except by the time: decision 0090.
#pragma once

#include <cstdint>
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

}  // namespace isthmus::scenario
