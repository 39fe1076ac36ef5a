// Latency in pictures: over time, as a spectrum, and what it is made of.
#include <algorithm>

#include "reports/figure_text.hpp"
#include "reports/markup.hpp"
#include "reports/run_outline_parts.hpp"
#include "sim/base/number_text.hpp"

namespace isthmus::reports {
namespace {

using Align = ReportTable::Align;

constexpr std::size_t over_time_most = 3;  // Charts; more would hide each other.

/// A logarithmic axis only where a linear one would flatten something.
Axis latency_axis(double least, double most) {
  Axis axis{"latency", Axis::Scale::linear, Axis::Unit::seconds, {}, {}};
  if (least > 0 && most / least > 8) {
    axis.scale = Axis::Scale::logarithmic;
    axis.name = "latency (logarithmic)";
  }
  return axis;
}

std::vector<Rule> limits_of(const View& run, const View& pair) {
  std::vector<Rule> limits;
  for (const View& verdict : run["expectations"].items()) {
    if (verdict["measure"].text() != "latency_s" || !verdict["limit"].number() ||
        verdict["from"].text() != pair["from"].text() ||
        verdict["to"].text() != pair["to"].text()) {
      continue;
    }
    const std::string text = verdict["text"].text();
    const std::size_t colon = text.rfind(": ");
    limits.push_back({*verdict["limit"].number(),
                      "limit: " + (colon == std::string::npos ? text : text.substr(colon + 2))});
  }
  return limits;
}

/// The warm-up, and what the scenario did to the mesh.
std::vector<Period> periods_of(const View& run) {
  std::vector<Period> periods;
  const double cut = run["warm_up"]["cut_s"].number_or(0);
  const double end = run["duration_s"].number_or(0);
  if (cut > 0) periods.push_back({0, cut, "warm-up", Period::Kind::warm_up});
  for (const View& event : run["events_timeline"].items()) {
    const double from = event["at_s"].number_or(0);
    const auto until = event["until_s"].number();
    const auto lasts = event["for_s"].number();
    // What nobody ends lasts to the end, but a change of the configuration is a moment.
    const double otherwise = event["how"].text() == "apply" ? from : end;
    const double to = until ? *until : lasts ? from + *lasts : otherwise;
    periods.push_back({std::min(from, end), std::min(std::max(to, from), end), event["name"].text(),
                       to > from ? Period::Kind::fault : Period::Kind::change});
  }
  return periods;
}

struct Percentile {
  const char* key;
  const char* name;
  Series::Look look;
};
constexpr Percentile percentiles[] = {{"p99_s", "p99", Series::Look::first},
                                      {"p90_s", "p90", Series::Look::second},
                                      {"p50_s", "p50", Series::Look::third}};

Figure over_time(const View& run, const View& close_up) {
  LineChart chart;
  double least = 1e300;
  double most = 0;
  for (const Percentile& percentile : percentiles) {
    Series series{percentile.name, percentile.look, {}};
    for (const View& moment : close_up["over_time"].items()) {
      const auto value = moment[percentile.key].number();
      if (value && *value > 0) {
        least = std::min(least, *value);
        most = std::max(most, *value);
      }
      const double middle = (moment["from_s"].number_or(0) + moment["to_s"].number_or(0)) / 2;
      series.points.push_back({middle, value, {}, {}});
    }
    chart.series.push_back(std::move(series));
  }
  chart.limits = limits_of(run, close_up);
  for (const Rule& limit : chart.limits) most = std::max(most, limit.at);
  chart.x = {"simulated time", Axis::Scale::linear, Axis::Unit::seconds, 0.0,
             run["duration_s"].number_or(1)};
  chart.y = latency_axis(least, most);
  chart.periods = periods_of(run);

  Figure figure;
  const std::string name = pair_name(close_up);
  figure.title = name + " over time";
  figure.summary = "Median, p90 and p99 latency of " + name + " for each slice of simulated time.";
  figure.picture = std::move(chart);
  figure.table.name = figure.title;
  figure.table.columns = {{"From", Align::right}, {"To", Align::right},  {"Requests", Align::right},
                          {"p50", Align::right},  {"p90", Align::right}, {"p99", Align::right}};
  for (const View& moment : close_up["over_time"].items()) {
    figure.table.rows.push_back(
        {seconds_text(moment["from_s"].number_or(0)), seconds_text(moment["to_s"].number_or(0)),
         grouped_text(static_cast<std::int64_t>(moment["requests"].count())),
         seconds_or_dash(moment["p50_s"].number()), seconds_or_dash(moment["p90_s"].number()),
         seconds_or_dash(moment["p99_s"].number())});
  }
  return figure;
}

/// The destination where that is enough to tell the lines apart.
std::string end_name(const std::vector<View>& close_ups, std::size_t i) {
  const std::string to = close_ups[i]["to"].text();
  const auto same = std::count_if(close_ups.begin(), close_ups.end(),
                                  [&](const View& one) { return one["to"].text() == to; });
  const std::string name = same == 1 ? short_name(to) : pair_name(close_ups[i]);
  return shortened(name, 22);
}

Figure spectrum(const std::vector<View>& close_ups) {
  constexpr Series::Look looks[] = {Series::Look::first, Series::Look::second, Series::Look::third,
                                    Series::Look::fourth};
  LineChart chart;
  Figure figure;
  double least = 1e300;
  double most = 0;
  figure.table.columns = {{"Route"}, {"Share", Align::right}, {"Latency at most", Align::right}};
  for (std::size_t i = 0; i < std::min<std::size_t>(close_ups.size(), 4); ++i) {
    Series series{end_name(close_ups, i), looks[i], {}};
    for (const View& point : close_ups[i]["spectrum"].items()) {
      const double share = point["share"].number_or(0);
      const double latency = point["latency_s"].number_or(0);
      least = std::min(least, latency);
      most = std::max(most, latency);
      series.points.push_back({share, latency, {}, {}});
      figure.table.rows.push_back({pair_name(close_ups[i]),
                                   fixed_text(share * 100, share > 0.99 ? 5 : 2) + " %",
                                   seconds_text(latency)});
    }
    chart.series.push_back(std::move(series));
  }
  chart.x = {"share of requests", Axis::Scale::rest, Axis::Unit::share, {}, {}};
  chart.y = latency_axis(least, most);
  figure.title = "Percentile spectrum";
  figure.summary = "For each share of requests, the latency that it does not exceed.";
  figure.table.name = figure.title;
  figure.picture = std::move(chart);
  return figure;
}

BarChart::Row ledger_row(const std::string& name, const View& ledger) {
  BarChart::Row row{name, {}, {}};
  double sum = 0;
  for (const std::string& part : ledger.keys()) {
    const double seconds = ledger[part].number_or(0);
    sum += seconds;
    if (seconds > 0) {
      row.parts.push_back({part_name(part), seconds, seconds_text(seconds), part_look(part)});
    }
  }
  row.text = seconds_text(sum);
  return row;
}

void add_ledger_rows(ReportTable& table, const BarChart::Row& row) {
  double sum = 0;
  for (const BarChart::Part& part : row.parts) sum += part.value;
  for (const BarChart::Part& part : row.parts) {
    table.rows.push_back(
        {row.name, part.name, part.text, percent_text(sum > 0 ? part.value / sum : 0)});
  }
}

Figure ledgers(const std::vector<View>& close_ups) {
  BarChart chart;
  Figure figure;
  figure.table.columns = {{"Route"}, {"Part"}, {"Mean", Align::right}, {"Share", Align::right}};
  for (const View& close_up : close_ups) {
    const View tail = close_up["tail"];
    if (!tail.is_something()) continue;
    chart.rows.push_back(ledger_row(pair_name(close_up), tail["ledger_s"]));
    add_ledger_rows(figure.table, chart.rows.back());
  }
  figure.title = "Where the p99 goes";
  figure.summary =
      "Mean parts of the requests whose latency is about the p99. The parts of each request sum "
      "exactly to its latency.";
  figure.table.name = figure.title;
  figure.picture = std::move(chart);
  return figure;
}

Figure mean_ledgers(const View& run) {
  BarChart chart;
  Figure figure;
  figure.table.columns = {{"Route"}, {"Part"}, {"Mean", Align::right}, {"Share", Align::right}};
  std::vector<View> pairs;
  for (const View& pair : run["pairs"].items()) {
    if (pair["ledger_s"].is_something()) pairs.push_back(pair);
  }
  const auto mean = [](const View& pair) {
    return pair["latency_s"]["mean"]["value"].number_or(0);
  };
  std::stable_sort(pairs.begin(), pairs.end(),
                   [&](const View& a, const View& b) { return mean(a) > mean(b); });
  for (std::size_t i = 0; i < std::min<std::size_t>(pairs.size(), 6); ++i) {
    chart.rows.push_back(ledger_row(pair_name(pairs[i]), pairs[i]["ledger_s"]));
    add_ledger_rows(figure.table, chart.rows.back());
  }
  figure.title = "Where the mean goes";
  figure.summary = "Mean parts of the latency of the slowest routes.";
  figure.table.name = figure.title;
  figure.picture = std::move(chart);
  return figure;
}

/// "How much more load fits?"
Figure headroom(const View& run) {
  const View headroom = run["headroom"];
  LineChart chart;
  Figure figure;
  figure.table.columns = {{"Load", Align::right},
                          {"p99", Align::right},
                          {"Half-width", Align::right},
                          {"What gives way"}};
  Series series{"p99", Series::Look::first, {}};
  double most = 0;
  for (const View& point : headroom["points"].items()) {
    const double load = point["load"].number_or(0);
    const auto p99 = point["p99_s"].number();
    ChartPoint at{load, p99, {}, {}};
    if (p99) {
      const double half = point["half_width"].number_or(0);
      at.low = std::max(*p99 - half, 0.0);
      at.high = *p99 + half;
      most = std::max(most, *p99);
    }
    series.points.push_back(at);
    figure.table.rows.push_back({percent_text(load), seconds_or_dash(p99),
                                 seconds_or_dash(point["half_width"].number()),
                                 point["unstable_at"].text()});
  }
  chart.series.push_back(std::move(series));
  if (const auto limit = headroom["limit_s"].number()) chart.limits.push_back({*limit, "limit"});
  chart.markers.push_back({1, "today"});
  if (const auto breaks = headroom["breaks"].number()) {
    chart.markers.push_back({*breaks, "breaks at " + percent_text(*breaks)});
  }
  chart.x = {"load, of the scenario's", Axis::Scale::linear, Axis::Unit::share, {}, {}};
  chart.y = {"p99", Axis::Scale::linear, Axis::Unit::seconds, {}, {}};
  const std::string pair = pair_name(headroom);
  figure.title = "How much more load fits?";
  figure.summary = "The p99 of " + pair + " under multiples of the whole load";
  const std::string at = headroom["breaks_at"].text();
  figure.summary += at.empty() ? "; nothing gave way." : "; what gives way is " + at + ".";
  figure.table.name = figure.title;
  figure.picture = std::move(chart);
  return figure;
}

/// What has broken a promise first, then what is slow.
double importance_of(const View& run, const View& close_up) {
  const auto is_it = [&](const View& one) {
    return one["from"].text() == close_up["from"].text() &&
           one["to"].text() == close_up["to"].text();
  };
  double importance = 0;
  for (const View& pair : run["pairs"].items()) {
    if (is_it(pair)) importance = pair["latency_s"]["p99"]["value"].number_or(0);
  }
  for (const View& verdict : run["expectations"].items()) {
    if (verdict["status"].text() == "fail" && is_it(verdict)) importance += 1e9;
  }
  return importance;
}

}  // namespace

Section latency_section(const View& run) {
  Section section{"latency", "Latency", "from the intended start of a request", {}};
  const std::vector<View> close_ups = run["close_ups"].items();
  std::vector<View> shown = close_ups;
  std::stable_sort(shown.begin(), shown.end(), [&](const View& a, const View& b) {
    return importance_of(run, a) > importance_of(run, b);
  });
  if (shown.size() > over_time_most) shown.resize(over_time_most);
  std::size_t number = 0;
  const auto add = [&](Figure figure, Figure::Width width) {
    figure.id = "latency-" + std::to_string(++number);
    figure.width = width;
    section.blocks.emplace_back(std::move(figure));
  };
  for (std::size_t i = 0; i < shown.size(); ++i) {
    // The slowest gets the whole width; two more stand side by side.
    const bool half = i > 0 && shown.size() == over_time_most;
    add(over_time(run, shown[i]), half ? Figure::Width::half : Figure::Width::whole);
  }
  const bool has_tail = std::any_of(close_ups.begin(), close_ups.end(),
                                    [](const View& one) { return one["tail"].is_something(); });
  const std::vector<View> pairs = run["pairs"].items();
  const bool has_mean = std::any_of(pairs.begin(), pairs.end(),
                                    [](const View& one) { return one["ledger_s"].is_something(); });
  if (run["headroom"].is_something()) add(headroom(run), Figure::Width::whole);
  if (!close_ups.empty()) add(spectrum(close_ups), Figure::Width::half);
  if (has_mean)
    add(mean_ledgers(run), close_ups.empty() ? Figure::Width::whole : Figure::Width::half);
  if (has_tail) add(ledgers(close_ups), Figure::Width::whole);
  return section;
}

}  // namespace isthmus::reports
