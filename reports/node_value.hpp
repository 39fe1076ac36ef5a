// Trees of configuration as documents.
#pragma once

#include "reports/value.hpp"
#include "sim/session/import.hpp"

namespace isthmus::reports {

/// The same tree. Shape  `node`: its scalars say what they are; a plain one is a text.
Value value_of(const scenario::Node& node);

}  // namespace isthmus::reports
