// The part of a consul-k8s `values.yaml` that a mesh of partitions is made of: the mesh gateway of
// the partition that the chart installs, and what holds for the cluster.
//
// Source   consul-k8s charts/consul/values.yaml.
#pragma once

#include "sim/scenario/import_log.hpp"
#include "sim/scenario/node.hpp"

namespace isthmus::scenario {

/// True for values of the chart: none of Consul's files has these keys.
bool is_helm_values(const Node& node);

/// What the values say, as `{partition, datacenter, acl_enabled, mesh_gateway: {enabled, service,
/// replicas, port, wan_address: {source, address, port}, resources}}`.
Node gateway_of_values(const Node& values, ImportLog& log);

}  // namespace isthmus::scenario
