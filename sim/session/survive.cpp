#include "sim/session/survive.hpp"

#include <algorithm>
#include <set>

#include "sim/analysis/pair_text.hpp"
#include "sim/underlay/graph.hpp"

namespace isthmus::session {
namespace {

using underlay::ZoneId;

/// Which gateway groups cut the graph whose vertices are services and gateway groups, and whose
/// edges are the hops of all ways that arrive.
std::set<std::size_t> cutting_groups(const Study& study) {
  const std::size_t services = study.model.services.size();
  std::vector<underlay::Edge> edges;
  route::for_each_upstream(study.model, study.routes, [&](const route::Route& upstream) {
    for_each_path(upstream, [&](const route::Route& route) {
      if (!route.delivered()) return;
      std::size_t at = route.from.index();
      for (const model::PartitionId gateway : route.gateways()) {
        edges.push_back({at, services + gateway.index()});
        at = services + gateway.index();
      }
      edges.push_back({at, route.to.index()});
    });
  });
  std::set<std::size_t> groups;
  const std::size_t vertices = services + study.model.partitions.size();
  for (const std::size_t vertex : underlay::articulation_points(vertices, edges)) {
    if (vertex >= services) groups.insert(vertex - services);
  }
  return groups;
}

class Survey {
 public:
  Survey(const Study& study, SurviveScope scope, const RunOptions& options, AtOnce at_once)
      : study_{study},
        options_{options},
        at_once_{at_once},
        cutting_groups_{cutting_groups(study)} {
    survival_.simulated = scope == SurviveScope::simulated;
    for (std::size_t i = 0; i < study.routes.upstreams(); ++i) {
      survival_.upstreams += study.routes.facts[i].delivered() ? 1 : 0;
    }
    const auto zones = study.model.network.articulation_zones();
    cutting_zones_.insert(zones.begin(), zones.end());
  }

  Survival result() && {
    std::vector<Loss> losses = losses_of(study_);
    if (at_once_ == AtOnce::two) losses = pairs_of(losses);
    runs_ = 1 + 2 * losses.size();
    if (survival_.simulated && !run_base()) return std::move(survival_);
    for (const Loss& loss : losses) {
      const Reduced after = reduced(study_, loss);
      LossOutcome outcome;
      outcome.loss = loss;
      outcome.cuts_the_graph = cuts(loss);
      compare_ways(after, outcome);
      if (survival_.simulated && !(simulate(after, outcome) && watch(outcome))) break;
      survival_.outcomes.push_back(std::move(outcome));
    }
    return std::move(survival_);
  }

 private:
  RunResult run_named(const Study& study, const std::string& name) {
    RunOptions options = options_;
    options.progress = part_of_many(options_.progress, name, runs_done_++, runs_);
    return run(study, options);
  }

  bool run_base() {
    base_ = run_named(study_, "nothing lost");
    survival_.interrupted = base_.interrupted;
    if (has_errors(base_.diagnostics)) survival_.diagnostics = base_.diagnostics;
    options_.warmup = base_.warm_up.cut;
    return !base_.interrupted && !base_.records.empty();
  }

  bool cuts(const Loss& loss) const {
    if (loss.kind == LossKind::gateway_group) return cutting_groups_.count(loss.partition) > 0;
    return loss.kind == LossKind::zone && cutting_zones_.count(loss.zone) > 0;
  }

  void compare_ways(const Reduced& after, LossOutcome& outcome) const {
    for (std::size_t i = 0; i < study_.routes.upstreams(); ++i) {
      if (!study_.routes.facts[i].delivered()) continue;
      const route::Route was = route::route_of(study_.model, study_.routes, i);
      const route::Route is = route::route_of(after.study.model, after.study.routes, i);
      bool lost = after.gone.count(was.from.index()) > 0 || !is.delivered();
      bool around = false;
      for_each_path(is, [&](const route::Route& way) {
        const Ground ground = ground_of(after.study.model.network, after.study, way);
        around = around || ground != ground_of(study_.model.network, after.study, way);
        lost = lost || !way.delivered() || after.gone.count(way.to.index()) > 0 || !ground.whole;
      });
      if (lost) {
        outcome.lost.push_back(i);
      } else if (around || analysis::ways_text(study_.model, was) !=
                               analysis::ways_text(after.study.model, is)) {
        outcome.rerouted.push_back(i);
      }
    }
  }

  /// The ways through the network between every two neighbouring places of a route.
  struct Ground {
    bool whole = true;        ///< Between each two there is one.
    std::size_t detours = 0;  ///< Of them, those that pass a zone in between.
    friend bool operator==(const Ground&, const Ground&) = default;
  };
  static Ground ground_of(const underlay::Network& network, const Study& study,
                          const route::Route& route) {
    std::vector<const std::vector<ZoneId>*> places = {&study.model[route.from].zones};
    for (const model::PartitionId gateway : route.gateways()) {
      places.push_back(&study.model[gateway].zones);
    }
    places.push_back(&study.model[route.to].zones);
    Ground ground;
    for (std::size_t i = 1; i < places.size(); ++i) {
      bool any = false;
      for (const ZoneId a : *places[i - 1]) {
        for (const ZoneId b : *places[i]) {
          const auto path = network.path_between(a, b);
          any = any || path;
          ground.detours += path && path->hops() > 1 ? 1 : 0;
        }
      }
      ground.whole = ground.whole && any;
    }
    return ground;
  }

  bool simulate(const Reduced& after, LossOutcome& outcome) {
    const auto& traffic = after.study.model.traffic;
    const bool silent = std::all_of(traffic.begin(), traffic.end(), [](const auto& source) {
      return std::holds_alternative<model::ImpliedCalls>(source.arrivals);
    });
    if (silent) {
      outcome.lost_share = 1;
      return true;
    }
    const RunResult result = run_named(after.study, outcome.loss.name);
    if (result.interrupted || result.records.empty()) {
      survival_.interrupted = true;
      return false;
    }
    double answered = 0;
    double asked = 0;
    for (const analysis::PairSummary& pair : result.summary.pairs) {
      answered += static_cast<double>(pair.requests - pair.failed);
    }
    for (const analysis::PairSummary& pair : base_.summary.pairs) {
      asked += static_cast<double>(pair.requests - pair.failed);
    }
    outcome.lost_share = asked > 0 ? std::max(0.0, 1 - answered / asked) : 0;
    if (outcome.lost.empty() && *outcome.lost_share < 1e-3) outcome.lost_share = 0;  // Chance.
    for (const analysis::StationSummary& station : result.summary.stations) {
      if (station.unstable && outcome.unstable_at.empty()) outcome.unstable_at = station.name;
      if (station.kind != results::StationKind::gateway) continue;
      if (station.offered_load.mean <= outcome.load_most) continue;
      outcome.load_most = station.offered_load.mean;
      outcome.busiest = station.name;
    }
    find_worst(after.study, result, outcome);
    return true;
  }

  /// The moment of the loss: what it costs until everybody knows, and until when.
  bool watch(LossOutcome& outcome) {
    const Duration warmup = base_.warm_up.cut;
    const Duration begin = warmup + (base_.plan.duration - warmup) / 4;
    const Study breaking = at_the_moment(study_, outcome.loss, SimTime::start() + begin);
    const RunResult result = run_named(breaking, outcome.loss.name + ", its moment");
    if (result.interrupted || result.records.empty()) {
      survival_.interrupted = true;
      return false;
    }
    const analysis::EventSummary& event = result.timeline.events.front();
    outcome.lost_at_once = event.all.lost_each;
    outcome.recovery = event.recovery;
    return true;
  }

  void find_worst(const Study& after, const RunResult& result, LossOutcome& outcome) const {
    const auto changes =
        analysis::answer(analysis::RunDiffQuestion{base_.summary, result.summary},
                         analysis::RunEvidence{study_.model, study_.routes, base_.records},
                         analysis::RunEvidence{after.model, after.routes, result.records});
    for (const analysis::PairRunChange& change : changes) {
      if (!change.p99) continue;
      if (outcome.worst && change.p99->difference.mean <= outcome.worst->p99->difference.mean) {
        continue;
      }
      outcome.worst = change;
      const analysis::PairSummary& pair = base_.summary.pairs[change.before];
      outcome.worst_pair = analysis::pair_text(study_.model, pair.from, pair.destination);
    }
  }

  const Study& study_;
  RunOptions options_;
  AtOnce at_once_;
  std::set<std::size_t> cutting_groups_;
  std::set<ZoneId> cutting_zones_{};
  Survival survival_{};
  RunResult base_{};
  std::size_t runs_done_ = 0;
  std::size_t runs_ = 0;
};

}  // namespace

Study without(const Study& study, const Loss& loss) { return reduced(study, loss).study; }

Survival survive(const Study& study, SurviveScope scope, const RunOptions& options,
                 AtOnce at_once) {
  return Survey{study, scope, options, at_once}.result();
}

}  // namespace isthmus::session
