// What went wrong on purpose, and what it did: a table, and errors over time.
#include <algorithm>
#include <array>

#include "reports/figure_text.hpp"
#include "reports/markup.hpp"
#include "reports/run_outline_parts.hpp"
#include "sim/base/number_text.hpp"

namespace isthmus::reports {
namespace {

using Align = ReportTable::Align;

constexpr std::array<const char*, 3> phases = {"before", "during", "after"};

std::string errors_text(const View& phase) {
  const View rate = phase["error_rate"];
  if (!rate.is_something()) return "-";
  if (phase["failed"].count() == 0) {
    return "< " + percent_text(rate["value"].number_or(0) + rate["half_width"].number_or(0));
  }
  return percent_text(rate["value"].number_or(0));
}

std::string latency_text(const View& phase) {
  return seconds_or_dash(phase["latency_s"]["p99"]["value"].number());
}

std::string until_text(const View& event) {
  const auto until = event["until_s"].number();
  return until ? seconds_text(*until) : "the end";
}

std::string recovery_text(const View& event) {
  if (!event["happened"].is_true()) return "never happened";
  const auto recovery = event["recovery_s"].number();
  if (!recovery) return "not";
  return *recovery > 0 ? "after " + seconds_text(*recovery) : "at once";
}

ReportTable table_of(const View& run) {
  ReportTable table;
  table.name = "Events";
  table.columns = {{"Event"},
                   {"From", Align::right},
                   {"Until", Align::right},
                   {"Lost in a run", Align::right},
                   {"Errors before", Align::right},
                   {"during", Align::right},
                   {"after", Align::right},
                   {"p99 before", Align::right},
                   {"during", Align::right},
                   {"after", Align::right},
                   {"As before"}};
  for (const View& event : run["events_timeline"].items()) {
    const std::string name = event["name"].text();
    const std::string what = event["what"].text();
    std::vector<ReportCell> row{name == what ? name : name + " (" + what + ")",
                                seconds_text(event["at_s"].number_or(0)),
                                until_text(event),
                                {plain_text(event["lost_per_replication"]["value"].number_or(0)),
                                 event["lost_per_replication"]["value"].number_or(0)}};
    for (const char* phase : phases) row.emplace_back(errors_text(event[phase]));
    for (const char* phase : phases) row.emplace_back(latency_text(event[phase]));
    row.emplace_back(recovery_text(event));
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::vector<Period> periods_of(const View& run) {
  std::vector<Period> periods;
  const double end = run["duration_s"].number_or(0);
  for (const View& event : run["events_timeline"].items()) {
    const double from = std::min(event["at_s"].number_or(0), end);
    const double to = std::min(event["until_s"].number_or(end), end);
    const bool changes = event["how"].text() == "apply" && !event["until_s"].number();
    periods.push_back({from, changes ? from : to, event["name"].text(),
                       changes ? Period::Kind::change : Period::Kind::fault});
  }
  return periods;
}

Figure errors_over_time(const View& run) {
  LineChart chart;
  Series series{"failed", Series::Look::first, {}};
  Figure figure;
  figure.id = "failed-over-time";
  figure.title = "Requests that fail, over time";
  figure.summary =
      "The share of all requests that were meant to start in each window of time and "
      "were not delivered.";
  figure.table.name = figure.title;
  figure.table.columns = {{"From", Align::right},     {"To", Align::right},
                          {"Requests", Align::right}, {"Failed", Align::right},
                          {"p50", Align::right},      {"p99", Align::right}};
  double most = 0;
  for (const View& window : run["timeline"]["windows"].items()) {
    const double from = window["from_s"].number_or(0);
    const double to = window["to_s"].number_or(0);
    const double requests = window["requests"].number_or(0);
    const double failed = window["failed"].number_or(0);
    std::optional<double> share;
    if (requests > 0) share = failed / requests;
    most = std::max(most, share.value_or(0));
    series.points.push_back({(from + to) / 2, share, {}, {}});
    figure.table.rows.push_back(
        {seconds_text(from), seconds_text(to), grouped_text(static_cast<std::int64_t>(requests)),
         grouped_text(static_cast<std::int64_t>(failed)), seconds_or_dash(window["p50_s"].number()),
         seconds_or_dash(window["p99_s"].number())});
  }
  chart.series.push_back(std::move(series));
  chart.x = {"simulated time", Axis::Scale::linear, Axis::Unit::seconds, 0.0,
             run["duration_s"].number_or(1)};
  chart.y = {"share of requests", Axis::Scale::linear, Axis::Unit::share, 0.0,
             std::max(most, 0.01)};
  chart.periods = periods_of(run);
  figure.picture = std::move(chart);
  return figure;
}

}  // namespace

Section events_section(const View& run) {
  Section section;
  section.id = "events";
  section.title = "Events";
  if (run["events_timeline"].items().empty()) return section;
  section.note =
      "lost: not delivered, and under way while the event lasted · as before: until another event "
      "begins";
  section.blocks.push_back(table_of(run));
  section.blocks.push_back(errors_over_time(run));
  return section;
}

}  // namespace isthmus::reports
