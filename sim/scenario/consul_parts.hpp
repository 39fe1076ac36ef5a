// Pieces that service definitions and config entries share.
#pragma once

#include "sim/scenario/consul_document.hpp"
#include "sim/scenario/field.hpp"

namespace isthmus::scenario {

/// `MeshGateway { Mode = "local" }`
const Table<ModeSection>& mode_table();

/// `Config { ... }`: keys for the proxy, of which only the protocol is looked at.
const Table<OpaqueSection>& opaque_table();

}  // namespace isthmus::scenario
