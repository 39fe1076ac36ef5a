#include "gui/chart_content.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "reports/figure_text.hpp"
#include "reports/name_text.hpp"
#include "sim/base/number_text.hpp"

namespace isthmus::gui {
namespace {

using reports::Axis;
using reports::BarChart;
using reports::LineChart;
using reports::Period;
using reports::Series;

constexpr std::size_t lines_most = 6;
constexpr std::size_t bars_most = 12;

Axis time_axis(const session::Frames& frames) {
  return {"simulated time, s", Axis::Scale::linear, Axis::Unit::seconds, 0.0,
          frames.duration.in_seconds()};
}

double middle_of(const session::Frames& frames, std::size_t frame) {
  return (static_cast<double>(frame) + 0.5) * frames.frame_s();
}

/// Instances of a group of stations, as indices.
std::map<std::string, std::vector<std::size_t>> groups_of(const session::Frames& frames) {
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < frames.stations.size(); ++i) {
    const std::string& name = frames.station_names[i];
    const std::string group = name.substr(0, name.rfind('['));
    if (group.starts_with("gateway ") || group.starts_with("service ")) groups[group].push_back(i);
  }
  return groups;
}

double busy_at(const session::Frames& frames, const std::vector<std::size_t>& stations,
               std::size_t frame) {
  double busy = 0;
  for (const std::size_t i : stations) busy += frames.stations[i][frame].busy;
  return busy / static_cast<double>(stations.size());
}

double busy_overall(const session::Frames& frames, const std::vector<std::size_t>& stations) {
  double busy = 0;
  for (std::size_t k = 0; k < frames.count; ++k) busy += busy_at(frames, stations, k);
  return busy / static_cast<double>(frames.count);
}

/// The groups worth a line: the selected one first, then gateways, then services, busiest first.
std::vector<std::string> groups_worth(const session::Frames& frames,
                                      const std::map<std::string, std::vector<std::size_t>>& groups,
                                      const std::string& selected, std::size_t most) {
  std::vector<std::pair<double, std::string>> ranked;
  for (const auto& [name, stations] : groups) {
    double rank = busy_overall(frames, stations);
    if (name.starts_with("gateway ")) rank += 10;
    if (name == selected) rank += 100;
    ranked.emplace_back(-rank, name);
  }
  std::sort(ranked.begin(), ranked.end());
  ranked.resize(std::min(ranked.size(), most));
  std::vector<std::string> names;
  for (auto& [rank, name] : ranked) names.push_back(std::move(name));
  return names;
}

std::string plain_name(const std::string& group) {
  return group.starts_with("service ") ? group.substr(8) : group;
}

Series::Look look_of(std::size_t index) { return static_cast<Series::Look>(index % 4); }

bool touches(const Loaded& loaded, const analysis::PairSummary& pair, const Thing& thing) {
  const session::Study& study = loaded.study;
  if (thing.kind == Thing::Kind::service) return short_text(pair.destination) == thing.name;
  if (!pair.route) return false;
  bool found = false;
  for_each_path(route::route_of(study.model, study.routes, *pair.route),
                [&](const route::Route& path) {
                  for (const model::PartitionId partition : path.gateways()) {
                    found = found || study.model.label(partition) == thing.name;
                  }
                });
  return found;
}

}  // namespace

std::vector<Period> periods_of(const model::Model& model, const session::Frames& frames) {
  std::vector<Period> periods;
  const double whole = frames.duration.in_seconds();
  const double cut = frames.warmup.in_seconds();
  if (cut > 0) periods.push_back({0, cut, "warm-up", Period::Kind::warm_up});
  for (const model::Event& event : model.events) {
    const double from = event.begin.since_start().in_seconds();
    if (from >= whole) continue;
    const bool change = event.kind == model::FaultKind::apply;
    const double to = std::min(event.end.since_start().in_seconds(), whole);
    periods.push_back({from, change ? from : to, event.name,
                       change ? Period::Kind::change : Period::Kind::fault});
  }
  return periods;
}

std::string name_of(const Loaded& loaded, std::size_t pair) {
  const analysis::PairSummary& one = loaded.pairs[pair];
  return reports::short_from_text(loaded.study.model, one.from) + " → " +
         short_text(one.destination);
}

std::optional<std::size_t> pair_for(const Loaded& loaded, const Thing& from, const Thing& thing) {
  const session::Study& study = loaded.study;
  std::optional<std::size_t> best;
  double most = -1;
  for (std::size_t i = 0; i < loaded.pairs.size(); ++i) {
    const analysis::PairSummary& pair = loaded.pairs[i];
    double rate = 0;
    for (const std::size_t source : pair.sources) {
      rate += study.model.traffic[source].rate.in_per_second();
    }
    double rank = rate;
    if (from.is_something() && pair.from.is_some()) {
      if (short_text(study.model[pair.from].name) != from.name) continue;
    }
    if (thing.is_something()) {
      if (!touches(loaded, pair, thing)) continue;
    } else {
      const int hops = pair.route ? study.routes.facts[*pair.route].network_hops : 0;
      rank = hops * 1e9 + rate;
    }
    if (rank <= most) continue;
    most = rank;
    best = i;
  }
  if (!best && thing.is_something()) return pair_for(loaded, {}, {});
  return best;
}

LineChart latency_chart(const Loaded& loaded, const session::Frames& frames, std::size_t pair) {
  LineChart chart;
  chart.x = time_axis(frames);
  chart.y = {"latency", Axis::Scale::logarithmic, Axis::Unit::seconds, {}, {}};
  chart.periods = periods_of(loaded.study.model, frames);
  const std::pair<const char*, double session::PairFrame::*> lines[] = {
      {"p99", &session::PairFrame::p99_s},
      {"p90", &session::PairFrame::p90_s},
      {"p50", &session::PairFrame::p50_s}};
  std::size_t look = 0;
  for (const auto& [name, member] : lines) {
    Series series{name, look_of(look++), {}};
    for (std::size_t k = 0; k < frames.pairs[pair].size(); ++k) {
      const double value = frames.pairs[pair][k].*member;
      series.points.push_back(
          {middle_of(frames, k), value > 0 ? std::optional{value} : std::nullopt, {}, {}});
    }
    chart.series.push_back(std::move(series));
  }
  const analysis::PairSummary& one = loaded.pairs[pair];
  for (const model::Expectation& expected : loaded.study.model.expectations) {
    const auto* latency = std::get_if<model::ExpectLatency>(&expected.promise);
    if (latency == nullptr || expected.from != one.from ||
        expected.destination != one.destination) {
      continue;
    }
    chart.limits.push_back({latency->limit.in_seconds(), std::string{text(latency->statistic)} +
                                                             " " +
                                                             std::string{text(latency->relation)} +
                                                             " " + exact_text(latency->limit)});
  }
  // A logarithmic axis only where a linear one would flatten something.
  double least = 1e300;
  double most = 0;
  for (const Series& series : chart.series) {
    for (const reports::ChartPoint& point : series.points) {
      if (point.y) least = std::min(least, *point.y), most = std::max(most, *point.y);
    }
  }
  if (most < 8 * least) chart.y.scale = Axis::Scale::linear;
  return chart;
}

LineChart utilisation_chart(const Loaded& loaded, const session::Frames& frames,
                            const Thing& selected) {
  LineChart chart;
  chart.x = time_axis(frames);
  chart.y = {"busy", Axis::Scale::linear, Axis::Unit::share, 0.0, 1.0};
  chart.periods = periods_of(loaded.study.model, frames);
  const auto groups = groups_of(frames);
  const std::string group =
      selected.kind == Thing::Kind::service ? "service " + selected.name : text(selected);
  std::size_t look = 0;
  for (const std::string& name : groups_worth(frames, groups, group, lines_most)) {
    Series series{plain_name(name), look_of(look++), {}};
    for (std::size_t k = 0; k < frames.count; ++k) {
      series.points.push_back({middle_of(frames, k), busy_at(frames, groups.at(name), k), {}, {}});
    }
    chart.series.push_back(std::move(series));
  }
  return chart;
}

LineChart error_chart(const Loaded& loaded, const session::Frames& frames) {
  LineChart chart;
  chart.x = time_axis(frames);
  chart.y = {"failed per second", Axis::Scale::linear, Axis::Unit::plain, 0.0, {}};
  chart.periods = periods_of(loaded.study.model, frames);
  std::vector<std::pair<double, std::size_t>> failing;
  for (std::size_t i = 0; i < frames.pairs.size(); ++i) {
    double failed = 0;
    for (const session::PairFrame& frame : frames.pairs[i]) failed += frame.failed_per_s;
    if (failed > 0) failing.emplace_back(-failed, i);
  }
  std::sort(failing.begin(), failing.end());
  failing.resize(std::min(failing.size(), lines_most));
  std::size_t look = 0;
  for (const auto& [failed, i] : failing) {
    Series series{name_of(loaded, i), look_of(look++), {}};
    for (std::size_t k = 0; k < frames.pairs[i].size(); ++k) {
      series.points.push_back({middle_of(frames, k), frames.pairs[i][k].failed_per_s, {}, {}});
    }
    chart.series.push_back(std::move(series));
  }
  return chart;
}

LineChart spectrum_chart(const std::vector<Spectrum>& spectra, const std::string& pair) {
  LineChart chart;
  chart.x = {
      "share of requests that took no longer", Axis::Scale::rest, Axis::Unit::share, 0.0, {}};
  chart.y = {"latency", Axis::Scale::logarithmic, Axis::Unit::seconds, {}, {}};
  for (const Spectrum& spectrum : spectra) {
    for (const analysis::CloseUpSummary& one : spectrum.close_ups) {
      if (name_of(spectrum.loaded, one.pair) != pair) continue;
      const bool before = !chart.series.empty();
      Series series{spectrum.name, before ? Series::Look::before : Series::Look::first, {}};
      for (const analysis::SpectrumPoint& point : one.spectrum) {
        if (point.seconds > 0) series.points.push_back({point.share, point.seconds, {}, {}});
      }
      chart.series.push_back(std::move(series));
    }
  }
  return chart;
}

std::vector<Spectrum> spectra_of(const Workspace& workspace) {
  std::vector<Spectrum> spectra;
  const ComparedPtr& compared = workspace.compared();
  if (compared && compared->after == workspace.loaded()) {
    spectra.push_back({"tried out", *compared->after, compared->close_ups_after});
    spectra.push_back({"as it stands", *compared->before, compared->close_ups_before});
    return spectra;
  }
  const RanPtr& ran = workspace.ran();
  if (!ran) return spectra;
  spectra.push_back({"this run", *ran->loaded, ran->close_ups});
  if (const RanPtr& before = workspace.ran_before()) {
    const bool as_written = before->loaded == workspace.base();
    spectra.push_back(
        {as_written ? "as it stands" : "the run before", *before->loaded, before->close_ups});
  }
  return spectra;
}

BarChart utilisation_bars(const Loaded&, const session::Frames& frames, double time_s) {
  BarChart chart;
  const auto groups = groups_of(frames);
  const std::size_t frame = frames.frame_at(time_s);
  for (const std::string& name : groups_worth(frames, groups, {}, bars_most)) {
    const double busy = busy_at(frames, groups.at(name), frame);
    chart.rows.push_back({plain_name(name), reports::percent_text(busy), {{"busy", busy, "", 0}}});
  }
  return chart;
}

BarChart ledger_bars(const Ran& ran, std::size_t pair) {
  BarChart chart;
  const analysis::PairSummary& one = ran.result.summary.pairs[pair];
  const auto add = [&](const std::string& name, const std::array<double, results::part_count>& s) {
    BarChart::Row row{name, {}, {}};
    double sum = 0;
    for (std::size_t k = 0; k < s.size(); ++k) {
      sum += s[k];
      if (s[k] <= 0) continue;
      std::string part{text(static_cast<results::Part>(k))};
      std::replace(part.begin(), part.end(), '_', ' ');
      row.parts.push_back({part, s[k], reports::seconds_text(s[k]), k});
    }
    row.text = reports::seconds_text(sum);
    if (sum > 0) chart.rows.push_back(std::move(row));
  };
  if (one.latency) add("mean", one.ledger_s);
  for (const analysis::CloseUpSummary& close_up : ran.close_ups) {
    if (close_up.pair == pair && close_up.tail) add("about the p99", close_up.tail->ledger_s);
  }
  return chart;
}

std::string csv_rows(const std::string& title, const LineChart& chart) {
  std::string csv;
  for (const Series& series : chart.series) {
    for (const reports::ChartPoint& point : series.points) {
      csv += reports::csv_field(title) + "," + reports::csv_field(series.name) + "," +
             shortest_text(point.x) + "," + (point.y ? shortest_text(*point.y) : std::string{}) +
             "\n";
    }
  }
  return csv;
}

std::string csv_rows(const std::string& title, const BarChart& chart) {
  std::string csv;
  for (const BarChart::Row& row : chart.rows) {
    for (const BarChart::Part& part : row.parts) {
      csv += reports::csv_field(title) + "," + reports::csv_field(row.name) + "," +
             reports::csv_field(part.name) + "," + shortest_text(part.value) + "\n";
    }
  }
  return csv;
}

}  // namespace isthmus::gui
