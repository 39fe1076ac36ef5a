#include "sim/route/follow.hpp"

#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "sim/route/aims.hpp"
#include "sim/route/journey.hpp"
#include "sim/route/reasons.hpp"

namespace isthmus::route {
namespace {

std::vector<Target> targets_of(const Aims& aims, const std::vector<Attempt>& attempts,
                               std::size_t used) {
  std::vector<Target> targets;
  for (std::size_t i = 0; i < aims.targets.size(); ++i) {
    Target target;
    target.text = mesh::short_text(aims.targets[i].target);
    target.sni = aims.targets[i].target.sni;
    const bool passed_over = i < attempts.size() && attempts[i].passed_over;
    target.used = i == used && !passed_over && aims.fault.empty();
    if (passed_over && !attempts[i].route.reasons.empty()) {
      target.why_not = attempts[i].route.reasons.front().problem;
    }
    targets.push_back(std::move(target));
  }
  return targets;
}

}  // namespace

Route follow(const model::Model& model, const RouteTable& table, model::ServiceId from,
             std::size_t upstream_index, const mesh::Upstream& upstream) {
  const Aims aims = aims_of(model, table, model[from], upstream);
  std::vector<Attempt> attempts;
  std::size_t used = 0;
  for (const Aim& aim : aims.targets) {
    attempts.push_back(attempt(model, table, from, upstream, aim));
    if (!attempts.back().passed_over) break;
  }
  // Where every target is passed over, the first is the one that is missed.
  if (!attempts.back().passed_over) used = attempts.size() - 1;
  std::vector<Target> targets = targets_of(aims, attempts, used);
  Route route = std::move(attempts[used].route);
  route.upstream = upstream_index;
  route.destination = upstream.destination;
  route.targets = std::move(targets);
  route.chain = aims.steps;
  if (!aims.fault.empty()) {
    route.disposition = Disposition::no_upstream;
    route.reasons.insert(route.reasons.begin(),
                         discovery_chain_fault(upstream, aims.fault, aims.fault_at));
    end_at_sidecar(route);
    return route;
  }
  if (used > 0) route.remarks.push_back(failed_over(aims, route));
  if (!attempts.back().passed_over) return route;
  for (std::size_t i = 1; i < attempts.size(); ++i) {  // Mending any of them would do.
    std::vector<Reason>& reasons = attempts[i].route.reasons;
    route.reasons.insert(route.reasons.end(), std::move_iterator{reasons.begin()},
                         std::move_iterator{reasons.end()});
  }
  return route;
}

}  // namespace isthmus::route
