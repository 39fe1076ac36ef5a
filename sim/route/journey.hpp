// One target on its way: every place it would pass, and everything that stands in the way.
//
// All checks are made, also behind the place where the connection ends, because a user wants every
// reason at once. Each is noted with the place where it would end the connection; the first place
// decides the disposition and cuts the hops.
#pragma once

#include "sim/mesh/registration.hpp"
#include "sim/model/model.hpp"
#include "sim/route/aims.hpp"
#include "sim/route/detail.hpp"
#include "sim/route/route.hpp"

namespace isthmus::route {

/// The way to one target, and whether a sidecar with another target would not go it: it knows no
/// healthy instance there, or no gateway to dial.
struct Attempt {
  Route route{};
  bool passed_over = false;
};

/// Follows `upstream` to one of its targets.
///
/// Shape    `table`: its gateways and zone groups; routes are not looked at.
Attempt attempt(const model::Model& model, const RouteTable& table, model::ServiceId from,
                const mesh::Upstream& upstream, const Aim& aim, const mesh::HttpRequest& request,
                Detail detail);

}  // namespace isthmus::route
