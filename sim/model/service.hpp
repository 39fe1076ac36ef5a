// Partitions and services as they will be run: every number decided.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/id.hpp"
#include "sim/base/quantity.hpp"
#include "sim/base/source.hpp"
#include "sim/mesh/names.hpp"
#include "sim/mesh/registration.hpp"
#include "sim/model/calls.hpp"
#include "sim/model/proxy.hpp"
#include "sim/model/queueing.hpp"
#include "sim/random/distribution.hpp"
#include "sim/underlay/network.hpp"

namespace isthmus::model {

struct Service;
struct Partition;
using ServiceId = Id<Service>;
using PartitionId = Id<Partition>;

/// A service of a partition: equal instances, each an app with a sidecar beside it.
struct Service {
  mesh::ServiceName name{};
  PartitionId partition{};
  std::vector<underlay::ZoneId> zones{};  ///< Instance i runs in zones[i % size]; never empty.
  std::size_t replicas = 1;
  std::size_t concurrency = 1;  ///< Requests that one instance works on at once; 0: all.
  Discipline discipline = Discipline::fifo;
  std::optional<std::size_t> queue_limit{};  ///< Requests that may wait at an instance.
  std::optional<CpuLimit> cpu{};             ///< Of one instance.
  random::Distribution service_time;
  Bytes response_size{};
  Ratio error_rate{};             ///< Of its answers, how many are errors of its own.
  std::vector<CallStep> calls{};  ///< Made one after the other once its own work is done.
  SidecarSpec sidecar;
  mesh::SidecarRegistration registration{};
  SidecarToken token{};
  PerSecond endpoint_changes{};  ///< How often its set of instances changes; for checks only.
  SourceSpan endpoint_changes_at{};
  SourceSpan at{};

  underlay::ZoneId zone_of(std::size_t instance) const { return zones[instance % zones.size()]; }
};

/// An admin partition: services that find each other, and the gateways that lead out and in. One of
/// our own datacenter, the default one of another datacenter, or that of a cluster peer.
struct Partition {
  std::string name{};
  std::string datacenter{};
  std::string away{};          ///< As in the names of its services; empty: of our own datacenter.
  bool is_peers = false;       ///< Of another cluster: `away` is the name of the peer.
  std::string trust_domain{};  ///< Of the certificates there; empty: that of the federation.
  SourceSpan trust_domain_at{};
  std::vector<underlay::ZoneId> zones{};  ///< Gateway i runs in zones[i % size]; never empty.
  std::optional<GatewaySpec> mesh_gateway{};
  std::vector<ServiceId> services{};
  bool agent_present = true;    ///< A Consul agent or dataplane beside every proxy.
  bool connect_enabled = true;  ///< Service mesh switched on in this partition.
  SourceSpan at{};
};

}  // namespace isthmus::model
