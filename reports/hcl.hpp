// Documents as HCL, in which Consul's users write.
#pragma once

#include <string>

#include "reports/value.hpp"

namespace isthmus::reports {

/// The members of an object as attributes, one to a line; short values on one line.
///
/// Shape  `object`: members of any depth; a null is left out.
std::string hcl_text(const Value& object);

}  // namespace isthmus::reports
