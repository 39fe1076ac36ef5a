// A reachability matrix with one row and one column for each partition, for meshes whose services
// no terminal is wide enough for.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/analysis/reach.hpp"

namespace isthmus::analysis {

/// All pairs with an upstream between the services of two partitions.
struct PartitionPair {
  std::string from{};
  std::string to{};
  std::size_t upstreams = 0;  ///< Pairs that some upstream joins.
  std::size_t delivered = 0;  ///< Of them.
  int hops_min = 0;           ///< Of the delivered; 0 where none is.
  int hops_max = 0;
  route::Disposition worst = route::Disposition::delivered;  ///< The end of most that fail.

  bool whole() const { return delivered == upstreams; }
};

/// Shape  sorted by (from, to); only pairs of partitions with an upstream between them.
std::vector<PartitionPair> by_partition(const model::Model& model, const ReachMatrix& matrix);

}  // namespace isthmus::analysis
