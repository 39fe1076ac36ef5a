// What a store holds, shown without the scenario that it came from.
#pragma once

#include <string>

#include "sim/session/sweep.hpp"

namespace isthmus::session {

/// Whether the beginning of a file is that of a store: an SQLite database.
bool begins_a_store(const std::string& bytes);

/// Every point of the store with its figures, as a sweep. Its axes are the settings, and whatever
/// else tells points apart: scenario, seed, duration, version, and the hash of what was read. How
/// many replications were asked for is not kept, so every point that has one counts as finished.
///
/// Limits   without the scenario nobody knows whether users wait for their answers; stations that
///          they keep full count as overrun, and have no wait.
/// Errors   cannot-open-store for a file that is not there, not-a-store for something else.
SweepResult stored_sweep(const std::string& path);

}  // namespace isthmus::session
