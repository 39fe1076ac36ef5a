#include "sim/analysis/reach.hpp"

#include <utility>

#include "sim/route/mode_ladder.hpp"

namespace isthmus::analysis {
namespace {

ReachPair pair_of(const route::Route& route) {
  ReachPair pair;
  pair.from = route.from;
  pair.destination = route.destination;
  pair.disposition = route.disposition;
  pair.network_hops = route.network_hops();
  pair.delivered_share = route.delivered_share();
  pair.mode = route.mode.mode;
  if (!route.reasons.empty()) pair.why = route.reasons.front().problem;
  return pair;
}

/// A pair that no upstream joins. The whole route to nowhere, with all its reasons, would cost a
/// hundred times as much, and most pairs of a large mesh are like this.
ReachPair pair_without_upstream(const model::Model& model, model::ServiceId from,
                                model::ServiceId to) {
  mesh::Upstream wanted;
  wanted.destination = model[to].name;
  ReachPair pair;
  pair.from = from;
  pair.destination = wanted.destination;
  pair.disposition = route::Disposition::no_upstream;
  pair.delivered_share = 0;
  pair.mode =
      mesh::resolve_mode(route::mode_ladder(model, model[from], wanted, wanted.destination)).mode;
  return pair;
}

/// Per service, the route of the first upstream of `from` that names it; null where none does.
std::vector<const route::Route*> routes_from(const Evidence& evidence, model::ServiceId from) {
  std::vector<const route::Route*> routes(evidence.model.services.size(), nullptr);
  const std::vector<mesh::Upstream>& upstreams = evidence.model[from].registration.upstreams;
  for (std::size_t u = upstreams.size(); u-- > 0;) {
    const model::ServiceId to =
        route::named_service(evidence.model, evidence.model[from], upstreams[u]);
    if (to.is_some()) routes[to.index()] = &evidence.routes.of(from, u);
  }
  return routes;
}

}  // namespace

ReachMatrix answer(const ReachQuestion& question, const Evidence& evidence) {
  ReachMatrix matrix;
  if (question.scope == ReachScope::upstreams) {
    for (const route::Route& route : evidence.routes.of_upstreams()) {
      matrix.pairs.push_back(pair_of(route));
    }
    return matrix;
  }
  const std::size_t services = evidence.model.services.size();
  for (std::size_t i = 0; i < services; ++i) {
    const model::ServiceId from{i};
    const std::vector<const route::Route*> routes = routes_from(evidence, from);
    for (std::size_t j = 0; j < services; ++j) {
      if (i == j) continue;
      matrix.pairs.push_back(
          routes[j] != nullptr ? pair_of(*routes[j])
                               : pair_without_upstream(evidence.model, from, model::ServiceId{j}));
    }
  }
  return matrix;
}

}  // namespace isthmus::analysis
