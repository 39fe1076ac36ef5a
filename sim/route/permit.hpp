// The last door: the destination's sidecar asks its intentions whether the caller may enter.
#pragma once

#include <string>

#include "sim/mesh/http_request.hpp"
#include "sim/model/model.hpp"
#include "sim/route/route.hpp"

namespace isthmus::route {

/// A permit, and what a reason has to say beyond it.
struct Decision {
  Permit permit{};
  const mesh::Intention* intention = nullptr;  ///< The one that decided; null: the policy did.
  bool permissions_on_tcp = false;             ///< It speaks of requests, which tcp does not show.
  bool by_request = false;                     ///< Its permissions decided, about the request.
  std::string request{};                       ///< "GET /"
};

/// What holds where no intention speaks: default_intention_policy, else that of the ACLs.
///
/// Source   Consul CHANGELOG 1.18.0; docs, intentions, default behaviour.
model::DefaultPolicy default_policy(const model::ConsulSettings& consul);

/// Decides about requests of `from` to `to` that look like `request`.
///
/// Cost     the logarithm of all intentions, times those on `to`.
/// Source   Consul agent/xds/rbac.go.
Decision decide(const model::Model& model, const model::Service& from, const model::Service& to,
                const mesh::HttpRequest& request);

}  // namespace isthmus::route
