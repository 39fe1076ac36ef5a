// Kubernetes: Consul's custom resources, and the annotations of workloads that joined the mesh.
#pragma once

#include <optional>
#include <string>

#include "sim/scenario/consul_keys.hpp"
#include "sim/scenario/import_log.hpp"
#include "sim/scenario/node.hpp"
#include "sim/scenario/pod_annotation.hpp"

namespace isthmus::scenario {

/// True for what Kubernetes reads: it has an `apiVersion`.
bool is_resource(const Node& node);

/// True for one of Consul's own.
bool is_consul_resource(const Node& resource);

/// A config entry in canonical form, and its kind.
struct ResourceEntry {
  Node entry{};
  const EntryKind* kind = nullptr;
};

/// The config entry that one of Consul's resources becomes, with the places of the resource; not
/// yet held against Consul's rules. Nothing for kinds that are no config entry of an import, with a
/// warning.
std::optional<ResourceEntry> entry_of_resource(const Node& resource, ImportLog& log);

/// The sidecar that consul-k8s injects into a workload whose annotations name upstreams; nothing
/// for every other resource.
///
/// Limits   the service is called like the workload unless `connect-service` says otherwise: the
///          name of its Kubernetes service is not known here.
std::optional<Node> sidecar_of_workload(const Node& resource, NameParts parts, ImportLog& log);

/// `root` with every Kubernetes resource in it replaced by the config entry or service definition
/// that it becomes; resources that say nothing of the mesh are left out. What Kubernetes would not
/// take is an error.
///
/// Shape    `root`: a resource, a list of them (`kind: List` too), or anything else, which stays.
Node without_resources(Node root, Diagnostics& diagnostics);

/// The definition of a sidecar as consul-k8s registers it.
Node injected_sidecar(const std::string& service, Node upstreams);

}  // namespace isthmus::scenario
