// Single requests of a run, followed from end to end, and the connections that they waited for.
#pragma once

#include <ostream>

#include "sim/results/trace.hpp"
#include "sim/session/run.hpp"

namespace isthmus::session {

/// Follows the requests of a run's first replication, which is run once more for it. Of each
/// traffic source a few are kept: by chance, around its p99, failed, and those that dialled first.
/// Of more sources than `traced_sources_max`, evenly chosen ones.
///
/// Returns  the same for the same study and plan; nothing where nothing was run, or cancelled.
results::Traces traces_of(const Study& study, const RunResult& result,
                          const RunOptions& options = {});

inline constexpr std::size_t traced_sources_max = 200;

/// Writes the connections of traced requests as pcapng: each segment with its handshake and its
/// ClientHello, with the names of the stations as names of their addresses.
///
/// Shape    time zero of the run is the epoch, 1970-01-01. Station i has the i-th address of
///          10.0.0.0/8; gateways listen on 8443, sidecars on 20000.
void write_flows(std::ostream& out, const results::Traces& traces);

}  // namespace isthmus::session
