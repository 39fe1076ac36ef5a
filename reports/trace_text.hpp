// What the parts of a trace are called, in every form.
#pragma once

#include <string>

#include "sim/results/trace.hpp"
#include "sim/session/study.hpp"

namespace isthmus::reports {

/// "web → finance/billing", of the source that the request is of.
std::string trace_name(const session::Study& study, const results::Trace& trace);

/// "request at gateway finance[0]", or "under way".
std::string stay_name(const results::Traces& traces, const results::TraceStay& stay);

/// "sampled, around the p99".
std::string reasons_text(const results::Trace& trace);

/// "delivered", or how else it ended.
std::string_view outcome_text(const results::Trace& trace);

}  // namespace isthmus::reports
