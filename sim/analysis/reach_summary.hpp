// "Who can reach whom?" of a mesh too large to be told pair by pair: its partitions, counted.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "sim/analysis/evidence.hpp"

namespace isthmus::analysis {

struct ReachSummaryQuestion {};

/// The network hops of a path that arrives: 1 direct, 2 through one gateway, 3 through two.
inline constexpr std::size_t network_hops_max = 3;

/// How many upstreams arrive, and in what the others end.
struct ReachCounts {
  std::size_t upstreams = 0;
  std::array<std::size_t, network_hops_max + 1> by_hops{};  ///< Of those that arrive.
  std::map<route::Disposition, std::size_t> blocked{};      ///< Of those that do not.

  std::size_t delivered() const;
};

/// The upstreams of one partition's services that name a service of another one, or of the same.
struct PartitionReach {
  model::PartitionId from{};
  std::string to{};  ///< The partition as it is named; there may be none of that name.
  ReachCounts counts{};
};

struct ReachSummary {
  ReachCounts all{};
  std::vector<PartitionReach> partitions{};  ///< By (from, to), those with any upstream.
};

/// Cost     linear in upstreams.
ReachSummary answer(const ReachSummaryQuestion& question, const Evidence& evidence);

}  // namespace isthmus::analysis
