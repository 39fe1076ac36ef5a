// The events of a run on its page: what each of them did to all requests.
#include "reports/figure_text.hpp"
#include "reports/run_tables.hpp"
#include "sim/analysis/seconds.hpp"
#include "sim/base/number_text.hpp"

namespace isthmus::reports {
namespace {

using analysis::PhaseSummary;

std::string errors_of(const PhaseSummary& phase) {
  if (phase.requests == 0) return "-";
  if (phase.failed == 0) return "< " + percent_text(phase.error_rate.high());
  return percent_text(phase.error_rate.mean);
}

std::string p99_of(const PhaseSummary& phase) {
  if (!phase.latency) return "-";
  return seconds_text(phase.latency->of(model::Statistic::p99).mean);
}

std::string arrows(const std::string& before, const std::string& during, const std::string& after) {
  return before + " → " + during + " → " + after;
}

std::string recovery_of(const analysis::EventSummary& event) {
  if (!event.happened) return "never happened";
  if (!event.recovery) return "not";
  if (*event.recovery == Duration::zero()) return "at once";
  return "after " + human_text(*event.recovery);
}

}  // namespace

void write_event_table(std::ostream& out, const session::Study& study,
                       const session::RunResult& result, const TextStyle& style) {
  using Align = Table::Align;
  if (result.timeline.events.empty()) return;
  Table table{{{"EVENT"},
               {"FROM", Align::right},
               {"UNTIL", Align::right},
               {"LOST PER RUN", Align::right},
               {"ERRORS BEFORE → DURING → AFTER", Align::right},
               {"P99 BEFORE → DURING → AFTER", Align::right},
               {"AS BEFORE"}}};
  for (const analysis::EventSummary& summary : result.timeline.events) {
    const model::Event& event = study.model.events[summary.event];
    const bool ends = event.end < SimTime::never();
    const analysis::EventEffect& all = summary.all;
    const Ink ink = all.lost == 0 ? Ink::plain : Ink::bad;
    table.row({{event.name},
               {human_text(event.begin.since_start())},
               {ends ? human_text(event.end.since_start()) : "the end"},
               {plain_text(all.lost_each.mean), ink},
               {arrows(errors_of(all.before), errors_of(all.during), errors_of(all.after))},
               {arrows(p99_of(all.before), p99_of(all.during), p99_of(all.after))},
               {recovery_of(summary)}});
  }
  out << '\n';
  table.write(out, style);
}

}  // namespace isthmus::reports
