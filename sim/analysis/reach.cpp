#include "sim/analysis/reach.hpp"

namespace isthmus::analysis {

ReachMatrix answer(const ReachQuestion& question, const Evidence& evidence) {
  if (question.scope == ReachScope::upstreams) return {evidence.routes.routes};

  ReachMatrix matrix;
  const std::size_t services = evidence.model.services.size();
  for (std::size_t from = 0; from < services; ++from) {
    for (std::size_t to = 0; to < services; ++to) {
      if (from == to) continue;
      matrix.pairs.push_back(route::route_between(evidence.model, evidence.routes,
                                                  model::ServiceId{from}, model::ServiceId{to}));
    }
  }
  return matrix;
}

}  // namespace isthmus::analysis
