// The decision of a destination's sidecar about one caller, or one request.
#pragma once

#include <span>

#include "sim/mesh/intentions.hpp"

namespace isthmus::mesh {

/// Whether the sidecar sees connections or requests.
enum class Listener { tcp, http };

/// An answer with the intention that gave it; null where none speaks and the default decides.
struct Authorization {
  bool allowed = false;
  const Intention* decided_by = nullptr;
};

/// Decides about `request` of `caller`, a certificate's identity.
///
/// Shape    `intentions`: in any order; those that do not speak of `destination` are passed over.
/// A connection-level listener cannot look at requests: permissions count as deny there. A request
/// that no permission covers goes to the default.
/// Source   Consul agent/xds/rbac.go.
Authorization authorize(std::span<const Intention> intentions, const ServiceName& destination,
                        const IntentionSource& caller, Listener listener,
                        const HttpRequest& request, IntentionAction default_action);

/// What can be said about two services without a request, as `consul intention check` says it.
struct DecisionSummary {
  bool allowed = false;
  bool has_permissions = false;  ///< It depends on the request.
  bool has_exact = false;        ///< No wildcard was needed.
};

enum class PermissionsMean { allow, deny };

/// Source   Consul agent/consul/state/intention.go, IntentionDecision.
DecisionSummary decision_summary(std::span<const Intention> intentions,
                                 const ServiceName& destination, const IntentionSource& caller,
                                 IntentionAction default_action, PermissionsMean permissions);

}  // namespace isthmus::mesh
