// What the events of a scenario did, as parts of a run's document.
#pragma once

#include "reports/value.hpp"
#include "sim/session/run.hpp"

namespace isthmus::reports {

/// Each event: when, requests lost, and errors and latency before, during and after it.
Value events_timeline_value(const session::Study& study, const session::RunResult& result);

/// All requests by short windows of the run; without windows where there are no events.
Value timeline_value(const session::RunResult& result);

}  // namespace isthmus::reports
