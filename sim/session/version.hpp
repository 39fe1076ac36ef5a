// Which program this is.
#pragma once

#include <string_view>

namespace isthmus::session {

/// The project's version, "0.1.0".
std::string_view version();

/// The compiler that built this program, "GNU 12.2.0".
std::string_view compiler();

}  // namespace isthmus::session
