// What the program knows about itself: its defaults, its vocabulary, its diagnostics.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/base/parameter.hpp"

namespace isthmus::session {

/// Every number that a scenario may leave out, with its source.
std::vector<Parameter> parameters();

}  // namespace isthmus::session
