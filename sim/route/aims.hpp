// Where the discovery chain of an upstream may send a call: for each part of the requests, the
// first target that can serve it, and those that stand in for it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/mesh/discovery_chain.hpp"
#include "sim/mesh/registration.hpp"
#include "sim/model/model.hpp"
#include "sim/route/route.hpp"

namespace isthmus::route {

/// One target of a chain, as an upstream that leads straight to it.
struct Aim {
  mesh::Upstream upstream{};
  mesh::ChainTarget target{};
  bool redirected = false;  ///< It is another service than the upstream names.
};

/// A part of the requests.
struct Aims {
  std::vector<Aim> targets{};  ///< In the order of trying; never empty.
  std::size_t rule = 0;        ///< Of the router.
  double weight = 100;         ///< Percent of what that rule picks.
};

struct Chain {
  std::vector<Aims> legs{};              ///< By rule; never empty.
  std::vector<mesh::ChainRule> rules{};  ///< The last one picks everything.
  std::vector<mesh::ChainStep> steps{};
  std::optional<mesh::ChainFault> fault{};  ///< Why there is no chain.
};

/// Compiles chains and remembers the last one: upstreams that lead to the same service follow one
/// another, and all of a partition have the same chain.
class Chains {
 public:
  using Compiled = std::variant<mesh::DiscoveryChain, mesh::ChainFault>;

  /// Shape    `entries`: the same at every call.
  const Compiled& of(const mesh::ChainEntries& entries, mesh::ChainRequest request);

 private:
  std::optional<mesh::ChainRequest> request_{};
  Compiled compiled_{};
};

/// Compiles the chain of an upstream. A peer's service and a prepared query have none: they are
/// their own target.
Chain chain_of(const model::Model& model, const RouteTable& table, const model::Service& from,
               const mesh::Upstream& upstream, Chains& chains);

}  // namespace isthmus::route
