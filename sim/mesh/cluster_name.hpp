// Names of Envoy clusters: a server name with decorations, never on the wire.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sim/mesh/names.hpp"

namespace isthmus::mesh {

/// The service that a cluster leads to.
struct ClusterIdentity {
  ServiceName service{};
  std::string datacenter{};
};

/// Reads a cluster name as consul-dataplane does: decorations are stripped, the marker is searched
/// from the left, and everything left of the service is ignored.
///
/// Returns  nothing for what is not a service of a cluster's own (external, query, gateway, server
///          names).
/// Limits   `failover-target~` is not a decoration here: it stays in the service's name.
/// Source   consul-dataplane pkg/dns/upstream_index.go, ParseServiceSNI.
std::optional<ClusterIdentity> parse_cluster_name(std::string_view name);

/// The cluster for one named port of a service; the server name on the wire stays the same.
///
/// Limits   a port name that holds a dot is ignored.
/// Source   Consul 2.0 Enterprise, multi-port services.
std::string port_cluster_name(std::string_view port_name, std::string_view sni);

/// How the port travels instead: an ALPN protocol, empty without a (usable) port name.
std::string port_alpn(std::string_view port_name);

}  // namespace isthmus::mesh
