#include "sim/session/losses.hpp"

#include <algorithm>
#include <map>

#include "sim/base/expects.hpp"
#include "sim/base/quantity_text.hpp"
#include "sim/model/defaults.hpp"

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
  for (model::TrafficSource& source : model.traffic) {
    const bool silent = (source.from.is_some() && gone.count(source.from.index()) > 0) ||
                        (source.to.is_some() && gone.count(source.to.index()) > 0);
    if (silent) source.arrivals = model::ImpliedCalls{};  // Its number may stand in calls.
  }
  return gone;
}

void take(const Loss& loss, Reduced& after) {
  model::Model& model = after.study.model;
  switch (loss.kind) {
    case LossKind::gateway_instance: {
      auto& gateway = model.partitions[loss.partition].mesh_gateway;
      if (gateway && gateway->replicas > 1) {
        --gateway->replicas;
      } else {
        gateway.reset();  // What is lost beside it was the other one.
      }
      return;
    }
    case LossKind::gateway_group:
      model.partitions[loss.partition].mesh_gateway.reset();
      return;
    case LossKind::zone:
      after.gone.merge(take_zone(model, loss.zone));
      return;
    case LossKind::link:
      for (const auto& [a, b] : loss.connections) {
        model.network = model.network.without_connection(a, b);
      }
      return;
    case LossKind::several:
      for (const Loss& part : loss.parts) take(part, after);
      return;
  }
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
      loss.ends = {ends.first, ends.second};
      loss.connections.emplace_back(a, b);
    }
  }
  for (auto& [ends, loss] : links) losses.push_back(std::move(loss));
}

/// Whether one of them is a part of the other: they are no pair.
bool is_part(const Loss& a, const Loss& b) {
  const auto is_gateway = [](const Loss& loss) {
    return loss.kind == LossKind::gateway_instance || loss.kind == LossKind::gateway_group;
  };
  return is_gateway(a) && is_gateway(b) && a.partition == b.partition;
}

/// What happens at the instant of a loss.
void add_events(const Study& study, const Loss& loss, SimTime begin,
                std::vector<model::Event>& events) {
  for (const Loss& part : loss.parts) add_events(study, part, begin, events);
  if (loss.kind == LossKind::several) return;
  model::Event& event = events.emplace_back();
  event.name = loss.name;
  event.text = loss.name;
  event.begin = begin;
  const model::PartitionId partition{loss.partition};
  switch (loss.kind) {
    case LossKind::gateway_instance:
      event.target = model::GatewayTarget{partition, 0};
      return;
    case LossKind::gateway_group:
      event.target = model::GatewayTarget{partition, {}};
      return;
    case LossKind::zone:
      event.target = model::ZoneTarget{loss.zone};
      return;
    case LossKind::link:
      event.target = model::LinkTarget{loss.ends.first, loss.ends.second};
      event.kind = model::FaultKind::cut;
      event.reroute_after =
          std::get<Duration>(parse_duration(model::default_text("events[].reroute_after")));
      return;
    case LossKind::several:
      return;
  }
}

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
    case LossKind::several:
      return "several";
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

std::vector<Loss> pairs_of(const std::vector<Loss>& losses) {
  std::vector<Loss> pairs;
  for (std::size_t i = 0; i < losses.size(); ++i) {
    for (std::size_t j = i + 1; j < losses.size(); ++j) {
      if (is_part(losses[i], losses[j])) continue;
      Loss both;
      both.kind = LossKind::several;
      both.name = losses[i].name + " and " + losses[j].name;
      both.parts = {losses[i], losses[j]};
      pairs.push_back(std::move(both));
    }
  }
  return pairs;
}

Reduced reduced(const Study& study, const Loss& loss) {
  Reduced after{study};
  take(loss, after);
  after.study.routes = route::resolve(after.study.model);
  return after;
}

Study at_the_moment(const Study& study, const Loss& loss, SimTime begin) {
  Study breaking = study;
  breaking.model.events.clear();
  breaking.model.changes.clear();
  breaking.routes.later.clear();
  std::erase_if(breaking.model.expectations,
                [](const model::Expectation& one) { return one.is_about_events(); });
  add_events(study, loss, begin, breaking.model.events);
  return breaking;
}

}  // namespace isthmus::session
