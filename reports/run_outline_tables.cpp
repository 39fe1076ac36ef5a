// The sections of a run's report that are tables: promises, routes, gateways, configuration.
#include <algorithm>

#include "reports/figure_text.hpp"
#include "reports/run_outline_parts.hpp"
#include "sim/base/number_text.hpp"

namespace isthmus::reports {
namespace {

/// A mean number of things; less than a thousandth says nothing but that.
std::string few_text(double number) {
  return number > 0 && number < 0.001 ? "< 0.001" : plain_text(number);
}

using Align = ReportTable::Align;

constexpr std::size_t rows_most = 200;

std::string more_rows(std::size_t all) {
  if (all <= rows_most) return {};
  return grouped_text(static_cast<std::int64_t>(all - rows_most)) +
         " more are in the JSON and in the CSV";
}

ReportCell status_cell(const std::string& status) {
  if (status == "pass") return {"✓ kept", Face::badge, Tone::good};
  if (status == "fail") return {"✗ failed", Face::badge, Tone::bad};
  return {"? undecided", Face::badge, Tone::unsure};
}

ReportCell place_cell(const View& run, const View& at) {
  if (!at.is_something()) return {"-", Face::plain, Tone::dim};
  return {short_place(run, at.text()), Face::code, Tone::dim};
}

std::string list_text(const View& list, const std::string& nothing) {
  std::string text;
  for (const View& item : list.items()) text += (text.empty() ? "" : ", ") + item.text();
  return text.empty() ? nothing : text;
}

/// "default, finance" of "gateway default", "gateway finance".
std::string gateways_text(const View& via) {
  const std::string word = "gateway ";
  std::string text;
  for (const View& item : via.items()) {
    const std::string name = item.text();
    text += text.empty() ? "" : ", ";
    text += name.compare(0, word.size(), word) == 0 ? name.substr(word.size()) : name;
  }
  return text.empty() ? "direct" : text;
}

/// A fact or a limit of an expectation, in its unit.
std::string measured_text(const View& fact, const std::string& measure) {
  if (measure == "reachable") return fact.is_true() ? "arrives" : "does not arrive";
  if (measure == "via") return "via " + list_text(fact, "none");
  const auto number = fact.number();
  if (!number) return "-";
  if (measure == "hops") return counted(static_cast<std::size_t>(*number), "hop");
  return measure == "error_rate" ? percent_text(*number) : seconds_text(*number);
}

std::string interval_of(const View& verdict, const std::string& measure) {
  const auto value = verdict["value"].number();
  const auto half = verdict["half_width"].number();
  if (!value || !half) return "";
  const auto text = [&](double number) {
    return measure == "error_rate" ? percent_text(number) : seconds_text(number);
  };
  return text(std::max(0.0, *value - *half)) + " … " + text(*value + *half);
}

/// How much of the limit is used up: a bar, full where nothing is left.
ReportCell used_up(const View& verdict) {
  ReportCell cell;
  const auto value = verdict["value"].number();
  const auto limit = verdict["limit"].number();
  const std::string relation = verdict["relation"].text();
  if (!value || !limit || *limit <= 0 || relation.empty() || relation[0] != '<') return cell;
  const std::string status = verdict["status"].text();
  cell.bar = std::clamp(*value / *limit, 0.0, 1.0);
  cell.bar_tone = status == "pass" ? Tone::good : status == "fail" ? Tone::bad : Tone::unsure;
  cell.order = *value / *limit;
  return cell;
}

ReportCell latency_cell(const View& pair, const char* statistic) {
  const View estimate = pair["latency_s"][statistic];
  if (pair["unstable_at"].is_something()) return {"grows", Face::plain, Tone::bad};
  const auto value = estimate["value"].number();
  if (!value) return {"-", Face::plain, Tone::dim};
  ReportCell cell{seconds_text(*value), *value};
  const bool sure = estimate["converged"].is_true();
  cell.prose.push_back(
      {sure ? " " + margin_of(estimate) : " ?", Face::plain, sure ? Tone::dim : Tone::unsure});
  return cell;
}

ReportCell error_cell(const View& pair) {
  if (pair["requests"].count() == 0) return {"-", Face::plain, Tone::dim};
  const View rate = pair["error_rate"];
  if (pair["failed"].count() == 0) {
    const double most = rate["value"].number_or(0) + rate["half_width"].number_or(0);
    return {"< " + percent_text(most), most};
  }
  ReportCell cell{percent_text(rate["value"].number_or(0)), Face::strong, Tone::bad};
  cell.order = rate["value"].number_or(0);
  return cell;
}

/// What fails, then what is slow: where not all can be shown, these are.
void worst_first(std::vector<View>& pairs) {
  const auto badness = [](const View& pair) {
    const double p99 = pair["latency_s"]["p99"]["value"].number_or(0);
    const bool lost =
        pair["disposition"].text() != "delivered" || pair["unstable_at"].is_something();
    return p99 + pair["error_rate"]["value"].number_or(0) * 1e6 + (lost ? 1e9 : 0);
  };
  std::stable_sort(pairs.begin(), pairs.end(),
                   [&](const View& a, const View& b) { return badness(a) > badness(b); });
}

}  // namespace

std::string fact_in_words(const View& verdict) {
  return measured_text(verdict["value"], verdict["measure"].text());
}

Section expectations_section(const View& run) {
  Section section{"expectations", "Expectations", "what the scenario promises", {}};
  ReportTable table;
  table.name = section.title;
  table.columns = {{"Status"},
                   {"Expectation"},
                   {"Measured", Align::right},
                   {"95 % interval", Align::right},
                   {"Of the limit"},
                   {"At"}};
  for (const View& verdict : run["expectations"].items()) {
    const std::string measure = verdict["measure"].text();
    ReportCell text{verdict["text"].text()};
    if (const std::string why = verdict["why"].text(); !why.empty()) {
      text.prose.push_back({" (" + why + ")", Face::plain, Tone::dim});
    }
    ReportCell found{measured_text(verdict["value"], measure), Face::strong};
    if (verdict["value"].number() && *verdict["value"].number() == 0 && measure == "error_rate") {
      found = ReportCell{"< " + percent_text(verdict["half_width"].number_or(0)), Face::strong};
    }
    table.rows.push_back({status_cell(verdict["status"].text()), std::move(text), std::move(found),
                          interval_of(verdict, measure), used_up(verdict),
                          place_cell(run, verdict["at"])});
  }
  if (!table.rows.empty()) section.blocks.emplace_back(std::move(table));
  return section;
}

Section routes_section(const View& run) {
  Section section{"routes", "Routes", "with 95 % intervals over replications", {}};
  ReportTable table;
  table.name = section.title;
  table.sortable = true;
  table.columns = {{"Route"},
                   {"Requests/s", Align::right},
                   {"Mean", Align::right},
                   {"p50", Align::right},
                   {"p99", Align::right},
                   {"p99.9", Align::right},
                   {"Errors", Align::right},
                   {"Hops", Align::right},
                   {"Via gateways"}};
  std::vector<View> pairs = run["pairs"].items();
  if (pairs.size() > rows_most) worst_first(pairs);
  bool unsure = false;
  for (std::size_t i = 0; i < std::min(pairs.size(), rows_most); ++i) {
    const View& pair = pairs[i];
    const double rate = pair["requests_per_s"]["value"].number_or(0);
    const std::string disposition = pair["disposition"].text();
    ReportCell via = disposition == "delivered" ? ReportCell{gateways_text(pair["via"])}
                                                : ReportCell{disposition, Face::code, Tone::bad};
    for (const char* statistic : {"mean", "p50", "p99", "p999"}) {
      const View estimate = pair["latency_s"][statistic];
      unsure = unsure || (estimate["value"].number() && !estimate["converged"].is_true());
    }
    table.rows.push_back({pair_name(pair), ReportCell{plain_text(rate), rate},
                          latency_cell(pair, "mean"), latency_cell(pair, "p50"),
                          latency_cell(pair, "p99"), latency_cell(pair, "p999"), error_cell(pair),
                          std::to_string(pair["network_hops"].count()), std::move(via)});
  }
  table.left_out = more_rows(pairs.size());
  if (table.rows.empty()) return section;
  section.blocks.emplace_back(std::move(table));
  if (unsure) {
    section.blocks.emplace_back(Prose{
        {"? has not converged: the interval is too wide, or the requests are too few, for the "
         "figure to be believed.",
         Face::plain, Tone::dim}});
  }
  return section;
}

Section gateways_section(const View& run) {
  Section section{"gateways", "Gateways", "and the other places where work queues", {}};
  ReportTable table;
  table.name = "Gateways and other stations";
  table.sortable = true;
  table.columns = {{"Station"},
                   {"Instances", Align::right},
                   {"Servers each", Align::right},
                   {"Visits/s", Align::right},
                   {"Busiest instance"},
                   {"Mean wait", Align::right},
                   {"Waiting", Align::right},
                   {"With one instance less"}};
  std::vector<StationGroup> groups = station_groups(run);
  std::stable_sort(groups.begin(), groups.end(), [](const StationGroup& a, const StationGroup& b) {
    if ((a.kind == "gateway") != (b.kind == "gateway")) return a.kind == "gateway";
    return a.offered_load_most > b.offered_load_most;
  });
  std::size_t others = 0;
  std::size_t left_out = 0;
  for (const StationGroup& group : groups) {
    if (group.arrivals_per_s <= 0) continue;
    if (table.rows.size() >= rows_most || (group.kind != "gateway" && ++others > 12)) {
      ++left_out;
      continue;
    }
    const auto instances = static_cast<double>(group.instances);
    ReportCell without{"nothing is left", Face::plain, Tone::dim};
    if (group.instances > 1) without = load_cell(group.utilisation * instances / (instances - 1));
    if (group.unstable) without = {"-", Face::plain, Tone::dim};
    table.rows.push_back({group.name, ReportCell{std::to_string(group.instances), instances},
                          ReportCell{group.servers == 0 ? "any" : std::to_string(group.servers),
                                     static_cast<double>(group.servers)},
                          ReportCell{plain_text(group.arrivals_per_s), group.arrivals_per_s},
                          load_cell(group.offered_load_most),
                          group.unstable ? ReportCell{"grows", Face::plain, Tone::bad}
                                         : ReportCell{seconds_text(group.wait_s), group.wait_s},
                          group.unstable ? ReportCell{"grows", Face::plain, Tone::bad}
                                         : ReportCell{few_text(group.queue), group.queue},
                          std::move(without)});
  }
  if (left_out > 0) {
    table.left_out = grouped_text(static_cast<std::int64_t>(left_out)) +
                     " less busy ones are in the JSON and in the CSV";
  }
  if (!table.rows.empty()) section.blocks.emplace_back(std::move(table));
  return section;
}

Section configuration_section(const View& run) {
  Section section{
      "configuration", "Effective configuration", "why each route takes the path it takes", {}};
  ReportTable table;
  table.name = section.title;
  table.sortable = true;
  table.columns = {{"Upstream"}, {"Mode"}, {"Decided by"}, {"At"}, {"Overruled"}};
  const std::vector<View> upstreams = run["upstreams"].items();
  std::vector<View> crossing;
  for (const View& one : upstreams) {
    if (one["crosses_partition"].is_true() || one["disposition"].text() != "delivered") {
      crossing.push_back(one);
    }
  }
  for (std::size_t i = 0; i < std::min(crossing.size(), rows_most); ++i) {
    const View& upstream = crossing[i];
    ReportCell overruled;
    for (const View& rung : upstream["overruled"].items()) {
      if (!overruled.prose.empty()) overruled.prose.push_back({"; "});
      overruled.prose.push_back({rung["mode"].text() + " by " + rung["scope"].text()});
      if (rung["at"].is_something()) {
        overruled.prose.push_back({" "});
        overruled.prose.push_back({short_place(run, rung["at"].text()), Face::code, Tone::dim});
      }
    }
    if (overruled.prose.empty()) overruled = {"nothing", Face::plain, Tone::dim};
    table.rows.push_back({pair_name(upstream), ReportCell{upstream["mode"].text(), Face::badge},
                          upstream["decided_by"].text(), place_cell(run, upstream["at"]),
                          std::move(overruled)});
  }
  table.left_out = more_rows(crossing.size());
  if (!table.rows.empty()) section.blocks.emplace_back(std::move(table));
  const std::size_t inside = upstreams.size() - crossing.size();
  if (inside > 0) {
    section.blocks.emplace_back(
        Prose{{counted(inside, "upstream") + (inside == 1 ? " stays in its" : " stay in their") +
                   " partition, where no mode counts.",
               Face::plain, Tone::dim}});
  }
  return section;
}

}  // namespace isthmus::reports
