// Synthetic scenarios, for those who see the session only.
#pragma once

#include "sim/scenario/generate.hpp"

namespace isthmus::session {

using scenario::generate;
using scenario::GenerateSpec;

/// What is wrong with a specification; nothing if a scenario can be made of it.
inline std::optional<std::string> fault_in(const GenerateSpec& spec) {
  return scenario::fault_in(spec);
}

}  // namespace isthmus::session
