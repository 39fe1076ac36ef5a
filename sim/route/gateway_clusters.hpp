// The clusters of a mesh gateway.
#pragma once

#include <vector>

#include "sim/route/gateway_snapshot.hpp"
#include "sim/route/proxy_cluster.hpp"

namespace isthmus::route {

/// What the cluster of an exported service is called.
std::string exported_cluster(const mesh::ChainTarget& target);

/// One cluster per service and subset of the partition, per other place, per import and export, and
/// for the servers behind it; with their endpoints.
///
/// Source   Consul agent/xds/clusters.go (clustersFromSnapshotMeshGateway), endpoints.go.
std::vector<ProxyCluster> gateway_clusters(const GatewaySnapshot& snapshot);

}  // namespace isthmus::route
