// What is accepted as an exported-services entry, and what it shows to a cluster peer.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/mesh/config_entry.hpp"
#include "sim/mesh/discovery_chain.hpp"

namespace isthmus::mesh {

enum class PartitionsFeature { absent, present };

/// What the servers refuse, in their words. `absent` is the community edition.
///
/// A consumer that names nobody is accepted and exports to nobody.
/// Source   Consul agent/structs/config_entry_exports.go, Validate.
std::vector<std::string> export_faults(const ExportedServices& entry, PartitionsFeature partitions);

/// The installation that a Kubernetes webhook guards.
struct WebhookContext {
  PartitionsFeature partitions = PartitionsFeature::present;
  bool namespaces_enabled = true;
  std::string partition = default_name;
};

/// What the Kubernetes webhook refuses. `entry.partition` is the name of the resource.
///
/// Source   consul-k8s control-plane/api/v1alpha1/exportedservices_types.go.
std::vector<std::string> webhook_export_faults(const ExportedServices& entry,
                                               const WebhookContext& context);

/// A name of the catalog; `kind` is empty for typical services.
struct CatalogService {
  std::string name{};
  std::string kind{};
};

struct PeerExports {
  std::vector<std::string> services{};          ///< Sorted.
  std::map<std::string, std::string> chains{};  ///< Protocol by name.
};

/// What a peer sees: exact names as they are, and for `*` every typical service and every name that
/// exists only as router, splitter or resolver. Nothing that leads to `consul`.
///
/// Source   Consul agent/consul/state/peering.go, exportedServicesForPeerTxn.
PeerExports exported_to_peer(const ExportedServices& entry, std::string_view peer,
                             std::span<const CatalogService> catalog, const ChainEntries& chains,
                             std::string_view datacenter);

}  // namespace isthmus::mesh
