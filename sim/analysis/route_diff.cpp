#include "sim/analysis/route_diff.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "sim/base/expects.hpp"
#include "sim/base/number_text.hpp"

namespace isthmus::analysis {
namespace {

/// Caller, destination, and which of several with the same ends.
using Key = std::tuple<std::string, std::string, std::size_t>;
using Index = std::map<Key, std::size_t>;

Index index_of(const Evidence& evidence) {
  Index index;
  std::size_t i = 0;
  for (const model::Service& from : evidence.model.services) {
    for (const mesh::Upstream& upstream : from.registration.upstreams) {
      const std::string to = full_text(route::destination_of(evidence.model, from, upstream));
      std::size_t n = 0;
      while (!index.emplace(Key{full_text(from.name), to, n}, i).second) ++n;
      ++i;
    }
  }
  return index;
}

std::string way_text(const model::Model& model, const route::Route& route) {
  std::string way{text(route.disposition)};
  if (route.crosses_partition) way += " " + std::string{text(route.mode.mode)};
  for (const model::PartitionId id : route.gateways()) way += " via " + model[id].name;
  if (route.to.is_some()) way += " to " + full_text(model[route.to].name);
  return way;
}

/// Nothing if both go the same way.
std::optional<RouteChangeKind> change_between(const Evidence& before, const route::Route& a,
                                              const Evidence& after, const route::Route& b) {
  if (a.delivered() != b.delivered()) {
    return a.delivered() ? RouteChangeKind::lost : RouteChangeKind::gained;
  }
  if (!a.delivered()) {
    const auto first = [](const route::Route& route) {
      return route.reasons.empty() ? std::string{} : route.reasons.front().code;
    };
    const bool same = a.disposition == b.disposition && first(a) == first(b);
    return same ? std::nullopt : std::optional{RouteChangeKind::refused};
  }
  const bool same = ways_text(before.model, a) == ways_text(after.model, b);
  return same ? std::nullopt : std::optional{RouteChangeKind::rerouted};
}

}  // namespace

std::string ways_text(const model::Model& model, const route::Route& route) {
  if (route.branches.empty()) return way_text(model, route);
  std::string ways;
  for (const route::Branch& branch : route.branches) {
    ways += shortest_text(branch.share) + " " + branch.when + " " + way_text(model, branch.route) +
            "\n";
  }
  return ways;
}

std::string_view text(RouteChangeKind kind) {
  switch (kind) {
    case RouteChangeKind::lost:
      return "lost";
    case RouteChangeKind::gained:
      return "gained";
    case RouteChangeKind::rerouted:
      return "rerouted";
    case RouteChangeKind::refused:
      return "refused";
  }
  ISTHMUS_EXPECTS(false);
}

RouteDiff answer(const RouteDiffQuestion&, const Evidence& before, const Evidence& after) {
  const Index first = index_of(before);
  const Index second = index_of(after);
  RouteDiff diff;
  for (const auto& [key, i] : first) {
    const route::Route a = route::route_of(before.model, before.routes, i);
    const auto found = second.find(key);
    if (found == second.end()) {
      diff.changes.push_back({a.delivered() ? RouteChangeKind::lost : RouteChangeKind::refused, i,
                              std::nullopt, false});
      continue;
    }
    const route::Route b = route::route_of(after.model, after.routes, found->second);
    if (const auto kind = change_between(before, a, after, b)) {
      const bool elsewhere = a.mode.decided_by.scope != b.mode.decided_by.scope;
      diff.changes.push_back({*kind, i, found->second, elsewhere});
    } else {
      ++diff.unchanged;
    }
  }
  for (const auto& [key, i] : second) {
    if (first.find(key) != first.end()) continue;
    const bool arrives = after.routes.facts[i].delivered();
    diff.changes.push_back(
        {arrives ? RouteChangeKind::gained : RouteChangeKind::refused, std::nullopt, i, false});
  }
  std::stable_sort(diff.changes.begin(), diff.changes.end(),
                   [](const RouteChange& a, const RouteChange& b) { return a.kind < b.kind; });
  return diff;
}

}  // namespace isthmus::analysis
