// One upstream on its way: every place it would pass, and everything that stands in the way.
//
// All checks are made, also behind the place where the connection ends, because a user wants every
// reason at once. Each is noted with the place where it would end the connection; the first place
// decides the disposition and cuts the hops.
#pragma once

#include <cstddef>

#include "sim/mesh/registration.hpp"
#include "sim/model/model.hpp"
#include "sim/route/route.hpp"

namespace isthmus::route {

/// Follows one upstream, which need not be registered.
///
/// Shape    `table`: its gateways and zone groups; routes are not looked at.
Route follow(const model::Model& model, const RouteTable& table, model::ServiceId from,
             std::size_t upstream_index, const mesh::Upstream& upstream);

}  // namespace isthmus::route
