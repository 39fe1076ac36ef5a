#include "sim/analysis/reach_partitions.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace isthmus::analysis {
namespace {

struct Tally {
  PartitionPair pair{};
  std::array<std::size_t, route::disposition_count> ends{};
};

void count(const ReachPair& one, Tally& tally) {
  PartitionPair& pair = tally.pair;
  ++pair.upstreams;
  if (!one.delivered()) {
    ++tally.ends[static_cast<std::size_t>(one.disposition)];
    return;
  }
  pair.hops_min =
      pair.delivered == 0 ? one.network_hops : std::min(pair.hops_min, one.network_hops);
  pair.hops_max = std::max(pair.hops_max, one.network_hops);
  ++pair.delivered;
}

}  // namespace

std::vector<PartitionPair> by_partition(const model::Model& model, const ReachMatrix& matrix) {
  std::map<std::pair<std::string, std::string>, Tally> tallies;
  for (const ReachPair& one : matrix.pairs) {
    if (one.disposition == route::Disposition::no_upstream && one.why.empty()) continue;
    count(one, tallies[{model[one.from].name.partition, one.destination.partition}]);
  }
  std::vector<PartitionPair> pairs;
  for (auto& [names, tally] : tallies) {
    PartitionPair pair = tally.pair;
    pair.from = names.first;
    pair.to = names.second;
    if (!pair.whole()) {
      const auto most = std::max_element(tally.ends.begin(), tally.ends.end());
      pair.worst = static_cast<route::Disposition>(most - tally.ends.begin());
    }
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

}  // namespace isthmus::analysis
