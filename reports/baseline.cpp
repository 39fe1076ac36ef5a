#include "reports/baseline.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "reports/figure_text.hpp"
#include "reports/run_outline_parts.hpp"

namespace isthmus::reports {
namespace {

using Align = ReportTable::Align;
using ByEnds = std::map<std::pair<std::string, std::string>, View>;

ByEnds by_ends(const View& list) {
  ByEnds found;
  for (const View& one : list.items())
    found.emplace(std::pair{one["from"].text(), one["to"].text()}, one);
  return found;
}

std::string way_of(const View& upstream) {
  if (upstream["disposition"].text() != "delivered") return upstream["disposition"].text();
  std::string via;
  for (const View& gateway : upstream["via"].items()) {
    via += (via.empty() ? " via " : ", ") + gateway.text();
  }
  return (upstream["crosses_partition"].is_true() ? upstream["mode"].text() : "inside") + via;
}

Value pair_value(const View& now, const View& before) {
  Value value = Value::object();
  value.set("from", now["from"].text()).set("to", now["to"].text());
  bool significant = false;
  for (const char* statistic : {"mean", "p99"}) {
    const View a = before["latency_s"][statistic];
    const View b = now["latency_s"][statistic];
    Value change;
    if (a["value"].number() && b["value"].number()) {
      const double difference = *b["value"].number() - *a["value"].number();
      const double half = std::hypot(a["half_width"].number_or(0), b["half_width"].number_or(0));
      change = Value::object();
      change.set("before", *a["value"].number()).set("after", *b["value"].number());
      change.set("difference", difference).set("half_width", half);
      change.set("significant", std::fabs(difference) > half);
      significant = significant || std::fabs(difference) > half;
    }
    value.set(std::string{statistic} + "_s", std::move(change));
  }
  value.set("significant", significant);
  return value;
}

/// Upstreams that go another way, are new or are gone.
Value ways_value(const View& now, const View& before) {
  const ByEnds was = by_ends(before["upstreams"]);
  const ByEnds is = by_ends(now["upstreams"]);
  Value ways = Value::list();
  const auto add = [&](const std::pair<std::string, std::string>& ends, Value a, Value b) {
    Value one = Value::object();
    one.set("from", ends.first).set("to", ends.second);
    one.set("before", std::move(a)).set("after", std::move(b));
    ways.add(std::move(one));
  };
  for (const auto& [ends, upstream] : was) {
    const auto found = is.find(ends);
    if (found == is.end()) {
      add(ends, way_of(upstream), Value{});
    } else if (way_of(upstream) != way_of(found->second)) {
      add(ends, way_of(upstream), way_of(found->second));
    }
  }
  for (const auto& [ends, upstream] : is) {
    if (was.find(ends) == was.end()) add(ends, Value{}, way_of(upstream));
  }
  return ways;
}

ReportCell change_cell(const View& change) {
  const auto by = change["difference"].number();
  if (!by) return {"-", Face::plain, Tone::dim};
  const bool sure = change["significant"].is_true();
  ReportCell cell{(*by < 0   ? "-"
                   : *by > 0 ? "+"
                             : "") +
                      seconds_text(std::fabs(*by)),
                  Face::plain,
                  !sure     ? Tone::dim
                  : *by < 0 ? Tone::good
                            : Tone::bad};
  cell.prose.push_back(
      {" ±" + seconds_text(change["half_width"].number_or(0)), Face::plain, Tone::dim});
  cell.order = *by;
  return cell;
}

ReportTable pairs_table(const View& baseline) {
  ReportTable table;
  table.name = "Latency before and after";
  table.sortable = true;
  table.columns = {{"Route"},
                   {"Mean before", Align::right},
                   {"Mean", Align::right},
                   {"p99 before", Align::right},
                   {"p99", Align::right}};
  std::vector<View> pairs = baseline["pairs"].items();
  std::stable_sort(pairs.begin(), pairs.end(), [](const View& a, const View& b) {
    if (a["significant"].is_true() != b["significant"].is_true()) return a["significant"].is_true();
    return std::fabs(a["p99_s"]["difference"].number_or(0)) >
           std::fabs(b["p99_s"]["difference"].number_or(0));
  });
  for (std::size_t i = 0; i < std::min<std::size_t>(pairs.size(), 100); ++i) {
    const View& pair = pairs[i];
    table.rows.push_back({pair_name(pair), seconds_or_dash(pair["mean_s"]["before"].number()),
                          change_cell(pair["mean_s"]),
                          seconds_or_dash(pair["p99_s"]["before"].number()),
                          change_cell(pair["p99_s"])});
  }
  if (pairs.size() > 100)
    table.left_out = std::to_string(pairs.size() - 100) + " more are in the JSON";
  return table;
}

}  // namespace

Value baseline_value(const Value& run, const Value& before) {
  const View now{run};
  const View was{before};
  Value value = Value::object();
  value.set("scenario", was["scenario"].text()).set("scenario_hash", was["scenario_hash"].text());
  value.set("version", was["version"].text()).set("fingerprint", was["fingerprint"].text());
  const ByEnds pairs = by_ends(was["pairs"]);
  Value changes = Value::list();
  for (const View& pair : now["pairs"].items()) {
    const auto found = pairs.find({pair["from"].text(), pair["to"].text()});
    if (found != pairs.end()) changes.add(pair_value(pair, found->second));
  }
  value.set("pairs", std::move(changes)).set("upstreams", ways_value(now, was));
  return value;
}

Section baseline_section(const View& run) {
  Section section{"baseline",
                  "Compared with the baseline",
                  "what is beyond chance first; intervals at 95 %",
                  {}};
  const View baseline = run["baseline"];
  if (!baseline.is_something()) return section;
  section.blocks.emplace_back(Prose{{"The baseline is "},
                                    {baseline["scenario"].text(), Face::code},
                                    {", hash "},
                                    {baseline["scenario_hash"].text(), Face::code},
                                    {"."}});
  ReportTable ways;
  ways.name = "Upstreams that go another way";
  ways.columns = {{"Upstream"}, {"Before"}, {"After"}};
  for (const View& one : baseline["upstreams"].items()) {
    const auto text = [](const View& way) {
      return way.is_something() ? way.text() : std::string{"no upstream"};
    };
    ways.rows.push_back({pair_name(one), text(one["before"]), text(one["after"])});
  }
  if (ways.rows.empty()) {
    section.blocks.emplace_back(Prose{{"Every upstream goes the same way in both."}});
  } else {
    section.blocks.emplace_back(std::move(ways));
  }
  ReportTable pairs = pairs_table(baseline);
  if (!pairs.rows.empty()) section.blocks.emplace_back(std::move(pairs));
  return section;
}

}  // namespace isthmus::reports
