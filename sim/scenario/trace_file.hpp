// Recorded starts of requests: a CSV file with one request per line.
//
//   time_s,path          a header names the columns; time_s, time_ms, time_us and time_ns hold
//   0.0125,/login        numbers, time holds times with a unit. Other columns are not read.
//   0.0310,/cart         Without a header the first column holds times with a unit (12.5ms).
//
// Empty lines and what follows a `#` are skipped. Times count from the beginning of the run and
// never go back.
#pragma once

#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/base/source.hpp"
#include "sim/base/time.hpp"

namespace isthmus::scenario {

/// The starts in `source`.
///
/// Returns  what could be read; every line that could not be is complained about, up to ten.
std::vector<Duration> read_trace(SourceId source, const Sources& sources, Diagnostics& diagnostics);

}  // namespace isthmus::scenario
