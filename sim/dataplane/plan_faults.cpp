#include "sim/dataplane/plan_faults.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <variant>

#include "sim/dataplane/plan.hpp"

namespace isthmus::dataplane {
namespace {

using model::FaultKind;

bool is_about_processes(FaultKind kind) {
  return kind != FaultKind::cut && kind != FaultKind::degrade && kind != FaultKind::apply;
}

underlay::ZoneId zone_of(const model::Model& model, const Group& group, std::size_t instance) {
  const auto& zones = group.kind == results::StationKind::gateway ? model[group.partition].zones
                                                                  : model[group.service].zones;
  return zones[instance % zones.size()];
}

/// Whether an instance is the target, or one of the targets.
struct Hit {
  const model::Model& model;
  const Group& group;
  std::size_t instance;

  bool is_this(const std::optional<std::size_t>& one) const { return !one || *one == instance; }
  bool operator()(const model::GatewayTarget& target) const {
    return group.kind == results::StationKind::gateway && group.partition == target.partition &&
           is_this(target.instance);
  }
  bool operator()(const model::ServiceTarget& target) const {
    return group.kind != results::StationKind::gateway && group.service == target.service &&
           is_this(target.instance);
  }
  bool operator()(const model::ZoneTarget& target) const {
    return zone_of(model, group, instance) == target.zone;
  }
  bool operator()(const model::PartitionTarget& target) const {
    return group.partition == target.partition;
  }
  bool operator()(const model::LinkTarget&) const { return false; }
  bool operator()(const model::ConfigTarget&) const { return false; }
};

/// Whether an event is on a way, and in which directions.
struct OnWay {
  const underlay::Network& network;
  const std::vector<underlay::ZoneId>& zones;
  model::PartitionId from;
  model::PartitionId to;

  struct Directions {
    bool there = false;
    bool back = false;
  };

  bool is_named(underlay::ZoneId zone, const std::string& name) const {
    return network.find_zone(name).is_some() ? network[zone].name == name
                                             : network[zone].region == name;
  }
  Directions operator()(const model::LinkTarget& target) const {
    Directions found;
    const auto pass = [&](underlay::ZoneId x, underlay::ZoneId y) {
      const bool along = is_named(x, target.a) && is_named(y, target.b);
      const bool against = is_named(x, target.b) && is_named(y, target.a);
      const bool there = target.direction != model::LinkDirection::back;
      const bool back = target.direction != model::LinkDirection::there;
      found.there |= (along && there) || (against && back);
      found.back |= (along && back) || (against && there);
    };
    const bool inside_a_zone = target.a == target.b && network.find_zone(target.a).is_some();
    if (zones.size() == 1 && inside_a_zone) pass(zones[0], zones[0]);
    for (std::size_t i = 1; i < zones.size(); ++i) pass(zones[i - 1], zones[i]);
    return found;
  }
  Directions operator()(const model::ZoneTarget& target) const {
    bool crosses = false;
    for (std::size_t i = 1; i < zones.size(); ++i) {
      crosses |= (zones[i - 1] == target.zone) != (zones[i] == target.zone);
    }
    return {crosses, crosses};
  }
  Directions operator()(const model::PartitionTarget& target) const {
    const bool crosses = (from == target.partition) != (to == target.partition);
    return {crosses, crosses};
  }
  template <class InstanceTarget>
  Directions operator()(const InstanceTarget&) const {
    return {};
  }
};

/// What an event does to a way during a stretch.
void add(const model::Event& event, Stretch stretch, WayFaults& way) {
  const Stretch when{std::max(event.begin, stretch.from), std::min(event.end, stretch.to)};
  if (when.from >= when.to) return;
  if (event.kind == FaultKind::cut) return way.cut.add(when);
  way.troubles.push_back({when, event.extra_latency, event.loss});
}

/// When the routers know of a cut: some time after it, and until it is over.
std::optional<Stretch> known_of(const model::Event& event) {
  if (event.kind != FaultKind::cut || !std::holds_alternative<model::LinkTarget>(event.target) ||
      event.end - event.begin <= event.reroute_after) {
    return std::nullopt;
  }
  return Stretch{event.begin + event.reroute_after, event.end};
}

}  // namespace

bool hits(const model::Model& model, const model::Event& event, const Group& group,
          std::size_t instance) {
  return group.kind != results::StationKind::link && is_about_processes(event.kind) &&
         std::visit(Hit{model, group, instance}, event.target);
}

bool is_hit(const model::Model& model, const Group& group) {
  return std::any_of(model.events.begin(), model.events.end(), [&](const model::Event& event) {
    for (std::size_t i = 0; i < group.instances; ++i) {
      if (hits(model, event, group, i)) return true;
    }
    return false;
  });
}

std::vector<Underlay> underlays_of(const model::Model& model) {
  std::set<SimTime> changes;
  for (const model::Event& event : model.events) {
    const auto known = known_of(event);
    if (!known) continue;
    changes.insert(known->from);
    changes.insert(known->to);
  }
  changes.erase(SimTime::never());
  std::vector<Underlay> all = {{{SimTime::start(), SimTime::never()}}};
  for (const SimTime change : changes) {
    all.back().when.to = change;
    all.push_back({{change, SimTime::never()}});
  }
  for (Underlay& one : all) {
    for (const model::Event& event : model.events) {
      const auto known = known_of(event);
      if (!known || known->from > one.when.from || known->to <= one.when.from) continue;
      const auto& link = std::get<model::LinkTarget>(event.target);
      one.rest = (one.rest ? *one.rest : model.network).without_link(link.a, link.b);
    }
  }
  return all;
}

LegFaults faults_along(const model::Model& model, const std::vector<Underlay>& underlays,
                       const Way& way) {
  LegFaults faults;
  const auto usual = model.network.path_between(way.from_zone, way.to_zone);
  if (!usual) return faults;
  for (const Underlay& underlay : underlays) {
    // Where no way is left, messages still try the old one, and the cut stops them there.
    const auto path = (underlay.rest ? *underlay.rest : model.network)
                          .path_between(way.from_zone, way.to_zone)
                          .value_or(*usual);
    for (const model::Event& event : model.events) {
      if (is_about_processes(event.kind)) continue;
      const auto directions =
          std::visit(OnWay{model.network, path.zones, way.from, way.to}, event.target);
      if (directions.there) add(event, underlay.when, faults.there);
      if (directions.back) add(event, underlay.when, faults.back);
    }
    if (path.one_way <= usual->one_way) continue;
    const WayFaults::Trouble detour{underlay.when, path.one_way - usual->one_way, Ratio{}};
    faults.there.troubles.push_back(detour);
    faults.back.troubles.push_back(detour);
  }
  return faults;
}

}  // namespace isthmus::dataplane
