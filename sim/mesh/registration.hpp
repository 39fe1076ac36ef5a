// What an agent registers: the sidecar of a service with its upstreams.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/seldom.hpp"
#include "sim/base/source.hpp"
#include "sim/base/written.hpp"
#include "sim/mesh/gateway_mode.hpp"
#include "sim/mesh/names.hpp"
#include "sim/mesh/upstream_policy.hpp"

namespace isthmus::mesh {

enum class DestinationType { service, prepared_query };

/// Which proxy stands beside a service. The built-in proxy receives through gateways like any
/// other, but cannot dial one.
enum class ProxyKind {
  envoy,
  built_in,
  none,  ///< The service is in the catalog only, and not in the mesh.
};

/// One upstream of a sidecar: a destination, and the local port by which the app reaches it.
struct Upstream {
  DestinationType type = DestinationType::service;
  ServiceName destination{};  ///< Absent namespace and partition have become the service's own.
  std::string datacenter{};   ///< Empty: the own one.
  std::string peer{};         ///< Empty: not a peer's service.
  std::string local_bind_address = "127.0.0.1";
  std::uint16_t local_bind_port = 0;
  std::string local_bind_socket_path{};
  Written<GatewayMode> mode{};
  Seldom<UpstreamPolicy> policy{};  ///< `config`
  SourceSpan at{};                  ///< The entry as a whole.
  SourceSpan destination_at{};      ///< Where destination_name was written.
  SourceSpan partition_at{};  ///< Where destination_partition was written; absent if it was not.
};

/// A sidecar as it is registered: the same for all instances of its service.
struct SidecarRegistration {
  ProxyKind kind = ProxyKind::envoy;
  Written<GatewayMode> mode{};  ///< proxy.mesh_gateway
  std::vector<Upstream> upstreams{};
  bool transparent = false;  ///< It intercepts what the app dials. Listed upstreams stand for that.
  bool is_ingress = false;   ///< It is a gateway by itself, whose listeners are its upstreams.
  SourceSpan at{};
};

}  // namespace isthmus::mesh
