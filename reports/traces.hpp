// Requests that were followed, in the forms that viewers of traces read.
#pragma once

#include <ostream>

#include "sim/results/trace.hpp"
#include "sim/session/study.hpp"

namespace isthmus::reports {

/// OpenTelemetry's JSON for files: one TracesData message. A request is a trace whose root is the
/// caller's; below it every visit and every way between two, and below those the parts of the
/// ledger. Time zero of the run is the epoch, 1970-01-01.
///
/// Source   opentelemetry-proto 1.3, trace.proto, and its JSON mapping (OTLP specification): ids in
///          hexadecimal, 64-bit integers as texts, enumerations as numbers.
void write_otlp(std::ostream& out, const session::Study& study, const results::Traces& traces);

/// The Trace Event Format, which Perfetto and Chrome's tracing page open: a process for every
/// source, a track for every request, on it the same three levels. Microseconds from time zero.
///
/// Source   Trace Event Format (Google, 2016), complete events.
void write_perfetto(std::ostream& out, const session::Study& study, const results::Traces& traces);

}  // namespace isthmus::reports
