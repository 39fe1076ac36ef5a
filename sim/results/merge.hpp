// Many replications seen as one sample. Exact, so the order of merging leaves no trace.
#pragma once

#include "sim/results/record.hpp"

namespace isthmus::results {

/// Adds the requests of `other` to those of `into`.
void merge(TrafficRecord& into, const TrafficRecord& other);

/// Adds what one station did in another replication. The measured times add up as well: an integral
/// is to be divided by the sum of them.
///
/// Limits   the same station: name, kind and servers agree.
void merge(StationRecord& into, const StationRecord& other);

}  // namespace isthmus::results
