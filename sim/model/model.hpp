// What will be run: one immutable value, nothing optional that a run needs, every name resolved.
//
// Made from a Document by scenario::build; nobody downstream asks "was it given?". Ids index the
// vectors below; order is the order of the names, so that moving a block in the file moves nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/mesh/config_entry.hpp"
#include "sim/model/consul_settings.hpp"
#include "sim/model/expectation.hpp"
#include "sim/model/service.hpp"
#include "sim/model/traffic.hpp"
#include "sim/underlay/network.hpp"

namespace isthmus::model {

/// How the experiment is conducted.
struct RunPlan {
  std::uint64_t seed = 1;
  std::size_t replications = 32;
  Duration duration = Duration::seconds(60);  ///< Simulated per replication, warm-up included.
  std::optional<Duration> warmup{};           ///< Empty: found by MSER-5.
};

struct Model {
  std::string name{};
  ConsulSettings consul{};
  underlay::Network network{};
  std::vector<Partition> partitions{};  ///< By (datacenter, name).
  std::vector<Service> services{};      ///< By (datacenter, partition, namespace, name).
  std::vector<mesh::ProxyDefaults> proxy_defaults{};        ///< By partition; at most one each.
  std::vector<mesh::ServiceDefaults> service_defaults{};    ///< By service; at most one each.
  std::vector<mesh::ExportedServices> exported_services{};  ///< By partition; at most one each.
  std::vector<TrafficSource> traffic{};                     ///< In the order written.
  std::vector<Expectation> expectations{};
  RunPlan run{};

  const Service& operator[](ServiceId id) const { return services[id.index()]; }
  const Partition& operator[](PartitionId id) const { return partitions[id.index()]; }

  /// Binary searches over the orders stated above; null or a none-id when there is no such thing.
  PartitionId find_partition(std::string_view datacenter, std::string_view name) const;
  ServiceId find_service(std::string_view datacenter, const mesh::ServiceName& name) const;
  const mesh::ProxyDefaults* proxy_defaults_of(std::string_view partition) const;
  const mesh::ServiceDefaults* service_defaults_of(const mesh::ServiceName& name) const;
  const mesh::ExportedServices* exported_services_of(std::string_view partition) const;
};

}  // namespace isthmus::model
