// Nodes that a person has put somewhere stay there; what is in their way moves.
#pragma once

#include "sim/layout/drawing.hpp"

namespace isthmus::layout {

/// Changes nothing where every pinned node stands where it is pinned.
void respect_pins(const Graph& graph, const Style& style, Drawing& drawing);

}  // namespace isthmus::layout
