#include "sim/session/reference.hpp"

#include "sim/model/defaults.hpp"
#include "sim/scenario/schema.hpp"

namespace isthmus::session {

std::vector<Parameter> parameters() { return model::parameters(); }
void write_schema(std::ostream& out) { scenario::write_schema(out); }
}  // namespace isthmus::session
