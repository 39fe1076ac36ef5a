// Pieces that service definitions and config entries share.
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/consul_document.hpp"
#include "sim/scenario/field.hpp"

namespace isthmus::scenario {

/// What every config entry may carry without effect: `consul config read` prints most of it.
std::vector<std::string> ignored_with(std::vector<std::string> own);

/// `MeshGateway { Mode = "local" }`
const Table<ModeSection>& mode_table();

/// `Config { ... }`: keys for the proxy, of which only the protocol is looked at.
const Table<OpaqueSection>& opaque_table();

/// `Limits { ... }` and `PassiveHealthCheck { ... }` of an upstream.
const Table<LimitsSection>& limits_table();
const Table<PassiveHealthSection>& passive_health_table();

/// One condition on a header, in a permission or in a rule of a router.
const Table<HeaderSection>& header_table();

}  // namespace isthmus::scenario
