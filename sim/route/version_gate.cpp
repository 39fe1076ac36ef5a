#include "sim/route/version_gate.hpp"

#include <algorithm>
#include <array>

#include "sim/base/expects.hpp"

namespace isthmus::route {

// Source   Consul CHANGELOG.md of the release named in each row.
std::span<const VersionGate> version_gates() {
  using model::Edition;
  static const std::array<VersionGate, 27> gates{{
      {Feature::mesh_gateways, "mesh gateways", {{1, 6, 0}}, Edition::community},
      {Feature::admin_partitions, "admin partitions", {{1, 11, 0}}, Edition::enterprise},
      {Feature::cluster_peering, "cluster peering", {{1, 13, 0}}, Edition::community},
      {Feature::local_mode_to_peers, "mode local to peers", {{1, 14, 0}}, Edition::community},
      {Feature::implicit_upstreams_inherit,
       "implicit upstreams inherit the proxy's mode",
       {{1, 14, 4}, {1, 13, 6}},
       Edition::community},
      {Feature::peer_in_overrides, "peers in upstream overrides", {{1, 15, 0}}, Edition::community},
      {Feature::numbered_failover_clusters,
       "numbered clusters of failover targets",
       {{1, 15, 0}},
       Edition::community},
      {Feature::sameness_groups, "sameness groups", {{1, 16, 0}}, Edition::enterprise},
      {Feature::no_watch_without_mode,
       "no gateways watched where no mode is set",
       {{1, 17, 3}, {1, 16, 6}, {1, 15, 10}},
       Edition::community},
      {Feature::default_intention_policy,
       "default_intention_policy",
       {{1, 18, 0}},
       Edition::community},
      {Feature::gateway_limits, "connection limits of gateways", {{1, 18, 2}}, Edition::community},
      {Feature::external_sni, "ExternalSNI", {{1, 6, 0}}, Edition::community},
      {Feature::joined_datacenters,
       "datacenters joined through mesh gateways",
       {{1, 8, 0}},
       Edition::community},
      {Feature::permissions, "permissions of intentions", {{1, 9, 0}}, Edition::community},
      {Feature::peers_in_resolvers,
       "peers in redirects and failover",
       {{1, 14, 0}},
       Edition::community},
      {Feature::peers_of_same_datacenter,
       "mode local to a peer whose datacenter is called as ours",
       {{1, 15, 0}, {1, 14, 5}},
       Edition::community},
      {Feature::peer_through_mesh_gateways,
       "control planes that meet through mesh gateways",
       {{1, 14, 0}},
       Edition::community},
      {Feature::request_timeout, "RequestTimeout of a resolver", {{1, 15, 0}}, Edition::community},
      {Feature::explicit_upstreams_inherit,
       "registered upstreams inherit central modes",
       {{1, 14, 0}},
       Edition::community},
      // Assumed: with the merging of implicit upstreams; the thread names no release.
      {Feature::central_mode_to_peers,
       "central modes count for peered upstreams",
       {{1, 14, 4}},
       Edition::community},
      {Feature::failover_to_peers_local,
       "mode local for failover to peers",
       {{1, 14, 3}},
       Edition::community},
      {Feature::hostnames_of_gateways,
       "hostnames as WAN addresses of several gateways",
       {{1, 17, 1}, {1, 16, 3}, {1, 15, 7}, {1, 14, 11}},
       Edition::community},
      // Source   consul-helm pull request 464: "fixed in Consul 1.6.2".
      {Feature::empty_gateways_listen,
       "gateways listen without services",
       {{1, 6, 2}},
       Edition::community},
      // Assumed: STRICT_DNS in the tree of 1.23, LOGICAL_DNS in that of 1.14.
      {Feature::peer_server_hostnames,
       "several hostnames for a peer's servers",
       {{1, 23, 0}},
       Edition::community},
      {Feature::exported_services_command,
       "consul services exported-services",
       {{1, 17, 3}},
       Edition::community},
      {Feature::imported_services_command,
       "consul services imported-services",
       {{1, 22, 3}},
       Edition::community},
      {Feature::header_limits_of_peering_gateways,
       "MaxRequestHeadersKB at gateways that end TLS for peers",
       {{1, 21, 5}},
       Edition::community},
  }};
  return gates;
}

const VersionGate& gate_of(Feature feature) {
  for (const VersionGate& gate : version_gates()) {
    if (gate.feature == feature) return gate;
  }
  ISTHMUS_EXPECTS(false);
}

bool is_available(Feature feature, const model::ConsulVersion& version) {
  const VersionGate& gate = gate_of(feature);
  return std::any_of(gate.since.begin(), gate.since.end(), [&](const model::ConsulVersion& since) {
    const bool same_line = since.major == version.major && since.minor == version.minor;
    return version >= since && (same_line || &since == gate.since.data());
  });
}

}  // namespace isthmus::route
