// One upstream, followed to the target that its discovery chain ends up with.
#pragma once

#include <cstddef>

#include "sim/mesh/registration.hpp"
#include "sim/model/model.hpp"
#include "sim/route/aims.hpp"
#include "sim/route/detail.hpp"
#include "sim/route/route.hpp"

namespace isthmus::route {

/// Follows one upstream, which need not be registered: to the first target of its chain that the
/// caller's sidecar finds healthy, or, where there is none, to the first of all. Where a router or
/// a splitter parts requests, to one target each, with the share that `request` takes there.
///
/// Shape    `table`: its gateways, zone groups and entries; routes are not looked at.
/// Source   Consul agent/xds/clusters.go: an aggregate cluster tries its targets in order.
Route follow(const model::Model& model, const RouteTable& table, model::ServiceId from,
             std::size_t upstream_index, const mesh::Upstream& upstream,
             const mesh::HttpRequest& request, Detail detail, Chains& chains);

/// Cuts the hops of a route for which the caller's sidecar has no listener.
void end_at_sidecar(Route& route);

}  // namespace isthmus::route
