#include "sim/session/reference.hpp"

#include "sim/model/defaults.hpp"

namespace isthmus::session {

std::vector<Parameter> parameters() { return model::parameters(); }

}  // namespace isthmus::session
