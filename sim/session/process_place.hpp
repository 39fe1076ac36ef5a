// Where a process is, in words that another one can check.
#pragma once

#include <string>

namespace isthmus::session {

/// This process: its machine since it was booted, its room for process ids, and its id there.
std::string own_place();

/// Whether the process of that place has ended, as far as one can tell from here: never where it is
/// on another machine or in another container.
bool has_ended(const std::string& place);

}  // namespace isthmus::session
