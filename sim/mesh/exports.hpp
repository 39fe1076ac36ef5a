// Who may see a service of another partition of the same datacenter.
#pragma once

#include <string_view>

#include "sim/mesh/config_entry.hpp"
#include "sim/mesh/names.hpp"

namespace isthmus::mesh {

/// The item of `entry` that shows `service` to the partition `consumer`, or null.
///
/// Limits   the service `consul` is never exported. A namespace of `*` counts with the name `*`
///          only.
/// Source   Consul agent/structs/config_entry_exports.go; docs, exported-services.
const ExportedService* exporting_item(const ExportedServices& entry, const ServiceName& service,
                                      std::string_view consumer);

/// Whether the partition `consumer` sees `service`; its own services always.
///
/// Shape    `entry`: of the service's partition, null where it has none.
bool is_visible(const ExportedServices* entry, const ServiceName& service,
                std::string_view consumer);

}  // namespace isthmus::mesh
