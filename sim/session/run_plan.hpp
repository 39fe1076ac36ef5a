// How a run is conducted, as far as runs and sweeps share it.
#pragma once

#include <cstddef>

#include "sim/base/diagnostic.hpp"
#include "sim/model/model.hpp"

namespace isthmus::session {

/// Slices of a pilot: a hundred batches of five for MSER-5.
inline constexpr std::size_t pilot_slices = 500;

/// What makes a plan impossible that overrides the scenario's own.
Diagnostics faults_of(const model::RunPlan& plan);

}  // namespace isthmus::session
