// Since which release Consul can do what: data, so that a new release is a new row.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "sim/model/consul_settings.hpp"

namespace isthmus::route {

enum class Feature {
  mesh_gateways,
  admin_partitions,
  cluster_peering,
  local_mode_to_peers,
  implicit_upstreams_inherit,
  peer_in_overrides,
  numbered_failover_clusters,
  sameness_groups,
  no_watch_without_mode,
  default_intention_policy,
  gateway_limits,
  external_sni,
  joined_datacenters,
  permissions,
  peers_in_resolvers,
  peers_of_same_datacenter,
  request_timeout,
  peer_through_mesh_gateways,
  explicit_upstreams_inherit,
  central_mode_to_peers,
  failover_to_peers_local,
  hostnames_of_gateways,
  empty_gateways_listen,
  peer_server_hostnames,
  exported_services_command,
  imported_services_command,
  header_limits_of_peering_gateways,
};

/// One row: what, since when, and for whom.
struct VersionGate {
  Feature feature;
  std::string_view what;
  std::vector<model::ConsulVersion> since;  ///< The main line first, then fixed older lines.
  model::Edition edition = model::Edition::community;  ///< `enterprise`: in no other.
};

std::span<const VersionGate> version_gates();
const VersionGate& gate_of(Feature feature);

/// The release of consul-k8s that takes upstream annotations with a datacenter whatever the mode.
/// Assumed: the check is in the injector's code of 1.1 and gone from the newest.
inline constexpr model::ConsulVersion annotations_without_mode_since{1, 2, 0};

/// True from the first release on, and on an older line from the release that was mended.
bool is_available(Feature feature, const model::ConsulVersion& version);

}  // namespace isthmus::route
