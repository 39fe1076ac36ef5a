#include "sim/analysis/reach.hpp"

#include <optional>
#include <utility>

#include "sim/route/mode_ladder.hpp"

namespace isthmus::analysis {
namespace {

ReachPair pair_of(const Evidence& evidence, model::ServiceId from, std::size_t upstream) {
  const std::size_t index = evidence.routes.index_of(from, upstream);
  const route::RouteFacts& facts = evidence.routes.facts[index];
  ReachPair pair;
  pair.from = from;
  const model::Service& caller = evidence.model[from];
  pair.destination =
      route::destination_of(evidence.model, caller, caller.registration.upstreams[upstream]);
  pair.disposition = facts.disposition;
  pair.network_hops = facts.network_hops;
  pair.mode = facts.mode;
  if (facts.delivered() && !facts.parts) return pair;
  const route::Route route = route::route_of(evidence.model, evidence.routes, index);
  pair.delivered_share = route.delivered_share();
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

/// Per service, the first upstream of `from` that names it; none where none does.
std::vector<std::optional<std::size_t>> upstreams_to(const Evidence& evidence,
                                                     model::ServiceId from) {
  std::vector<std::optional<std::size_t>> named(evidence.model.services.size());
  const std::vector<mesh::Upstream>& upstreams = evidence.model[from].registration.upstreams;
  for (std::size_t u = upstreams.size(); u-- > 0;) {
    const model::ServiceId to =
        route::named_service(evidence.model, evidence.model[from], upstreams[u]);
    if (to.is_some()) named[to.index()] = u;
  }
  return named;
}

}  // namespace

ReachMatrix answer(const ReachQuestion& question, const Evidence& evidence) {
  ReachMatrix matrix;
  if (question.scope == ReachScope::upstreams) {
    for (std::size_t i = 0; i < evidence.model.services.size(); ++i) {
      const model::ServiceId from{i};
      if (!question.from.allows(evidence.model[from].name)) continue;
      for (std::size_t u = 0; u < evidence.model[from].registration.upstreams.size(); ++u) {
        ReachPair pair = pair_of(evidence, from, u);
        if (question.to.allows(pair.destination)) matrix.pairs.push_back(std::move(pair));
      }
    }
    return matrix;
  }
  const std::size_t services = evidence.model.services.size();
  for (std::size_t i = 0; i < services; ++i) {
    const model::ServiceId from{i};
    if (!question.from.allows(evidence.model[from].name)) continue;
    const std::vector<std::optional<std::size_t>> named = upstreams_to(evidence, from);
    for (std::size_t j = 0; j < services; ++j) {
      if (i == j || !question.to.allows(evidence.model.services[j].name)) continue;
      matrix.pairs.push_back(
          named[j] ? pair_of(evidence, from, *named[j])
                   : pair_without_upstream(evidence.model, from, model::ServiceId{j}));
    }
  }
  return matrix;
}

}  // namespace isthmus::analysis
