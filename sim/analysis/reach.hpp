// "Who can reach whom, and over how many hops?"
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/analysis/evidence.hpp"

namespace isthmus::analysis {

enum class ReachScope {
  every_pair,  ///< Every ordered pair of different services.
  upstreams,   ///< Only what some upstream names; also where no such service exists.
};

/// Which ends of pairs are asked about: all, those of a partition, or one service.
struct ReachFilter {
  std::string partition{};  ///< Empty: any.
  std::optional<mesh::ServiceName> service{};

  bool allows(const mesh::ServiceName& name) const {
    return (partition.empty() || name.partition == partition) && (!service || name == *service);
  }
};

struct ReachQuestion {
  ReachScope scope = ReachScope::every_pair;
  ReachFilter from{};
  ReachFilter to{};
};

/// What a matrix tells about one pair; `explain` tells the rest. Where its requests part, what is
/// told is the worst of their paths.
struct ReachPair {
  model::ServiceId from{};
  mesh::ServiceName destination{};
  route::Disposition disposition = route::Disposition::delivered;
  int network_hops = 0;
  double delivered_share = 1;  ///< Of its requests; between 0 and 1 where they part.
  mesh::GatewayMode mode = mesh::GatewayMode::none;
  std::string why{};  ///< The first thing that stands in the way; empty where nothing does.

  bool delivered() const { return disposition == route::Disposition::delivered; }
};

/// Shape  sorted by (from, to); for `upstreams` in the order of the route table.
struct ReachMatrix {
  std::vector<ReachPair> pairs{};
};

/// Returns  the mode of a pair without an upstream is that which an upstream without a mode of its
///          own would have.
/// Cost     `every_pair` is quadratic in services.
ReachMatrix answer(const ReachQuestion& question, const Evidence& evidence);

}  // namespace isthmus::analysis
