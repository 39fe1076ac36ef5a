#include "gui/changes.hpp"

#include <algorithm>
#include <sstream>

#include "reports/document_writers.hpp"
#include "reports/figure_text.hpp"
#include "sim/base/number_text.hpp"

namespace isthmus::gui {
namespace {

using reports::Value;

/// A place of the patch while changes are put into it.
struct Place {
  std::vector<std::pair<Step, Place>> inside{};
  Value value{};

  Place& at(const Step& step) {
    for (auto& [known, place] : inside) {
      if (known == step) return place;
    }
    inside.emplace_back(step, Place{});
    return inside.back().second;
  }
};

Value value_of(const Place& place) {
  if (place.inside.empty()) return place.value;
  const bool is_list = !place.inside.front().first.item.empty();
  Value made = is_list ? Value::list() : Value::object();
  for (const auto& [step, inner] : place.inside) {
    if (!is_list) {
      made.set(step.key, value_of(inner));
      continue;
    }
    Value item = Value::object();
    for (const auto& [key, name] : step.item) item.set(key, name);
    for (const auto& [key, member] : inner.inside) item.set(key.key, value_of(member));
    if (const auto* all = std::get_if<Value::Object>(&inner.value.held())) {
      for (std::size_t i = 0; i < all->keys.size(); ++i) item.set(all->keys[i], all->values[i]);
    }
    made.add(std::move(item));
  }
  return made;
}

Step key(std::string name) { return {std::move(name), {}}; }

/// As a scenario names a service of a partition: "billing", or "dev/api" in a namespace.
std::string key_of(const mesh::ServiceName& name) {
  return name.namespace_ == mesh::default_name ? name.name : name.namespace_ + "/" + name.name;
}

std::vector<Step> place_of(const model::Model& model, const Thing& thing) {
  const model::Partition& partition = model[partition_of(model, thing)];
  std::vector<Step> path{key("partitions"), key(partition.name)};
  if (thing.kind == Thing::Kind::gateway) {
    path.push_back(key("mesh_gateway"));
  } else {
    path.push_back(key("services"));
    path.push_back(key(key_of(model[service_of(model, thing)].name)));
  }
  return path;
}

}  // namespace

Changes with(Changes changes, const Changes& more) {
  for (const Change& one : more) {
    std::erase_if(changes, [&](const Change& other) { return other.same_place(one); });
    changes.push_back(one);
  }
  return changes;
}

std::string patch_of(const Changes& changes) {
  if (changes.empty()) return {};
  Place root;
  for (const Change& change : changes) {
    Place* place = &root;
    for (const Step& step : change.path) place = &place->at(step);
    place->value = change.value;
  }
  std::ostringstream yaml;
  for (const Change& change : changes) yaml << "# " << change.label << '\n';
  reports::write_yaml(yaml, value_of(root));
  return yaml.str();
}

Change replicas_change(const model::Model& model, const Thing& thing, std::size_t replicas) {
  Change change{place_of(model, thing), Value{replicas},
                text(thing) + ": " + reports::counted(replicas, "replica")};
  change.path.push_back(key("replicas"));
  return change;
}

Change cpu_change(const model::Model& model, const Thing& thing, std::size_t millicores) {
  const std::string cpu = std::to_string(millicores) + "m";
  Change change{place_of(model, thing), Value{cpu}, text(thing) + ": cpu " + cpu};
  change.path.push_back(key("cpu"));
  return change;
}

Change gateway_loss(const model::Model& model, const Thing& gateway) {
  const std::size_t replicas = model[partition_of(model, gateway)].mesh_gateway->replicas;
  if (replicas > 1) {
    Change change = replicas_change(model, gateway, replicas - 1);
    change.label = text(gateway) + ": one of " + std::to_string(replicas) + " lost";
    return change;
  }
  return {place_of(model, gateway), Value{}, text(gateway) + ": lost"};
}

Change gateway_crash(const Thing& gateway, double at_s) {
  const std::string name = "what-if: " + text(gateway) + " crashes";
  Value event = Value::object();
  event.set("at", shortest_text(at_s) + "s").set("gateway", gateway.name + "[0]");
  return {{key("events"), Step{{}, {{"name", name}}}},
          std::move(event.set("how", "crash")),
          text(gateway) + ": one crashes at " + reports::seconds_text(at_s)};
}

Change link_cut(const std::string& a, const std::string& b, double at_s) {
  Value ends = Value::list();
  ends.add(a);
  ends.add(b);
  Value event = Value::object();
  event.set("at", shortest_text(at_s) + "s").set("link", std::move(ends)).set("how", "cut");
  return {{key("events"), Step{{}, {{"name", "what-if: " + a + " and " + b + " are cut"}}}},
          std::move(event),
          "link " + a + " – " + b + ": cut at " + reports::seconds_text(at_s)};
}

Change mode_change(const model::Model& model, model::PartitionId partition,
                   mesh::GatewayMode mode) {
  Step entry{{}, {{"Kind", "proxy-defaults"}, {"Name", "global"}}};
  const std::string& name = model[partition].name;
  if (name != mesh::default_name) entry.item.emplace_back("Partition", name);
  return {{key("config_entries"), std::move(entry), key("MeshGateway"), key("Mode")},
          Value{text(mode)},
          "proxy-defaults of " + name + ": mode " + std::string{text(mode)}};
}

Change mode_change(const model::Model& model, model::ServiceId service, mesh::GatewayMode mode) {
  const Thing thing = thing_of(model, service);
  Change change{place_of(model, thing), Value{text(mode)},
                text(thing) + ": mode " + std::string{text(mode)}};
  for (const char* one : {"proxy", "mesh_gateway", "mode"}) change.path.push_back(key(one));
  return change;
}

Change mode_change(const model::Model& model, model::ServiceId from, const mesh::Upstream& upstream,
                   mesh::GatewayMode mode) {
  // Named as it is written: an item that is spelled otherwise would be another one.
  const mesh::ServiceName& name = upstream.destination;
  Step item{{}, {{"destination_name", name.name}}};
  if (upstream.partition_at.is_written()) {
    item.item.emplace_back("destination_partition", name.partition);
  }
  if (name.namespace_ != model[from].name.namespace_) {
    item.item.emplace_back("destination_namespace", name.namespace_);
  }
  const Thing thing = thing_of(model, from);
  Change change{place_of(model, thing), Value{text(mode)},
                text(thing) + " → " + short_text(name) + ": mode " + std::string{text(mode)}};
  change.path.push_back(key("proxy"));
  change.path.push_back(key("upstreams"));
  change.path.push_back(std::move(item));
  change.path.push_back(key("mesh_gateway"));
  change.path.push_back(key("mode"));
  return change;
}

const mesh::Upstream* upstream_between(const model::Model& model, model::ServiceId from,
                                       model::ServiceId to) {
  if (!from.is_some() || !to.is_some()) return nullptr;
  for (const mesh::Upstream& upstream : model[from].registration.upstreams) {
    const bool plain = upstream.type == mesh::DestinationType::service && upstream.peer.empty() &&
                       upstream.datacenter.empty();
    const bool in_scenario = upstream.at.is_written() && upstream.at.source.index() == 0;
    if (plain && in_scenario && upstream.destination == model[to].name) return &upstream;
  }
  return nullptr;
}

Change rate_change(const model::TrafficSource& source, double per_second) {
  return {{key("traffic"), Step{{}, {{"name", source.name}}}, key("rate")},
          Value{shortest_text(per_second) + "/s"},
          "traffic " + source.name + ": " + reports::plain_text(per_second) + "/s"};
}

Changes load_changes(const model::Model& model, double factor) {
  Changes changes;
  for (const model::TrafficSource& source : model.traffic) {
    const double rate = source.rate.in_per_second();
    const bool has_rate = rate > 0 && source.profile.stages.empty() &&
                          model::own_rate(source.arrivals).in_per_second() == 0;
    if (has_rate) changes.push_back(rate_change(source, rate * factor));
  }
  return changes;
}

}  // namespace isthmus::gui
