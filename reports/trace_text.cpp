#include "reports/trace_text.hpp"

#include "reports/name_text.hpp"

namespace isthmus::reports {

std::string trace_name(const session::Study& study, const results::Trace& trace) {
  const model::TrafficSource& source = study.model.traffic[trace.traffic];
  if (!source.from.is_some()) {
    return std::string{outside} + " → " + mesh::short_text(study.model[source.to].name);
  }
  const model::Service& caller = study.model[source.from];
  const mesh::ServiceName destination =
      route::destination_of(study.model, caller, caller.registration.upstreams[source.upstream]);
  return mesh::short_text(caller.name) + " → " + mesh::short_text(destination);
}

std::string stay_name(const results::Traces& traces, const results::TraceStay& stay) {
  const std::string what{results::text(stay.stage)};
  return stay.station ? what + " at " + traces.stations[*stay.station].name : what;
}

std::string reasons_text(const results::Trace& trace) {
  std::string all;
  for (const results::TraceReason reason : trace.why) {
    if (!all.empty()) all += ", ";
    all += results::text(reason);
  }
  return all;
}

std::string_view outcome_text(const results::Trace& trace) {
  return route::text(trace.disposition);
}

}  // namespace isthmus::reports
