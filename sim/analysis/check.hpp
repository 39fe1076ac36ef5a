// "What is wrong with this configuration, as far as no clock is needed to see it?"
#pragma once

#include "sim/analysis/evidence.hpp"
#include "sim/analysis/finding.hpp"

namespace isthmus::analysis {

struct CheckQuestion {};

/// What Consul requires of an installation and is not met, every reason for which an upstream does
/// not arrive (errors), everything else worth knowing about its path (warnings), the symptoms that
/// others have met (docs/symptoms), and every broken promise that needs no run (errors), by place.
/// What is said about several upstreams is there once for each of them.
///
/// What the scenario expects to be unreachable is no error: its reasons are notes.
Findings answer(const CheckQuestion& question, const Evidence& evidence);

}  // namespace isthmus::analysis
