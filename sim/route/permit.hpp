// The last door: the destination's sidecar asks its intentions whether the caller may enter.
#pragma once

#include "sim/model/model.hpp"
#include "sim/route/route.hpp"

namespace isthmus::route {

/// A permit, and what a reason has to say beyond it.
struct Decision {
  Permit permit{};
  const mesh::Intention* intention = nullptr;  ///< The one that decided; null: the policy did.
  bool permissions_on_tcp = false;             ///< It speaks of requests, which tcp does not show.
  bool by_request = false;                     ///< Its permissions decided, about `GET /`.
};

/// What holds where no intention speaks: default_intention_policy, else that of the ACLs.
///
/// Source   Consul CHANGELOG 1.18.0; docs, intentions, default behaviour.
model::DefaultPolicy default_policy(const model::ConsulSettings& consul);

/// Decides about every request of `from` to `to`. Requests of a scenario have no method, path or
/// header: permissions are asked about `GET /`.
///
/// Cost     the logarithm of all intentions, times those on `to`.
/// Source   Consul agent/xds/rbac.go.
Decision decide(const model::Model& model, const model::Service& from, const model::Service& to);

}  // namespace isthmus::route
