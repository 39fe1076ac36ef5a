#include "reports/run_tables.hpp"

#include <algorithm>
#include <cmath>

#include "reports/figure_text.hpp"
#include "reports/name_text.hpp"

namespace isthmus::reports {
namespace {

using analysis::PairSummary;
using analysis::StationSummary;

constexpr std::size_t pairs_shown_max = 24;
constexpr std::size_t ledgers_shown_max = 3;
constexpr std::size_t groups_shown_max = 16;
constexpr double bar_cells = 30;
constexpr double part_share_min = 0.001;  // Smaller parts of a ledger are told together.

std::string loop_text(model::Loop loop) {
  return loop == model::Loop::calls ? "calls" : std::string{text(loop)} + " loop";
}

/// The pair; where not all of its load is an open loop, also what it is.
std::string title_of(const session::Study& study, const PairSummary& pair) {
  std::string title =
      short_from_text(study.model, pair.from) + " → " + short_text(pair.destination);
  if (pair.loops != std::vector{model::Loop::open}) {
    for (std::size_t i = 0; i < pair.loops.size(); ++i) {
      title += (i == 0 ? " (" : " + ") + loop_text(pair.loops[i]);
    }
    title += ")";
  }
  return title;
}

/// A latency with its margin; one that is not to be believed is marked, and why stands below.
Cell latency_cell(const PairSummary& pair, model::Statistic statistic, bool& marked) {
  if (!pair.latency) return {"-", Ink::dim};
  if (!pair.unstable_at.empty()) return {"unstable", Ink::bad};
  const stats::Estimate& estimate = pair.latency->of(statistic);
  if (analysis::believable(estimate, statistic)) {
    return {seconds_text(estimate.mean) + " " + margin_text(estimate)};
  }
  marked = true;
  return {seconds_text(estimate.mean) + " ?", Ink::unsure};
}

/// "0.03 %", or the bound where nothing failed: a probability is never printed as nothing.
Cell error_cell(const PairSummary& pair) {
  if (pair.requests == 0) return {"-", Ink::dim};
  if (pair.failed == 0) {
    return {"< " + percent_text(pair.error_rate.high())};
  }
  return {percent_text(pair.error_rate.mean), Ink::bad};
}

std::string via_of(const session::Study& study, const PairSummary& pair) {
  if (!pair.route) return "straight to the app";
  const route::Route route = route::route_of(study.model, study.routes, *pair.route);
  if (!route.branches.empty()) return std::to_string(route.branches.size()) + " ways";
  if (!route.delivered()) return std::string{text(route.disposition)};
  std::string via;
  for (const model::PartitionId partition : route.gateways()) {
    via += (via.empty() ? "gateway " : ", gateway ") + study.model.label(partition);
  }
  return via.empty() ? "direct" : via;
}

std::string hops_of(const session::Study& study, const PairSummary& pair) {
  return pair.route ? std::to_string(study.routes.facts[*pair.route].network_hops) : "0";
}

std::string seconds_or_share(double number, const model::Expectation& expectation) {
  const bool is_share = std::holds_alternative<model::ExpectErrorRate>(expectation.promise);
  return is_share ? percent_text(number) : seconds_text(number);
}

void line(std::ostream& out, const std::string& text, Ink ink, const TextStyle& style) {
  out << painted(spelled(text, style), ink, style) << '\n';
}

struct FactText {
  const model::Expectation& expectation;

  std::string operator()(std::monostate) const { return "-"; }
  std::string operator()(bool arrives) const { return arrives ? "arrives" : "does not arrive"; }
  std::string operator()(int hops) const {
    return counted(static_cast<std::size_t>(hops), "network hop");
  }
  std::string operator()(const std::vector<std::string>& gateways) const {
    std::string all;
    for (const std::string& gateway : gateways) all += (all.empty() ? "via " : ", ") + gateway;
    return all.empty() ? "direct" : all;
  }
  std::string operator()(double number) const { return seconds_or_share(number, expectation); }
  std::string operator()(const stats::Estimate& estimate) const {
    if (estimate.mean == 0) return "< " + seconds_or_share(estimate.high(), expectation);
    return seconds_or_share(estimate.mean, expectation);
  }
};

/// Stations that are equal instances of one thing: "gateway finance[0]", "gateway finance[1]".
struct Group {
  std::size_t instances = 0;
  const StationSummary* busiest = nullptr;
};

std::vector<Group> groups_of(const std::vector<StationSummary>& stations) {
  std::vector<Group> groups;
  std::string last;
  for (const StationSummary& station : stations) {
    if (station.arrivals_per_s.mean == 0) continue;
    std::string name = station.name.substr(0, station.name.rfind('['));
    if (groups.empty() || name != last) groups.push_back({0, &station});
    last = std::move(name);
    Group& group = groups.back();
    ++group.instances;
    if (station.offered_load.mean > group.busiest->offered_load.mean) group.busiest = &station;
  }
  std::stable_sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
    return a.busiest->offered_load.mean > b.busiest->offered_load.mean;
  });
  return groups;
}

/// The mean wait that a closed form gives: "2.33 ms M/M/1", "≈ 41 µs G/G/2".
Cell theory_cell(const session::RunResult& result, const StationSummary& station) {
  const auto index = static_cast<std::size_t>(&station - result.summary.stations.data());
  if (index >= result.twins.size() || !result.twins[index]) return {"-", Ink::dim};
  const analysis::Twin& twin = *result.twins[index];
  const std::string name = twin.formula.substr(twin.formula.rfind(' ') + 1);
  return {(twin.is_exact ? "" : "≈ ") + seconds_text(twin.wait_s) + " " + name,
          twin.is_exact && !twin.inside ? Ink::unsure : Ink::dim};
}

void add_station(Table& table, const Group& group, const session::RunResult& result) {
  const StationSummary& station = *group.busiest;
  const bool one = group.instances == 1;
  const std::string name =
      one ? station.name : station.name + " (busiest of " + std::to_string(group.instances) + ")";
  const std::string busy = station.capacity > 0 ? percent_text(station.utilisation.mean) + " " +
                                                      margin_text(station.utilisation)
                                                : "no limit";
  std::vector<Cell> row = {{name},
                           {station.servers == 0 ? "any" : std::to_string(station.servers)},
                           {plain_text(station.arrivals_per_s.mean)},
                           {busy, station.unstable ? Ink::bad : Ink::plain}};
  if (station.unstable) {
    row.push_back({"unstable", Ink::bad});
    row.push_back({"+" + plain_text(std::max(0.0, station.growth_per_s)) + "/s", Ink::bad});
    row.push_back({"-", Ink::dim});
  } else {
    row.push_back({seconds_text(station.wait_s.mean)});
    row.push_back({plain_text(station.queue.mean)});
    row.push_back(theory_cell(result, station));
  }
  table.row(std::move(row));
}

}  // namespace

std::string fact_text(const analysis::Fact& found, const model::Expectation& expectation) {
  return std::visit(FactText{expectation}, found);
}

std::string interval_text(const stats::Estimate& estimate, const model::Expectation& expectation) {
  if (!estimate.half_width) return {};
  return "[" + seconds_or_share(std::max(0.0, estimate.low()), expectation) + ", " +
         seconds_or_share(estimate.high(), expectation) + "]";
}

void write_pair_table(std::ostream& out, const session::Study& study,
                      const analysis::RunSummary& summary, const TextStyle& style) {
  using Align = Table::Align;
  Table table{{{"ROUTE"},
               {"REQ/S", Align::right},
               {"MEAN", Align::right},
               {"P50", Align::right},
               {"P90", Align::right},
               {"P99", Align::right},
               {"ERRORS", Align::right},
               {"HOPS", Align::right},
               {"VIA"}}};
  bool marked = false;
  const std::size_t shown = std::min(summary.pairs.size(), pairs_shown_max);
  for (std::size_t i = 0; i < shown; ++i) {
    const PairSummary& pair = summary.pairs[i];
    table.row({{title_of(study, pair)},
               {plain_text(pair.requests_per_s.mean)},
               latency_cell(pair, model::Statistic::mean, marked),
               latency_cell(pair, model::Statistic::p50, marked),
               latency_cell(pair, model::Statistic::p90, marked),
               latency_cell(pair, model::Statistic::p99, marked),
               error_cell(pair),
               {hops_of(study, pair)},
               {via_of(study, pair)}});
  }
  table.write(out, style);
  if (shown < summary.pairs.size()) {
    line(out, "  … " + std::to_string(summary.pairs.size() - shown) + " more: -o json has them all",
         Ink::dim, style);
  }
  if (marked) {
    line(out, "  ? not converged: the interval is too wide to be believed; run longer (--duration)",
         Ink::unsure, style);
  }
}

void write_ledgers(std::ostream& out, const session::Study& study,
                   const analysis::RunSummary& summary, const TextStyle& style) {
  std::vector<const PairSummary*> slowest;
  for (const PairSummary& pair : summary.pairs) {
    if (pair.latency && pair.unstable_at.empty()) slowest.push_back(&pair);
  }
  const auto mean = [](const PairSummary* pair) {
    return pair->latency->of(model::Statistic::mean).mean;
  };
  std::stable_sort(slowest.begin(), slowest.end(),
                   [&](const PairSummary* a, const PairSummary* b) { return mean(a) > mean(b); });
  slowest.resize(std::min(slowest.size(), ledgers_shown_max));

  for (const PairSummary* pair : slowest) {
    double total = 0;
    for (const double part : pair->ledger_s) total += part;
    double rest = 0;
    Table table{{{""}, {"", Table::Align::right}, {"", Table::Align::right}, {""}}};
    for (std::size_t i = 0; i < pair->ledger_s.size(); ++i) {
      const double share = total > 0 ? pair->ledger_s[i] / total : 0;
      if (share < part_share_min) {
        rest += pair->ledger_s[i];
        continue;
      }
      std::string bar;
      for (double cells = std::round(share * bar_cells); cells > 0; --cells) bar += "█";
      table.row({{std::string{text(static_cast<results::Part>(i))}},
                 {seconds_text(pair->ledger_s[i])},
                 {percent_text(share)},
                 {bar}});
    }
    if (rest > 0) table.row({{"others"}, {seconds_text(rest)}, {percent_text(rest / total)}});
    out << '\n';
    line(out, "  Where the mean of " + title_of(study, *pair) + " goes", Ink::strong, style);
    table.write(out, style);
  }
}

void write_station_table(std::ostream& out, const session::RunResult& result,
                         const TextStyle& style) {
  using Align = Table::Align;
  Table table{{{"STATION"},
               {"SERVERS", Align::right},
               {"ARRIVALS/S", Align::right},
               {"BUSY", Align::right},
               {"MEAN WAIT", Align::right},
               {"QUEUE", Align::right},
               {"BY FORMULA", Align::right}}};
  const std::vector<Group> groups = groups_of(result.summary.stations);
  const std::size_t shown = std::min(groups.size(), groups_shown_max);
  for (std::size_t i = 0; i < shown; ++i) add_station(table, groups[i], result);
  table.write(out, style);
  if (shown < groups.size()) {
    line(out, "  … " + std::to_string(groups.size() - shown) + " less busy: -o json has them all",
         Ink::dim, style);
  }
}

}  // namespace isthmus::reports
