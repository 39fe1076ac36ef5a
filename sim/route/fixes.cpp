#include "sim/route/fixes.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "sim/mesh/config_entry.hpp"

namespace isthmus::route {
namespace {

using mesh::Change;
using mesh::Edit;
using mesh::Setting;
using Act = mesh::Change::Act;

constexpr std::uint32_t first_bind_port = 10000;

std::string own(std::string_view text) { return std::string{text}; }

/// The key of a service inside its partition: with the namespace where that is not the default.
std::string service_key(const mesh::ServiceName& service) {
  if (service.namespace_ == mesh::default_name) return service.name;
  return service.namespace_ + "/" + service.name;
}

std::string free_bind_port(const model::Service& from) {
  std::uint32_t port = first_bind_port;
  for (const mesh::Upstream& upstream : from.registration.upstreams) {
    port = std::max<std::uint32_t>(port, upstream.local_bind_port + 1U);
  }
  return std::to_string(std::min<std::uint32_t>(port, UINT16_MAX));
}

Setting consumer_of(std::string_view partition) {
  return Setting::object({{"partition", Setting::text(own(partition))}});
}

}  // namespace

Edit export_edit(const model::Model& model, const mesh::ServiceName& service,
                 std::string_view consumer) {
  const mesh::ExportedServices* entry = model.exported_services_of(service.partition);
  Change change{Act::append, {"services"}, {}, {}};
  change.value = Setting::object({{"name", Setting::text(service.name)}});
  if (service.namespace_ != mesh::default_name) {
    change.value.keys.emplace_back("namespace");
    change.value.items.push_back(Setting::text(service.namespace_));
  }
  change.value.keys.emplace_back("consumers");
  change.value.items.push_back(Setting::list({consumer_of(consumer)}));
  if (entry == nullptr) {
    return mesh::entry_edit("exported-services", service, {}, {std::move(change)});
  }
  for (const mesh::ExportedService& item : entry->services) {
    if (item.name != service.name || item.namespace_ != service.namespace_) continue;
    change = {Act::append, {"consumers"}, consumer_of(consumer), item.at};
    break;
  }
  return mesh::entry_edit("exported-services", service, entry->at, {std::move(change)});
}

Edit intention_edit(const model::Model& model, const mesh::ServiceName& service,
                    const mesh::ServiceName& caller) {
  Setting source = Setting::object({{"name", Setting::text(caller.name)}});
  const auto say = [&](const char* key, const std::string& value) {
    source.keys.emplace_back(key);
    source.items.push_back(Setting::text(value));
  };
  if (caller.namespace_ != service.namespace_) say("namespace", caller.namespace_);
  if (caller.partition != service.partition) say("partition", caller.partition);
  say("action", "allow");
  const auto on_it = model.intentions_on(service).front();
  const SourceSpan at = on_it.empty() ? SourceSpan{} : on_it.front().entry_at;
  return mesh::entry_edit("service-intentions", service, at,
                          {{Act::append, {"sources"}, std::move(source), {}}});
}

Edit allow_edit(const mesh::Intention& intention) {
  return mesh::entry_edit("service-intentions", intention.destination, intention.entry_at,
                          {{Act::set, {"action"}, Setting::text("allow"), intention.at}});
}

Edit permission_edit(const mesh::Intention& intention) {
  const Setting any =
      Setting::object({{"action", Setting::text("allow")},
                       {"http", Setting::object({{"path_prefix", Setting::text("/")}})}});
  return mesh::entry_edit("service-intentions", intention.destination, intention.entry_at,
                          {{Act::prepend, {"permissions"}, any, intention.at}});
}

Edit new_upstream_edit(const model::Model& model, const model::Service& from,
                       const model::Service& to) {
  const model::Partition& here = model[from.partition];
  const model::Partition& there = model[to.partition];
  Setting item = Setting::object({{"destination_name", Setting::text(to.name.name)}});
  const auto say = [&](const char* key, Setting value) {
    item.keys.emplace_back(key);
    item.items.push_back(std::move(value));
  };
  if (to.name.namespace_ != from.name.namespace_) {
    say("destination_namespace", Setting::text(to.name.namespace_));
  }
  if (there.is_peers) {
    say("destination_peer", Setting::text(there.away));
  } else if (to.name.partition != from.name.partition) {
    say("destination_partition", Setting::text(to.name.partition));
  }
  if (!there.is_peers && here.datacenter != there.datacenter) {
    say("datacenter", Setting::text(there.datacenter));
  }
  say("local_bind_port", Setting::bare(free_bind_port(from)));
  if (!from.registration.at.is_written()) {
    return mesh::scenario_edit(
        {"partitions", here.name, "services", service_key(from.name), "proxy", "upstreams"},
        std::move(item), Act::append);
  }
  return {Edit::Subject::registration,
          {},
          from.name,
          from.registration.at,
          {{Act::append, {"proxy", "upstreams"}, std::move(item), {}}}};
}

Edit new_listener_edit(const model::Service& from, const model::Service& to) {
  Setting service = Setting::object({{"name", Setting::text(to.name.name)}});
  if (to.name.namespace_ != from.name.namespace_) {
    service.keys.emplace_back("namespace");
    service.items.push_back(Setting::text(to.name.namespace_));
  }
  if (to.name.partition != from.name.partition) {
    service.keys.emplace_back("partition");
    service.items.push_back(Setting::text(to.name.partition));
  }
  return mesh::entry_edit("ingress-gateway", from.name, from.registration.at,
                          {{Act::append,
                            {"listeners"},
                            Setting::object({{"port", Setting::bare(free_bind_port(from))},
                                             {"protocol", Setting::text("tcp")},
                                             {"services", Setting::list({std::move(service)})}}),
                            {}}});
}

Edit upstream_key_edit(const model::Service& from, const mesh::Upstream& upstream, std::string key,
                       std::string value) {
  return mesh::upstream_edit(from.name, upstream.at,
                             {Act::set, {std::move(key)}, Setting::text(std::move(value)), {}});
}

Edit upstream_without_edit(const model::Service& from, const mesh::Upstream& upstream,
                           std::string key) {
  return mesh::upstream_edit(from.name, upstream.at, {Act::remove, {std::move(key)}, {}, {}});
}

Edit default_mode_edit(const model::Model& model, std::string_view partition,
                       mesh::GatewayMode mode) {
  const mesh::ProxyDefaults* entry = model.proxy_defaults_of(partition);
  mesh::ServiceName about;
  about.partition = partition;
  about.name = "global";
  return mesh::entry_edit(
      "proxy-defaults", std::move(about), entry == nullptr ? SourceSpan{} : entry->at,
      {{Act::set, {"mesh_gateway", "mode"}, Setting::text(own(text(mode))), {}}});
}

Edit service_defaults_edit(const model::Model& model, const mesh::ServiceName& service,
                           std::vector<std::string> path, Setting value) {
  const mesh::ServiceDefaults* entry = model.service_defaults_of(service);
  return mesh::entry_edit("service-defaults", service, entry == nullptr ? SourceSpan{} : entry->at,
                          {{Act::set, std::move(path), std::move(value), {}}});
}

std::vector<std::string> partition_path(const model::Model& model, std::string_view partition,
                                        std::vector<std::string> keys) {
  std::vector<std::string> path{"partitions", own(partition)};
  if (const std::size_t at = partition.find('@'); at != std::string_view::npos) {
    const std::string away = own(partition.substr(at + 1));
    path = {model.peer_of(away) != nullptr ? "peers" : "datacenters", away};
  }
  path.insert(path.end(), keys.begin(), keys.end());
  return path;
}

std::vector<std::string> service_path(const model::Model& model, const mesh::ServiceName& service,
                                      std::vector<std::string> keys) {
  keys.insert(keys.begin(), {"services", service_key(service)});
  return partition_path(model, mesh::placed_text(service.partition, service.away), std::move(keys));
}

Edit partition_edit(const model::Model& model, std::string_view partition, std::string key,
                    Setting value) {
  return mesh::scenario_edit(partition_path(model, partition, {std::move(key)}), std::move(value));
}

Edit service_edit(const model::Model& model, const mesh::ServiceName& service, std::string key,
                  Setting value) {
  return mesh::scenario_edit(service_path(model, service, {std::move(key)}), std::move(value));
}

Edit gateway_edit(const model::Model& model, std::string_view partition) {
  return partition_edit(model, partition, "mesh_gateway",
                        Setting::object({{"replicas", Setting::bare("1")}}));
}

Edit link_edit(std::string_view zone_a, std::string_view zone_b) {
  return mesh::scenario_edit(
      {"links"},
      Setting::object(
          {{"between", Setting::list({Setting::text(own(zone_a)), Setting::text(own(zone_b))})},
           {"rtt", Setting::text("20ms")}}),
      Act::append);
}

std::string gateway_fix(std::string_view partition) {
  return partition_fix(partition, "mesh_gateway: {replicas: 1}");
}

std::string partition_fix(std::string_view partition, std::string_view setting) {
  if (const std::size_t at = partition.find('@'); at != std::string_view::npos) {
    return "# of " + std::string{partition.substr(at + 1)} + "\n" + std::string{setting} + "\n";
  }
  return "partitions:\n  " + std::string{partition} + ":\n    " + std::string{setting} + "\n";
}

std::string service_fix(const mesh::ServiceName& service, std::string_view setting) {
  if (!service.away.empty()) {
    return "# to the services of " + service.away + "\n" + service_key(service) + ": {" +
           std::string{setting} + "}\n";
  }
  return "partitions:\n  " + service.partition + ":\n    services:\n      " + service_key(service) +
         ":\n        " + own(setting) + "\n";
}

}  // namespace isthmus::route
