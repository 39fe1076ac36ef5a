#include "sim/session/survive.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "sim/base/expects.hpp"
#include "sim/underlay/graph.hpp"

namespace isthmus::session {
namespace {

using underlay::ZoneId;

/// What is left of `count` instances that were spread over `zones` in turns.
struct Left {
  std::vector<ZoneId> zones{};
  std::size_t count = 0;
};

Left left_of(const std::vector<ZoneId>& zones, std::size_t count, ZoneId lost) {
  Left left;
  for (const ZoneId zone : zones) {
    if (zone != lost) left.zones.push_back(zone);
  }
  for (std::size_t i = 0; i < count; ++i) left.count += zones[i % zones.size()] != lost ? 1 : 0;
  return left;
}

/// Takes a zone out of a model. Services of which nothing is left stay, without any traffic: the
/// names and ids of a model do not move.
std::set<std::size_t> take_zone(model::Model& model, ZoneId zone) {
  std::set<std::size_t> gone;
  for (std::size_t s = 0; s < model.services.size(); ++s) {
    model::Service& service = model.services[s];
    const Left left = left_of(service.zones, service.replicas, zone);
    if (left.count == 0) {
      gone.insert(s);
      continue;
    }
    service.zones = left.zones;
    service.replicas = left.count;
  }
  for (model::Partition& partition : model.partitions) {
    if (!partition.mesh_gateway) continue;
    const Left left = left_of(partition.zones, partition.mesh_gateway->replicas, zone);
    if (left.count == 0) {
      partition.mesh_gateway.reset();
      continue;
    }
    partition.mesh_gateway->replicas = left.count;
    partition.zones = left.zones;
  }
  model.network = model.network.without_zone(zone);
  std::erase_if(model.traffic, [&](const model::TrafficSource& source) {
    return (source.from.is_some() && gone.count(source.from.index()) > 0) ||
           (source.to.is_some() && gone.count(source.to.index()) > 0);
  });
  return gone;
}

struct Reduced {
  Study study;
  std::set<std::size_t> gone{};  ///< Services of which nothing is left.
};

Reduced reduced(const Study& study, const Loss& loss) {
  Reduced after{study};
  model::Model& model = after.study.model;
  switch (loss.kind) {
    case LossKind::gateway_instance: {
      model::GatewaySpec& gateway = *model.partitions[loss.partition].mesh_gateway;
      ISTHMUS_EXPECTS(gateway.replicas > 1);
      --gateway.replicas;
      break;
    }
    case LossKind::gateway_group:
      model.partitions[loss.partition].mesh_gateway.reset();
      break;
    case LossKind::zone:
      after.gone = take_zone(model, loss.zone);
      break;
    case LossKind::link:
      for (const auto& [a, b] : loss.connections)
        model.network = model.network.without_connection(a, b);
      break;
  }
  after.study.routes = route::resolve(model);
  return after;
}

std::set<ZoneId> zones_in_use(const model::Model& model) {
  std::set<ZoneId> used;
  for (const model::Service& service : model.services) {
    for (std::size_t i = 0; i < service.replicas && i < service.zones.size(); ++i) {
      used.insert(service.zones[i]);
    }
  }
  for (const model::Partition& partition : model.partitions) {
    if (!partition.mesh_gateway) continue;
    for (std::size_t i = 0; i < partition.mesh_gateway->replicas && i < partition.zones.size();
         ++i) {
      used.insert(partition.zones[i]);
    }
  }
  return used;
}

void add_links(const model::Model& model, const std::set<ZoneId>& used, std::vector<Loss>& losses) {
  std::map<std::pair<std::string, std::string>, Loss> links;
  for (const ZoneId a : used) {
    for (const ZoneId b : used) {
      const std::string& here = model.network[a].region;
      const std::string& there = model.network[b].region;
      if (!(a < b) || here == there) continue;
      const auto path = model.network.path_between(a, b);
      if (!path || path->hops() != 1) continue;  // There is no direct connection to lose.
      const auto ends = std::minmax(here, there);
      Loss& loss = links[{ends.first, ends.second}];
      loss.kind = LossKind::link;
      loss.name = "link " + ends.first + " - " + ends.second;
      loss.connections.emplace_back(a, b);
    }
  }
  for (auto& [ends, loss] : links) losses.push_back(std::move(loss));
}

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
  Survey(const Study& study, SurviveScope scope, const RunOptions& options)
      : study_{study}, options_{options}, cutting_groups_{cutting_groups(study)} {
    survival_.simulated = scope == SurviveScope::simulated;
    for (std::size_t i = 0; i < study.routes.upstreams(); ++i) {
      survival_.upstreams += study.routes.facts[i].delivered() ? 1 : 0;
    }
    const auto zones = study.model.network.articulation_zones();
    cutting_zones_.insert(zones.begin(), zones.end());
  }

  Survival result() && {
    if (survival_.simulated && !run_base()) return std::move(survival_);
    for (const Loss& loss : losses_of(study_)) {
      const Reduced after = reduced(study_, loss);
      LossOutcome outcome;
      outcome.loss = loss;
      outcome.cuts_the_graph = cuts(loss);
      compare_ways(after, outcome);
      if (survival_.simulated && !simulate(after, outcome)) break;
      survival_.outcomes.push_back(std::move(outcome));
    }
    return std::move(survival_);
  }

 private:
  bool run_base() {
    base_ = run(study_, options_);
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
      for_each_path(is, [&](const route::Route& way) {
        lost = lost || !way.delivered() || after.gone.count(way.to.index()) > 0 ||
               !has_way(after.study, way);
      });
      if (lost) {
        outcome.lost.push_back(i);
      } else if (analysis::ways_text(study_.model, was) !=
                 analysis::ways_text(after.study.model, is)) {
        outcome.rerouted.push_back(i);
      }
    }
  }

  /// Whether every two neighbouring places of a route still have zones between which there is a
  /// way.
  static bool has_way(const Study& study, const route::Route& route) {
    std::vector<const std::vector<ZoneId>*> places = {&study.model[route.from].zones};
    for (const model::PartitionId gateway : route.gateways()) {
      places.push_back(&study.model[gateway].zones);
    }
    places.push_back(&study.model[route.to].zones);
    for (std::size_t i = 1; i < places.size(); ++i) {
      const bool any = std::any_of(places[i - 1]->begin(), places[i - 1]->end(), [&](ZoneId a) {
        return std::any_of(places[i]->begin(), places[i]->end(), [&](ZoneId b) {
          return study.model.network.path_between(a, b).has_value();
        });
      });
      if (!any) return false;
    }
    return true;
  }

  bool simulate(const Reduced& after, LossOutcome& outcome) {
    if (after.study.model.traffic.empty()) {
      outcome.lost_share = 1;
      return true;
    }
    const RunResult result = run(after.study, options_);
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
      outcome.worst_pair =
          (pair.from.is_some() ? short_text(study_.model[pair.from].name) : "outside") + " → " +
          short_text(pair.destination);
    }
  }

  const Study& study_;
  RunOptions options_;
  std::set<std::size_t> cutting_groups_;
  std::set<ZoneId> cutting_zones_{};
  Survival survival_{};
  RunResult base_{};
};

}  // namespace

std::string_view text(LossKind kind) {
  switch (kind) {
    case LossKind::gateway_instance:
      return "gateway_instance";
    case LossKind::gateway_group:
      return "gateway_group";
    case LossKind::zone:
      return "zone";
    case LossKind::link:
      return "link";
  }
  ISTHMUS_EXPECTS(false);
}

std::vector<Loss> losses_of(const Study& study) {
  std::vector<Loss> losses;
  const model::Model& model = study.model;
  for (std::size_t p = 0; p < model.partitions.size(); ++p) {
    const auto& gateway = model.partitions[p].mesh_gateway;
    if (!gateway) continue;
    Loss loss;
    loss.partition = p;
    if (gateway->replicas > 1) {
      loss.kind = LossKind::gateway_instance;
      loss.name =
          "gateway " + model.partitions[p].name + ", one of " + std::to_string(gateway->replicas);
      losses.push_back(loss);
    }
    loss.kind = LossKind::gateway_group;
    loss.name =
        "gateway " + model.partitions[p].name +
        (gateway->replicas > 1 ? ", all " + std::to_string(gateway->replicas) : ", the only one");
    losses.push_back(loss);
  }
  const std::set<ZoneId> used = zones_in_use(model);
  for (const ZoneId zone : used) {
    Loss loss;
    loss.kind = LossKind::zone;
    loss.name = "zone " + model.network[zone].name;
    loss.zone = zone;
    losses.push_back(std::move(loss));
  }
  add_links(model, used, losses);
  return losses;
}

Study without(const Study& study, const Loss& loss) { return reduced(study, loss).study; }

Survival survive(const Study& study, SurviveScope scope, const RunOptions& options) {
  return Survey{study, scope, options}.result();
}

}  // namespace isthmus::session
