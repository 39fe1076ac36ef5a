#include "sim/session/version.hpp"

namespace isthmus::session {

std::string_view version() { return ISTHMUS_VERSION; }
std::string_view compiler() { return ISTHMUS_COMPILER; }

}  // namespace isthmus::session
