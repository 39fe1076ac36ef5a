#include "reports/timeline_document.hpp"

#include "sim/analysis/seconds.hpp"

namespace isthmus::reports {
namespace {

using analysis::PhaseSummary;

Value estimate_value(const stats::Estimate& estimate) {
  Value value = Value::object();
  value.set("value", estimate.mean).set("half_width", estimate.half_width);
  if (!estimate.note.empty()) value.set("note", estimate.note);
  return value;
}

Value phase_value(const PhaseSummary& phase) {
  Value ended = Value::object();
  for (std::size_t i = 0; i < phase.ended.size(); ++i) {
    if (phase.ended[i] == 0) continue;
    ended.set(text(static_cast<route::Disposition>(i)), phase.ended[i]);
  }
  Value latency;
  if (phase.latency) {
    latency = Value::object();
    latency.set("mean", estimate_value(phase.latency->of(model::Statistic::mean)));
    latency.set("p50", estimate_value(phase.latency->of(model::Statistic::p50)));
    latency.set("p99", estimate_value(phase.latency->of(model::Statistic::p99)));
  }
  Value value = Value::object();
  value.set("requests", phase.requests).set("failed", phase.failed);
  value.set("dispositions", std::move(ended));
  value.set("error_rate", phase.requests == 0 ? Value{} : estimate_value(phase.error_rate));
  value.set("latency_s", std::move(latency));
  return value;
}

Value seconds_of(SimTime time) {
  if (time == SimTime::never()) return {};
  return analysis::nearest_seconds(time.since_start());
}

}  // namespace

Value events_timeline_value(const session::Study& study, const session::RunResult& result) {
  return list_of(result.timeline.events, [&](const analysis::EventSummary& summary) {
    const model::Event& event = study.model.events[summary.event];
    Value value = Value::object();
    value.set("name", event.name).set("what", event.text).set("how", text(event.kind));
    value.set("at_s", seconds_of(event.begin)).set("until_s", seconds_of(event.end));
    value.set("happened", summary.happened);
    value.set("lost", summary.all.lost);
    value.set("lost_per_replication", estimate_value(summary.all.lost_each));
    value.set("recovery_s",
              summary.recovery ? Value{analysis::nearest_seconds(*summary.recovery)} : Value{});
    value.set("before", phase_value(summary.all.before));
    value.set("during", phase_value(summary.all.during));
    value.set("after", phase_value(summary.all.after));
    return value;
  });
}

Value timeline_value(const session::RunResult& result) {
  Value value = Value::object();
  value.set("window_s", analysis::nearest_seconds(result.timeline.window));
  value.set("windows", list_of(result.timeline.windows, [](const analysis::WindowSummary& one) {
              Value window = Value::object();
              window.set("from_s", analysis::nearest_seconds(one.from));
              window.set("to_s", analysis::nearest_seconds(one.to));
              window.set("requests", one.requests).set("failed", one.failed);
              window.set("p50_s", one.p50_s).set("p99_s", one.p99_s);
              return window;
            }));
  return value;
}

}  // namespace isthmus::reports
