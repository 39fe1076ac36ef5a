#include "sim/route/follow.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "sim/route/aims.hpp"
#include "sim/route/journey.hpp"
#include "sim/route/reasons.hpp"

namespace isthmus::route {
namespace {

/// "finance/billing, subset v2", "api@dc2"
std::string text_of(const Aim& aim) {
  mesh::ChainTarget target = aim.target;
  target.service.away = aim.upstream.destination.away;
  return mesh::short_text(target);
}

std::vector<Target> targets_of(const Aims& aims, const std::vector<Attempt>& attempts,
                               std::size_t used, bool has_chain) {
  std::vector<Target> targets;
  for (std::size_t i = 0; i < aims.targets.size(); ++i) {
    Target target;
    target.text = text_of(aims.targets[i]);
    target.sni = aims.targets[i].target.sni;
    const bool passed_over = i < attempts.size() && attempts[i].passed_over;
    target.used = i == used && !passed_over && has_chain;
    if (passed_over && !attempts[i].route.reasons.empty()) {
      target.why_not = attempts[i].route.reasons.front().problem;
    }
    targets.push_back(std::move(target));
  }
  return targets;
}

bool is_same(const Reason& a, const Reason& b) {
  return a.code == b.code && a.at == b.at && a.problem == b.problem;
}

/// Adds what is not said yet.
void add_new(std::vector<Reason>& known, const std::vector<Reason>& more) {
  for (const Reason& one : more) {
    if (std::none_of(known.begin(), known.end(),
                     [&](const Reason& other) { return is_same(one, other); })) {
      known.push_back(one);
    }
  }
}

class Follower {
 public:
  Follower(const model::Model& model, const RouteTable& table, model::ServiceId from,
           const mesh::Upstream& upstream, const mesh::HttpRequest& request, Detail detail,
           Chains& chains)
      : model_{model},
        table_{table},
        from_{from},
        upstream_{upstream},
        request_{request},
        detail_{detail},
        chain_{chain_of(model, table, model[from], upstream, chains)} {}

  Route route() const {
    Route route = chain_.legs.size() == 1 ? along(chain_.legs.front()) : parted();
    route.chain = chain_.steps;
    if (!chain_.fault) return route;
    route.disposition = Disposition::no_upstream;
    route.reasons.insert(route.reasons.begin(),
                         discovery_chain_fault(model_, upstream_, *chain_.fault));
    end_at_sidecar(route);
    return route;
  }

 private:
  Route along(const Aims& aims) const;
  Route parted() const;
  void add_stand_ins(const Aims& aims, std::size_t next, const mesh::HttpRequest& request,
                     Route& route) const;
  std::size_t picked_rule() const;

  const model::Model& model_;
  const RouteTable& table_;
  model::ServiceId from_;
  const mesh::Upstream& upstream_;
  const mesh::HttpRequest& request_;
  Detail detail_;
  Chain chain_;
};

/// To the first target that the caller's sidecar finds healthy.
Route Follower::along(const Aims& aims) const {
  const mesh::ChainRule& rule = chain_.rules[aims.rule];
  const mesh::HttpRequest request = mesh::rewritten(request_, rule.match, rule.prefix_rewrite);
  std::vector<Attempt> attempts;
  std::size_t used = 0;
  for (const Aim& aim : aims.targets) {
    attempts.push_back(attempt(model_, table_, from_, upstream_, aim, request, detail_));
    if (!attempts.back().passed_over) break;
  }
  // Where every target is passed over, the first is the one that is missed.
  const bool all_passed_over = attempts.back().passed_over;
  if (!all_passed_over) used = attempts.size() - 1;
  std::vector<Target> targets;
  if (detail_ == Detail::whole || used > 0) {  // The remark about a failover speaks of them.
    targets = targets_of(aims, attempts, used, !chain_.fault);
  }
  Route route = std::move(attempts[used].route);
  route.destination = destination_of(model_, model_[from_], upstream_);
  route.targets = std::move(targets);
  if (rule.request_timeout) route.request_timeout = rule.request_timeout;
  route.idle_timeout = rule.idle_timeout;
  route.retries = rule.retries;
  if (chain_.fault) return route;
  if (used > 0) route.remarks.push_back(failed_over(aims, route));
  if (!all_passed_over) {
    if (detail_ == Detail::whole) add_stand_ins(aims, used + 1, request, route);
    return route;
  }
  for (std::size_t i = 1; i < attempts.size(); ++i) {  // Mending any of them would do.
    std::vector<Reason>& reasons = attempts[i].route.reasons;
    route.reasons.insert(route.reasons.end(), std::move_iterator{reasons.begin()},
                         std::move_iterator{reasons.end()});
  }
  return route;
}

/// Where the sidecar turns when every instance of a target has become unhealthy.
void Follower::add_stand_ins(const Aims& aims, std::size_t next, const mesh::HttpRequest& request,
                             Route& route) const {
  for (; next < aims.targets.size(); ++next) {
    Attempt other = attempt(model_, table_, from_, upstream_, aims.targets[next], request, detail_);
    if (other.passed_over) continue;
    other.route.destination = route.destination;
    route.stand_ins.push_back(std::move(other.route));
  }
}

/// The first rule of the router that fits the request.
std::size_t Follower::picked_rule() const {
  std::size_t rule = 0;
  while (rule + 1 < chain_.rules.size() && !mesh::fits(chain_.rules[rule].match, request_)) ++rule;
  return rule;
}

/// Along every leg; the route is that of the leg that fares worst with this request.
Route Follower::parted() const {
  const std::size_t picked = picked_rule();
  double weights = 0;
  for (const Aims& leg : chain_.legs) weights += leg.rule == picked ? leg.weight : 0;
  std::vector<Branch> branches;
  for (const Aims& leg : chain_.legs) {
    Branch& branch = branches.emplace_back();
    branch.rule = leg.rule;
    if (chain_.rules.size() > 1) {
      const bool last = leg.rule + 1 == chain_.rules.size();
      branch.when = last ? "all other requests" : text(chain_.rules[leg.rule].match);
      branch.when_at = chain_.rules[leg.rule].at;
    }
    branch.weight = leg.weight;
    branch.share = leg.rule == picked && weights > 0 ? leg.weight / weights : 0;
    branch.route = along(leg);
  }
  const auto fares_worse = [](const Branch& a, const Branch& b) {
    if ((a.share > 0) != (b.share > 0)) return a.share > 0;
    if (a.route.delivered() != b.route.delivered()) return !a.route.delivered();
    return a.route.network_hops() > b.route.network_hops();
  };
  Route route = std::min_element(branches.begin(), branches.end(), fares_worse)->route;
  for (const Branch& branch : branches) {
    if (branch.share > 0) {
      add_new(route.reasons, branch.route.reasons);
      add_new(route.remarks, branch.route.remarks);
    } else if (!branch.route.delivered()) {
      add_new(route.remarks, {other_requests_end(branch)});
    }
  }
  route.branches = std::move(branches);
  return route;
}

}  // namespace

Route follow(const model::Model& model, const RouteTable& table, model::ServiceId from,
             std::size_t upstream_index, const mesh::Upstream& upstream,
             const mesh::HttpRequest& request, Detail detail, Chains& chains) {
  Route route = Follower{model, table, from, upstream, request, detail, chains}.route();
  route.upstream = upstream_index;
  for (Branch& branch : route.branches) branch.route.upstream = upstream_index;
  return route;
}

void end_at_sidecar(Route& route) {
  route.branches.clear();
  route.hops.resize(2);  // The app and its sidecar, which has no port for this destination.
  route.hops.back().cluster.clear();
  route.hops.back().dials.clear();
}

}  // namespace isthmus::route
