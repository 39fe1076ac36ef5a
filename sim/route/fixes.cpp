#include "sim/route/fixes.hpp"

#include <algorithm>
#include <cstdint>

#include "sim/mesh/config_entry.hpp"

namespace isthmus::route {
namespace {

constexpr std::uint32_t first_bind_port = 10000;

std::string quoted(std::string_view text) { return '"' + std::string{text} + '"'; }

std::string exported_item(const mesh::ServiceName& service, std::string_view consumer) {
  std::string item = "{Name: " + service.name;
  if (service.namespace_ != mesh::default_name) item += ", Namespace: " + service.namespace_;
  return item + ", Consumers: [{Partition: " + std::string{consumer} + "}]}";
}

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

}  // namespace

std::string export_fix(const model::Model& model, const mesh::ServiceName& service,
                       std::string_view consumer) {
  const mesh::ExportedServices* entry = model.exported_services_of(service.partition);
  if (entry == nullptr) {
    return "config_entries:\n  - Kind: exported-services\n    Name: " + service.partition +
           "\n    Services:\n      - " + exported_item(service, consumer) + "\n";
  }
  for (const mesh::ExportedService& item : entry->services) {
    if (item.name != service.name || item.namespace_ != service.namespace_) continue;
    return "# to Consumers of " + quoted(item.name) + " in exported-services " +
           quoted(service.partition) + "\n- {Partition: " + std::string{consumer} + "}\n";
  }
  return "# to Services of exported-services " + quoted(service.partition) + "\n- " +
         exported_item(service, consumer) + "\n";
}

std::string intention_fix(const model::Model& model, const mesh::ServiceName& service,
                          const mesh::ServiceName& caller) {
  std::string source = "{Name: " + caller.name;
  if (caller.namespace_ != service.namespace_) source += ", Namespace: " + caller.namespace_;
  if (caller.partition != service.partition) source += ", Partition: " + caller.partition;
  source += ", Action: allow}";
  const auto on_it = model.intentions_on(service).front();
  if (!on_it.empty()) {
    return "# to Sources of service-intentions " + quoted(mesh::short_text(service)) + "\n- " +
           source + "\n";
  }
  std::string entry = "config_entries:\n  - Kind: service-intentions\n    Name: " + service.name;
  if (service.namespace_ != mesh::default_name) entry += "\n    Namespace: " + service.namespace_;
  if (service.partition != mesh::default_name) entry += "\n    Partition: " + service.partition;
  return entry + "\n    Sources:\n      - " + source + "\n";
}

std::string upstream_fix(const model::Model& model, const model::Service& from,
                         const model::Service& to) {
  const model::Partition& here = model[from.partition];
  const model::Partition& there = model[to.partition];
  std::string item = "{destination_name: " + to.name.name;
  if (to.name.namespace_ != from.name.namespace_) {
    item += ", destination_namespace: " + to.name.namespace_;
  }
  if (there.is_peers) {
    item += ", destination_peer: " + there.away;
  } else if (to.name.partition != from.name.partition) {
    item += ", destination_partition: " + to.name.partition;
  }
  if (!there.is_peers && here.datacenter != there.datacenter) {
    item += ", datacenter: " + there.datacenter;
  }
  item += ", local_bind_port: " + free_bind_port(from) + "}";
  return "partitions:\n  " + here.name + ":\n    services:\n      " + service_key(from.name) +
         ":\n        proxy:\n          upstreams:\n            - " + item + "\n";
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
         ":\n        " + std::string{setting} + "\n";
}

std::string link_fix(std::string_view zone_a, std::string_view zone_b) {
  return "links:\n  - {between: [" + std::string{zone_a} + ", " + std::string{zone_b} +
         "], rtt: 20ms}\n";
}

}  // namespace isthmus::route
