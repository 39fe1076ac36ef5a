// "Who can reach whom, and over how many hops?"
#pragma once

#include <vector>

#include "sim/analysis/evidence.hpp"

namespace isthmus::analysis {

enum class ReachScope {
  every_pair,  ///< Every ordered pair of different services.
  upstreams,   ///< Only what some upstream names; also where no such service exists.
};

struct ReachQuestion {
  ReachScope scope = ReachScope::every_pair;
};

/// Shape  sorted by (from, to); for `upstreams` in the order of the route table.
struct ReachMatrix {
  std::vector<route::Route> pairs{};
};

/// Cost   `every_pair` is quadratic in services.
ReachMatrix answer(const ReachQuestion& question, const Evidence& evidence);

}  // namespace isthmus::analysis
