// The links of a flow: delays between every pair of zones, and how they add up along a path.
#pragma once

#include "sim/dataplane/plan.hpp"

namespace isthmus::dataplane {

/// Fills in `flow.legs` from its places and its hello.
void add_legs(Plan& plan, Flow& flow);

}  // namespace isthmus::dataplane
