#include "sim/analysis/reach_summary.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

namespace isthmus::analysis {
namespace {

void count(ReachCounts& counts, const route::RouteFacts& facts) {
  ++counts.upstreams;
  if (facts.delivered()) {
    ++counts.by_hops[std::min<std::size_t>(facts.network_hops, network_hops_max)];
  } else {
    ++counts.blocked[facts.disposition];
  }
}

/// The partition that an upstream leads to, and where that is.
std::string place_of(const model::Model& model, const model::Service& from,
                     const mesh::Upstream& upstream) {
  const bool ours = upstream.peer.empty() && upstream.datacenter.empty() && from.name.away.empty();
  if (ours) return upstream.destination.partition;  // Nearly all of a million.
  const mesh::ServiceName to = route::destination_of(model, from, upstream);
  return mesh::placed_text(to.partition, to.away);
}

}  // namespace

std::size_t ReachCounts::delivered() const {
  return std::accumulate(by_hops.begin(), by_hops.end(), std::size_t{0});
}

ReachSummary answer(const ReachSummaryQuestion&, const Evidence& evidence) {
  using Ends = std::pair<model::PartitionId, std::string>;
  const model::Model& model = evidence.model;
  ReachSummary summary;
  std::map<Ends, ReachCounts> found;
  for (std::size_t i = 0; i < model.services.size(); ++i) {
    const model::Service& from = model.services[i];
    for (std::size_t u = 0; u < from.registration.upstreams.size(); ++u) {
      const mesh::Upstream& upstream = from.registration.upstreams[u];
      const route::RouteFacts& facts =
          evidence.routes.facts[evidence.routes.index_of(model::ServiceId{i}, u)];
      count(summary.all, facts);
      count(found[{from.partition, place_of(model, from, upstream)}], facts);
    }
  }
  for (auto& [ends, counts] : found) {
    summary.partitions.push_back({ends.first, ends.second, std::move(counts)});
  }
  return summary;
}

}  // namespace isthmus::analysis
