// Texts within texts: HCL or JSON in a block of a scenario, the value of a `--set`. They are read
// like any other, and then every place is moved to where the text stands in the outer one.
#pragma once

#include "sim/base/source.hpp"
#include "sim/scenario/node.hpp"

namespace isthmus::scenario {

/// Reads the text of `scalar` as JSON (where it begins with a bracket) or HCL, and answers its tree
/// and complaints with places in the source of `scalar`.
Read read_embedded(const Sources& sources, const Node& scalar);

/// Moves `place`, which counts from the beginning of an inner text, to where that text begins in
/// `outer`: its first line at `outer`, whole lines below it.
SourceSpan moved(SourceSpan place, SourceSpan outer);

/// Every place of a tree, moved by `move`.
template <class Move>
void move_places(Node& node, Move move) {
  node.at = move(node.at);
  for (Node& item : node.items) move_places(item, move);
  for (Member& member : node.members) {
    member.key_at = move(member.key_at);
    move_places(member.value, move);
  }
}

}  // namespace isthmus::scenario
