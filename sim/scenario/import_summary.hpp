// What was imported, flat and with units in the keys, for programs.
#pragma once

#include "sim/scenario/import.hpp"
#include "sim/scenario/node.hpp"

namespace isthmus::scenario {

/// `{type, name, kind, port, destination_service_name, mesh_gateway_mode, upstreams, ...}`: absent
/// texts of upstreams are empty, times are milliseconds under `..._ms`.
Node summary_of(const ImportedEntry& entry);

}  // namespace isthmus::scenario
