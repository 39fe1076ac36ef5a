// Which partitions become one logical process, and how long the others can be left alone.
#pragma once

#include "sim/dataplane/plan.hpp"

namespace isthmus::dataplane {

/// Divides the partitions into sites, gives each group and flow its site and sets the lookahead.
///
/// Partitions closer than `closest` are merged, and so are, from the closest on, those that would
/// meet again after so few events that going round the sites would cost more than it saves.
void divide_into_sites(Plan& plan);

}  // namespace isthmus::dataplane
