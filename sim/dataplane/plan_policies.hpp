// What a caller's sidecar does about requests that fail or take too long, as Consul's words for the
// route say (docs/model/resilience.md).
#pragma once

#include "sim/dataplane/plan.hpp"

namespace isthmus::dataplane {

/// Gives a flow the policy of its route and of its upstream.
void add_policy(const Plan& plan, const route::Route& route, Flow& flow);

}  // namespace isthmus::dataplane
