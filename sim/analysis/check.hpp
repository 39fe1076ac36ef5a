// "What is wrong with this configuration, as far as no clock is needed to see it?"
#pragma once

#include "sim/analysis/evidence.hpp"
#include "sim/base/diagnostic.hpp"

namespace isthmus::analysis {

struct CheckQuestion {};

/// What Consul requires of an installation and is not met, every reason for which an upstream does
/// not arrive (errors), everything else worth knowing about its path (warnings), and every broken
/// promise that needs no run (errors), by place.
///
/// What the scenario expects to be unreachable is no error: its reasons are notes.
Diagnostics answer(const CheckQuestion& question, const Evidence& evidence);

}  // namespace isthmus::analysis
