// Small meshes, built in a few lines by tests: names in, a complete model and its routes out.
//
// What is not said costs nothing: zero-cost proxies and services, zones without bandwidth, every
// service exported to everybody. So a test says only what it is about.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/expects.hpp"
#include "sim/dataplane/simulate.hpp"
#include "sim/model/model.hpp"
#include "sim/route/route.hpp"

namespace isthmus::support {

inline random::Distribution constant(Duration value) { return random::Constant{value}; }
inline random::Distribution exponential(Duration mean) { return random::Exponential{mean}; }

inline model::ProxyCosts free_proxy() { return {constant({}), constant({}), {}}; }
inline model::HandshakeCosts free_handshake() { return {constant({}), constant({})}; }
inline model::SidecarSpec free_sidecar() {
  return {.costs = free_proxy(), .handshake = free_handshake()};
}
inline model::GatewaySpec free_gateway() { return {.costs = free_proxy()}; }

/// A service as tests state it.
struct ServiceSketch {
  std::string name{};                ///< "finance/billing"
  std::vector<std::string> zones{};  ///< Empty: those of its partition.
  std::size_t replicas = 1;
  std::size_t concurrency = 1;
  random::Distribution service_time = constant({});
  Ratio error_rate{};
  std::vector<model::CallStep> calls{};  ///< By the numbers of the traffic that they belong to.
  model::SidecarSpec sidecar = free_sidecar();
  model::Discipline discipline = model::Discipline::fifo;
  std::optional<std::size_t> queue_limit{};
  std::optional<model::CpuLimit> cpu{};
};

/// Load as tests state it; the upstream it needs is registered with it.
struct TrafficSketch {
  std::string name{};  ///< Empty: "<from> to <to>".
  std::string from{};  ///< Empty: from outside.
  std::string to{};
  mesh::GatewayMode mode = mesh::GatewayMode::none;
  double per_second = 1;
  model::Arrivals arrivals = model::ConstantArrivals{};
  model::ConnectionUse connections = model::ConnectionUse::kept_alive;
  Duration idle_timeout = Duration::seconds(3600);
  model::TlsPlan tls{};
  model::Resilience resilience{};
  Bytes request_size{};
  Bytes response_size{};
};

/// Steps of a service's calls.
inline model::CallStep call(std::size_t traffic) { return {.traffic = model::TrafficId{traffic}}; }
inline model::CallStep in_sequence(std::vector<model::CallStep> steps) {
  return {.kind = model::CallStep::Kind::sequence, .steps = std::move(steps)};
}
inline model::CallStep at_once(std::vector<model::CallStep> steps) {
  return {.kind = model::CallStep::Kind::parallel, .steps = std::move(steps)};
}

/// A model with its routes; the model does not move.
struct World {
  std::unique_ptr<model::Model> model = std::make_unique<model::Model>();
  route::RouteTable routes{};

  results::RunRecord run(dataplane::Replication replication) const {
    return dataplane::simulate(*model, routes, replication);
  }
};

class MeshBuilder {
 public:
  MeshBuilder& zone(std::string name) {
    zones_.push_back({name, "region-" + name, "cloud"});
    return link(name, name, Duration::zero());
  }
  /// A link of `one_way` delay; a zone with itself says what lies inside it.
  MeshBuilder& link(std::string a, std::string b, Duration one_way) {
    links_.push_back({.a = std::move(a), .b = std::move(b), .one_way = one_way});
    return *this;
  }
  MeshBuilder& link(std::string a, std::string b, Duration one_way, BitRate bandwidth) {
    links_.push_back(
        {.a = std::move(a), .b = std::move(b), .one_way = one_way, .bandwidth = bandwidth});
    return *this;
  }
  /// A link that does something to single messages.
  MeshBuilder& link(std::string a, std::string b, Duration one_way, model::LinkQuality quality,
                    std::optional<BitRate> bandwidth = {}) {
    qualities_.push_back(std::move(quality));
    links_.push_back({.a = std::move(a),
                      .b = std::move(b),
                      .one_way = one_way,
                      .bandwidth = bandwidth,
                      .quality = qualities_.size() - 1});
    return *this;
  }
  /// What the service called so speaks, and how requests or connections to it are balanced.
  MeshBuilder& protocol(std::string name, std::string protocol, mesh::LoadBalancer balance = {}) {
    protocols_.push_back({std::move(name), std::move(protocol), balance});
    return *this;
  }
  MeshBuilder& partition(std::string name, std::vector<std::string> zones) {
    partitions_.push_back({std::move(name), std::move(zones), {}});
    return *this;
  }
  MeshBuilder& partition(std::string name, std::vector<std::string> zones,
                         model::GatewaySpec gateway) {
    partitions_.push_back({std::move(name), std::move(zones), std::move(gateway)});
    return *this;
  }
  MeshBuilder& service(ServiceSketch sketch) {
    services_.push_back(std::move(sketch));
    return *this;
  }
  MeshBuilder& traffic(TrafficSketch sketch) {
    traffic_.push_back(std::move(sketch));
    return *this;
  }
  /// Leaves a service out of what its partition exports.
  MeshBuilder& hide(std::string name) {
    hidden_.push_back(std::move(name));
    return *this;
  }

  World build() const {
    World world;
    world.model->network = underlay::Network{zones_, links_};
    world.model->link_qualities = qualities_;
    add_protocols(*world.model);
    add_partitions(*world.model);
    add_services(*world.model);
    add_exports(*world.model);
    add_traffic(*world.model);
    world.routes = route::resolve(*world.model);
    return world;
  }

  static mesh::ServiceName name_of(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return {.name = std::string{text}};
    return {.partition = std::string{text.substr(0, slash)},
            .name = std::string{text.substr(slash + 1)}};
  }

 private:
  struct PartitionSketch {
    std::string name;
    std::vector<std::string> zones;
    std::optional<model::GatewaySpec> gateway;
  };

  struct ProtocolSketch {
    std::string name;
    std::string protocol;
    mesh::LoadBalancer balance;
  };

  static std::vector<underlay::ZoneId> zone_ids(const model::Model& model,
                                                const std::vector<std::string>& names) {
    std::vector<underlay::ZoneId> ids;
    for (const std::string& name : names) ids.push_back(model.network.find_zone(name));
    return ids;
  }

  void add_partitions(model::Model& model) const {
    std::vector<PartitionSketch> sorted = partitions_;
    std::sort(sorted.begin(), sorted.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    for (const PartitionSketch& sketch : sorted) {
      model::Partition& partition = model.partitions.emplace_back();
      partition.name = sketch.name;
      partition.datacenter = model.consul.datacenter;
      partition.zones = zone_ids(model, sketch.zones);
      partition.mesh_gateway = sketch.gateway;
    }
  }

  void add_services(model::Model& model) const {
    std::vector<ServiceSketch> sorted = services_;
    std::sort(sorted.begin(), sorted.end(),
              [](const auto& a, const auto& b) { return name_of(a.name) < name_of(b.name); });
    for (const ServiceSketch& sketch : sorted) {
      const mesh::ServiceName name = name_of(sketch.name);
      const model::PartitionId partition =
          model.find_partition(model.consul.datacenter, name.partition);
      ISTHMUS_EXPECTS(partition.is_some());
      model::Partition& home = model.partitions[partition.index()];
      home.services.push_back(model::ServiceId{model.services.size()});
      model.services.push_back(
          {.name = name,
           .partition = partition,
           .zones = sketch.zones.empty() ? home.zones : zone_ids(model, sketch.zones),
           .replicas = sketch.replicas,
           .concurrency = sketch.concurrency,
           .discipline = sketch.discipline,
           .queue_limit = sketch.queue_limit,
           .cpu = sketch.cpu,
           .service_time = sketch.service_time,
           .error_rate = sketch.error_rate,
           .calls = sketch.calls,
           .sidecar = sketch.sidecar});
    }
  }

  void add_protocols(model::Model& model) const {
    std::vector<ProtocolSketch> sorted = protocols_;
    std::sort(sorted.begin(), sorted.end(),
              [](const auto& a, const auto& b) { return name_of(a.name) < name_of(b.name); });
    for (const ProtocolSketch& sketch : sorted) {
      mesh::ServiceDefaults& defaults = model.service_defaults.emplace_back();
      defaults.service = name_of(sketch.name);
      defaults.protocol.value = sketch.protocol;
      mesh::ServiceResolver& resolver = model.service_resolvers.emplace_back();
      resolver.service = name_of(sketch.name);
      resolver.load_balancer = sketch.balance;
    }
  }

  void add_exports(model::Model& model) const {
    for (const model::Partition& partition : model.partitions) {
      mesh::ExportedServices exports{.partition = partition.name};
      const auto add = [&](const std::string& name) {
        mesh::ExportedService& service = exports.services.emplace_back();
        service.name = name;
        for (const model::Partition& other : model.partitions) {
          if (other.name != partition.name) service.consumers.push_back({.partition = other.name});
        }
      };
      for (const model::ServiceId id : partition.services) {
        const mesh::ServiceName& name = model[id].name;
        const bool hidden = std::any_of(hidden_.begin(), hidden_.end(),
                                        [&](const auto& text) { return name_of(text) == name; });
        if (!hidden) add(name.name);
      }
      if (partition.mesh_gateway) add(partition.mesh_gateway->service_name);
      model.exported_services.push_back(std::move(exports));
    }
  }

  void add_traffic(model::Model& model) const {
    for (const TrafficSketch& sketch : traffic_) {
      model::TrafficSource source;
      source.name = sketch.name.empty() ? sketch.from + " to " + sketch.to : sketch.name;
      const mesh::ServiceName destination = name_of(sketch.to);
      source.to = model.find_service(model.consul.datacenter, destination);
      if (!sketch.from.empty()) {
        source.from = model.find_service(model.consul.datacenter, name_of(sketch.from));
        ISTHMUS_EXPECTS(source.from.is_some());
        source.upstream = upstream_of(model, source.from, destination, sketch.mode);
      }
      source.rate = PerSecond::of(sketch.per_second);
      source.arrivals = sketch.arrivals;
      source.connections = sketch.connections;
      source.idle_timeout = sketch.idle_timeout;
      source.tls = sketch.tls;
      source.resilience = sketch.resilience;
      source.request_size = sketch.request_size;
      source.response_size = sketch.response_size;
      model.traffic.push_back(std::move(source));
    }
  }

  static std::size_t upstream_of(model::Model& model, model::ServiceId from,
                                 const mesh::ServiceName& destination, mesh::GatewayMode mode) {
    auto& upstreams = model.services[from.index()].registration.upstreams;
    const auto known = std::find_if(upstreams.begin(), upstreams.end(), [&](const auto& upstream) {
      return upstream.destination == destination;
    });
    if (known != upstreams.end()) return static_cast<std::size_t>(known - upstreams.begin());
    mesh::Upstream upstream;
    upstream.destination = destination;
    upstream.local_bind_port = static_cast<std::uint16_t>(10'000 + upstreams.size());
    upstream.mode.value = mode;
    upstreams.push_back(std::move(upstream));
    return upstreams.size() - 1;
  }

  std::vector<underlay::Zone> zones_;
  std::vector<underlay::Link> links_;
  std::vector<model::LinkQuality> qualities_;
  std::vector<ProtocolSketch> protocols_;
  std::vector<PartitionSketch> partitions_;
  std::vector<ServiceSketch> services_;
  std::vector<TrafficSketch> traffic_;
  std::vector<std::string> hidden_;
};

}  // namespace isthmus::support
