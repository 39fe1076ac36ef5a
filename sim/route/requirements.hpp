// What Consul asks of an installation before partitions can talk through mesh gateways.
#pragma once

#include "sim/base/diagnostic.hpp"
#include "sim/model/model.hpp"
#include "sim/route/route.hpp"

namespace isthmus::route {

/// Every requirement that is not met, in the order of the places in the input.
///
/// Errors are what Consul refuses or cannot do; warnings are what works here and is likely to fail
/// elsewhere.
/// Source   Consul docs, "Service-to-service Traffic Across Partitions", requirements.
Diagnostics requirements(const model::Model& model, const RouteTable& table);

}  // namespace isthmus::route
