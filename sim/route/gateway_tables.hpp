// What the gateways of every partition know: the server names they forward, and where to.
#pragma once

#include <vector>

#include "sim/model/model.hpp"
#include "sim/route/gateway_table.hpp"

namespace isthmus::route {

/// Whether there is a gateway that can be dialled.
bool has_gateway(const model::Partition& partition);

/// Whether others can reach a service through the mesh: it has a sidecar, and is no gateway itself.
inline bool has_sidecar(const model::Service& service) {
  return service.sidecar.kind != mesh::ProxyKind::none && !service.registration.is_ingress;
}

/// The name under which the gateways of a partition are registered, and exported.
mesh::ServiceName gateway_service(const model::Partition& partition);

/// Whether the gateways of `from` know those of `to`: other partitions of the same datacenter, and
/// the default partitions of all datacenters know each other.
///
/// With ACLs enabled, partitions know each other only where `to` exports the service of its mesh
/// gateway to `from`; without, that is not documented and not asked for.
/// Source   Consul agent/proxycfg/mesh_gateway.go; docs, admin partitions, for the export.
bool knows_gateways(const model::Model& model, model::PartitionId from, model::PartitionId to);

/// One sealed table per partition; empty where there is no gateway.
///
/// Source   Consul agent/xds/listeners.go, clusters.go.
std::vector<GatewayTable> gateway_tables(const model::Model& model);

}  // namespace isthmus::route
