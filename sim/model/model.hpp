// What will be run: one immutable value, nothing optional that a run needs, every name resolved.
//
// Made from a Document by scenario::build; nobody downstream asks "was it given?". Ids index the
// vectors below; order is the order of the names, so that moving a block in the file moves nothing.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/mesh/chain_entries.hpp"
#include "sim/mesh/config_entry.hpp"
#include "sim/mesh/intentions.hpp"
#include "sim/model/consul_settings.hpp"
#include "sim/model/events.hpp"
#include "sim/model/expectation.hpp"
#include "sim/model/link_quality.hpp"
#include "sim/model/peer.hpp"
#include "sim/model/service.hpp"
#include "sim/model/suppression.hpp"
#include "sim/model/traffic.hpp"
#include "sim/underlay/network.hpp"

namespace isthmus::model {

/// "p99 within 5%": the interval of every pair's p99 reaches at most so far, relative to the value.
struct Precision {
  Statistic statistic = Statistic::p99;
  Ratio share{};

  friend bool operator==(const Precision&, const Precision&) = default;
};

/// How the experiment is conducted.
struct RunPlan {
  std::uint64_t seed = 1;
  std::size_t replications = 32;   ///< Where `until` asks for precision: at least so many.
  std::vector<Precision> until{};  ///< What all must hold before the run may stop; empty: nothing.
  std::size_t replications_max = 512;  ///< Where `until` asks for precision: at most so many.
  std::optional<Duration> max_time{};  ///< The same in simulated time, all replications together.
  Duration duration = Duration::seconds(60);  ///< Simulated per replication, warm-up included.
  std::optional<Duration> warmup{};           ///< Empty: found by MSER-5.
};

/// A prepared query: a service, and where else to look when it has no healthy instance.
struct PreparedQuery {
  std::string name{};
  mesh::ServiceName service{};
  std::vector<std::string> datacenters{};  ///< Of its failover, in the order of trying.
  SourceSpan at{};
};

struct Change;

struct Model {
  std::string name{};
  ConsulSettings consul{};
  underlay::Network network{};
  std::vector<LinkQuality> link_qualities{};                ///< Indexed by underlay::Link::quality.
  std::vector<Partition> partitions{};                      ///< Ours by name, then by (away, name).
  std::vector<Service> services{};                          ///< By name; so ours come first.
  std::vector<Peer> peers{};                                ///< By name.
  std::vector<mesh::ProxyDefaults> proxy_defaults{};        ///< By partition; at most one each.
  std::vector<mesh::ServiceDefaults> service_defaults{};    ///< By service; at most one each.
  std::vector<mesh::ExportedServices> exported_services{};  ///< By partition; at most one each.
  std::vector<mesh::ServiceResolver> service_resolvers{};   ///< By service; at most one each.
  std::vector<mesh::ServiceSplitter> service_splitters{};   ///< By service; at most one each.
  std::vector<mesh::ServiceRouter> service_routers{};       ///< By service; at most one each.
  std::vector<mesh::SamenessGroup> sameness_groups{};       ///< By (partition, name).
  std::vector<PreparedQuery> prepared_queries{};            ///< By name.
  std::vector<mesh::Intention> intentions{};  ///< By destination, then as they are asked.
  std::vector<TrafficSource> traffic{};       ///< In the order written.
  ControlPlane control_plane{};
  std::vector<Event> events{};  ///< In the order written.
  std::vector<Change> changes;  ///< Of the configuration, by time; empty in most scenarios.
  std::vector<Expectation> expectations{};
  std::vector<Suppression> suppressions{};  ///< In the order written.
  RunPlan run{};

  const Service& operator[](ServiceId id) const { return services[id.index()]; }
  const Partition& operator[](PartitionId id) const { return partitions[id.index()]; }

  /// Binary searches over the orders stated above; null or a none-id when there is no such thing.
  PartitionId find_partition(std::string_view datacenter, std::string_view name) const;
  /// Shape    `away` of the name is not looked at.
  ServiceId find_service(std::string_view datacenter, const mesh::ServiceName& name) const;
  ServiceId find_service(const mesh::ServiceName& name) const;
  const Peer* peer_of(std::string_view name) const;
  const PreparedQuery* prepared_query_of(std::string_view name) const;
  /// "finance", "default@dc2"
  std::string label(PartitionId partition) const;
  const mesh::ProxyDefaults* proxy_defaults_of(std::string_view partition) const;
  const mesh::ServiceDefaults* service_defaults_of(const mesh::ServiceName& name) const;
  const mesh::ExportedServices* exported_services_of(std::string_view partition) const;
  const mesh::ServiceResolver* service_resolver_of(const mesh::ServiceName& name) const;
  const mesh::ServiceSplitter* service_splitter_of(const mesh::ServiceName& name) const;
  const mesh::ServiceRouter* service_router_of(const mesh::ServiceName& name) const;

  /// The entries of another datacenter are our own, as the first one's hold for all; those of a
  /// peer are its own, and ours say nothing about its services.
  ///
  /// The intentions on a service: those on its name, on all of its namespace, on all of its
  /// partition. In this order, and in that of each part, they are asked.
  std::array<std::span<const mesh::Intention>, 3> intentions_on(
      const mesh::ServiceName& name) const;

  /// The protocol of a service: its service-defaults', else its partition's, else tcp.
  std::string_view protocol_of(const mesh::ServiceName& name) const;
};

/// From `at` on the servers hold another configuration: the same mesh with other config entries.
struct Change {
  SimTime at{};
  Model model{};  ///< Has no events and no changes of its own.
};

}  // namespace isthmus::model
