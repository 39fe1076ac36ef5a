// What the stated release and edition of Consul lack for what is written.
#pragma once

#include "sim/base/diagnostic.hpp"
#include "sim/route/route.hpp"

namespace isthmus::route {

/// Complains about every feature that is used before its release, and says from which on it works.
///
/// Source   version_gates().
void require_versions(const model::Model& model, const RouteTable& table, Diagnostics& out);

}  // namespace isthmus::route
