// The parts of a run's document that are about the study and not about the figures.
#pragma once

#include "reports/value.hpp"
#include "sim/session/run.hpp"

namespace isthmus::reports {

/// Each partition with its regions and its gateways.
Value partitions_value(const session::Study& study);

/// Each upstream with its mode and who decided it, in the order of the route table.
Value upstreams_value(const session::Study& study);

/// The groups of stations that a pair's requests pass, in order: "sidecar web", "gateway finance".
Value path_value(const session::Study& study, const analysis::PairSummary& pair);

/// The watched pairs over time, as a spectrum and at the p99.
Value close_ups_value(const session::Study& study, const session::RunResult& result);

/// What was held against every record of the run, and how many of them broke it.
Value checks_value(const session::RunResult& result);

/// The defaults that nobody has published.
Value estimates_value();

}  // namespace isthmus::reports
