// Who may see a service of another partition of the same datacenter.
#pragma once

#include <string_view>

#include "sim/mesh/config_entry.hpp"
#include "sim/mesh/gateway_mode.hpp"
#include "sim/mesh/names.hpp"

namespace isthmus::mesh {

/// Whether one item of an entry shows `service` to the partition `consumer`.
///
/// Limits   the service `consul` is never exported. A namespace of `*` counts with the name `*`
///          only.
/// Source   Consul agent/structs/config_entry_exports.go; docs, exported-services.
bool is_exporting(const ExportedService& item, const ServiceName& service,
                  std::string_view consumer);

/// The item of `entry` that shows `service` to the partition `consumer`, or null.
const ExportedService* exporting_item(const ExportedServices& entry, const ServiceName& service,
                                      std::string_view consumer);

/// The same for a cluster peer, by the name that the exporter calls it.
const ExportedService* exporting_item_to_peer(const ExportedServices& entry,
                                              const ServiceName& service, std::string_view peer);

/// Whether the partition `consumer` sees `service`; its own services always.
///
/// Shape    `entry`: of the service's partition, null where it has none.
bool is_visible(const ExportedServices* entry, const ServiceName& service,
                std::string_view consumer);

/// What is known about a gateway's own service that is not exported to the caller's partition.
enum class GatewayExportRule {
  not_needed,    ///< No gateway of theirs is passed.
  undocumented,  ///< ACLs are off: nothing is said about it.
  inferred,      ///< ACLs on, mode remote: very likely needed, like mode local.
  documented,    ///< ACLs on, mode local: needed.
};

/// Source   Consul docs, multi-tenant/admin-partition.
GatewayExportRule gateway_export_rule(GatewayMode mode, bool acl_enabled);

}  // namespace isthmus::mesh
