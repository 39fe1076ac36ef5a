// A mesh in a few lines, for tests: one datacenter, one zone per partition, everything allowed
// unless said otherwise.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/model/model.hpp"
#include "sim/route/route.hpp"

namespace isthmus::route {

/// What a test says about a mesh; model() sorts it and gives out the ids.
class SmallMesh {
 public:
  /// A partition with `gateways` replicas of a mesh gateway in zone `z-<name>`; none if 0.
  SmallMesh& partition(const std::string& name, std::size_t gateways = 1) {
    model::Partition partition;
    partition.name = name;
    partition.datacenter = "dc1";
    if (gateways > 0) partition.mesh_gateway = model::GatewaySpec{};
    if (gateways > 0) partition.mesh_gateway->replicas = gateways;
    partitions_.push_back(std::move(partition));
    return *this;
  }

  SmallMesh& service(const std::string& partition, const std::string& name) {
    model::Service service;
    service.name = {partition, mesh::default_name, name};
    services_.push_back(std::move(service));
    return *this;
  }

  SmallMesh& upstream(const std::string& from, const std::string& partition,
                      const std::string& name,
                      std::optional<mesh::GatewayMode> mode = std::nullopt) {
    mesh::Upstream upstream;
    upstream.destination = {partition, mesh::default_name, name};
    upstream.mode.value = mode;
    service_named(from).registration.upstreams.push_back(std::move(upstream));
    return *this;
  }

  /// Partition `exporter` shows `name` to `consumer`.
  SmallMesh& exported(const std::string& exporter, const std::string& name,
                      const std::string& consumer) {
    exports_.push_back({exporter, {}, {}});
    exports_.back().services.push_back({name, mesh::default_name, {{consumer, {}, {}, {}}}, {}});
    return *this;
  }

  SmallMesh& link(underlay::Link link) {
    links_.push_back(std::move(link));
    return *this;
  }

  model::Partition& partition_named(std::string_view name) {
    return *std::find_if(partitions_.begin(), partitions_.end(),
                         [&](const auto& one) { return one.name == name; });
  }
  model::Service& service_named(std::string_view name) {
    return *std::find_if(services_.begin(), services_.end(),
                         [&](const auto& one) { return one.name.name == name; });
  }

  model::Model model() const {
    model::Model model;
    model.consul = consul;
    model.proxy_defaults = proxy_defaults;
    model.service_defaults = service_defaults;
    model.service_resolvers = service_resolvers;
    model.service_splitters = service_splitters;
    model.service_routers = service_routers;
    model.intentions = intentions;
    model.partitions = partitions_;
    model.services = services_;
    std::sort(model.partitions.begin(), model.partitions.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    std::sort(model.services.begin(), model.services.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    std::vector<underlay::Zone> zones;
    for (std::size_t i = 0; i < model.partitions.size(); ++i) {
      zones.push_back({"z-" + model.partitions[i].name, "r-" + model.partitions[i].name, "aws"});
      model.partitions[i].zones = {underlay::ZoneId{i}};
    }
    model.network = underlay::Network{std::move(zones), links_};
    for (std::size_t i = 0; i < model.services.size(); ++i) {
      model::Service& service = model.services[i];
      service.partition = model.find_partition("dc1", service.name.partition);
      model::Partition& home = model.partitions[service.partition.index()];
      service.zones = home.zones;
      home.services.push_back(model::ServiceId{i});
    }
    add_exports(model);
    return model;
  }

  model::ConsulSettings consul{};
  std::vector<mesh::ProxyDefaults> proxy_defaults{};       ///< Sorted by partition.
  std::vector<mesh::ServiceDefaults> service_defaults{};   ///< Sorted by service.
  std::vector<mesh::ServiceResolver> service_resolvers{};  ///< Sorted by service.
  std::vector<mesh::ServiceSplitter> service_splitters{};  ///< Sorted by service.
  std::vector<mesh::ServiceRouter> service_routers{};      ///< Sorted by service.
  std::vector<mesh::Intention> intentions{};  ///< Sorted by destination, then as asked.

 private:
  void add_exports(model::Model& model) const {
    for (const mesh::ExportedServices& one : exports_) {
      auto at = std::find_if(model.exported_services.begin(), model.exported_services.end(),
                             [&](const auto& entry) { return entry.partition == one.partition; });
      if (at == model.exported_services.end()) {
        model.exported_services.push_back({one.partition, {}, {}});
        at = std::prev(model.exported_services.end());
      }
      at->services.push_back(one.services.front());
    }
    std::sort(model.exported_services.begin(), model.exported_services.end(),
              [](const auto& a, const auto& b) { return a.partition < b.partition; });
  }

  std::vector<model::Partition> partitions_;
  std::vector<model::Service> services_;
  std::vector<mesh::ExportedServices> exports_;
  std::vector<underlay::Link> links_;
};

/// `web` in default calls `billing` in finance; both partitions have gateways, all is exported.
inline SmallMesh web_to_finance(std::optional<mesh::GatewayMode> mode) {
  SmallMesh mesh;
  mesh.partition("default").partition("finance");
  mesh.service("default", "web").service("finance", "billing");
  mesh.upstream("web", "finance", "billing", mode);
  mesh.exported("finance", "billing", "default").exported("finance", "mesh-gateway", "default");
  return mesh;
}

/// The one route of a mesh with one upstream.
inline Route only_route(const model::Model& model) { return route_of(model, resolve(model), 0); }
inline Route only_route(const SmallMesh& mesh) { return only_route(mesh.model()); }

inline std::vector<std::string> codes(const std::vector<Reason>& reasons) {
  std::vector<std::string> all;
  for (const Reason& reason : reasons) all.push_back(reason.code);
  return all;
}

inline std::vector<std::string> kinds(const Route& route) {
  std::vector<std::string> all;
  for (const Hop& hop : route.hops) all.emplace_back(text(hop.kind));
  return all;
}

}  // namespace isthmus::route
