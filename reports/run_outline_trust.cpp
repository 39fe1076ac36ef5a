// "Can I trust this?", and how to get the same again.
#include <algorithm>

#include "reports/figure_text.hpp"
#include "reports/run_outline_parts.hpp"
#include "sim/base/number_text.hpp"

namespace isthmus::reports {
namespace {

Words plain(std::string text) { return {std::move(text)}; }

std::string warm_up_text(const View& run) {
  const View warm_up = run["warm_up"];
  std::string text = seconds_text(warm_up["cut_s"].number_or(0)) + " cut off the front";
  if (warm_up["method"].text() == "fixed") return text + ", as the scenario says";
  text += ", found by MSER-5 on a pilot";
  if (!warm_up["found"].is_true()) text += "; no end of the start-up was found";
  return text;
}

/// How many figures may be believed, and how wide the widest of them is.
std::string convergence_text(const View& run) {
  std::size_t all = 0;
  std::size_t sure = 0;
  double widest = 0;
  for (const View& pair : run["pairs"].items()) {
    for (const char* statistic : {"mean", "p50", "p90", "p99"}) {
      const View estimate = pair["latency_s"][statistic];
      const auto value = estimate["value"].number();
      if (!value) continue;
      ++all;
      if (!estimate["converged"].is_true()) continue;
      ++sure;
      if (*value > 0) widest = std::max(widest, estimate["half_width"].number_or(0) / *value);
    }
  }
  if (all == 0) return "no latency was measured";
  std::string text = std::to_string(sure) + " of " + counted(all, "latency figure") +
                     (sure == 1 ? " has" : " have") + " converged";
  if (sure > 0) text += "; the widest interval is ±" + percent_text(widest);
  return text;
}

Facts::Fact fact(std::string name, std::string text) {
  return {std::move(name), {plain(std::move(text))}};
}

/// Where a closed form is exact for what was simulated, whether the measured wait agrees with it.
std::string theory_text(const View& run) {
  std::size_t exact = 0;
  std::size_t inside = 0;
  for (const View& station : run["stations"].items()) {
    if (!station["theory"]["exact"].is_true()) continue;
    ++exact;
    inside += station["theory"]["inside"].is_true() ? 1 : 0;
  }
  if (exact == 0) return {};
  return "of " + counted(exact, "station") + " with an exact formula, " + std::to_string(inside) +
         " hold its mean wait inside their 95 % interval";
}

ReportTable estimates_table(const std::vector<View>& estimates) {
  ReportTable table;
  table.name = "Defaults that are estimates";
  table.columns = {{"Number"}, {"Default"}, {"Range in which the truth is thought to lie"}};
  for (const View& one : estimates) {
    const std::string low = one["low"].text();
    const std::string high = one["high"].text();
    const bool has_range = !low.empty() || !high.empty();
    table.rows.push_back({ReportCell{one["name"].text(), Face::code}, one["value"].text(),
                          has_range ? low + " … " + high : std::string{"unknown"}});
  }
  return table;
}

ReportTable warnings_table(const View& run, const std::vector<View>& diagnostics) {
  ReportTable table;
  table.name = "Warnings";
  table.columns = {{"Kind"}, {"What"}, {"What to do"}, {"At"}};
  for (const View& one : diagnostics) {
    const std::string severity = one["severity"].text();
    const Tone tone = severity == "error"     ? Tone::bad
                      : severity == "warning" ? Tone::unsure
                                              : Tone::dim;
    ReportCell what{one["problem"].text()};
    what.prose.push_back({" [" + one["code"].text() + "]", Face::plain, Tone::dim});
    table.rows.push_back({ReportCell{severity, Face::badge, tone}, std::move(what),
                          one["fix"].text(),
                          ReportCell{short_place(run, one["at"].text()), Face::code, Tone::dim}});
  }
  return table;
}

}  // namespace

Section trust_section(const View& run) {
  Section section{"trust", "Can I trust this?", "", {}};
  Facts facts;
  facts.facts.push_back(fact("Warm-up", warm_up_text(run)));
  facts.facts.push_back(fact("Replications", counted(run["replications"].count(), "replication") +
                                                 " with independent random streams; intervals at "
                                                 "95 % by Student's t over replications"));
  facts.facts.push_back(fact("Convergence", convergence_text(run)));
  for (const View& check : run["checks"].items()) {
    const std::size_t broken = check["broken"].count();
    Facts::Fact one;
    one.name = check["rule"].text() == "little"    ? "Little's law"
               : check["rule"].text() == "balance" ? "Flow balance"
               : check["rule"].text() == "ledger"  ? "Ledgers"
                                                   : "Capacity";
    one.prose = {
        broken == 0 ? Words{"✓ holds", Face::badge, Tone::good}
                    : Words{"✗ broken", Face::badge, Tone::bad},
        plain(" " + check["what"].text() + ", in " + (broken == 0 ? "all of " : "not all of ") +
              counted(check["records"].count(), "replication"))};
    facts.facts.push_back(std::move(one));
  }
  facts.facts.push_back(
      fact("Load",
           "open loop: a request counts from the moment at which it was meant to start, so a "
           "stalled caller hides nothing"));
  if (std::string theory = theory_text(run); !theory.empty()) {
    facts.facts.push_back(fact("Queueing theory", std::move(theory)));
  }
  section.blocks.emplace_back(std::move(facts));

  const std::vector<View> diagnostics = run["diagnostics"].items();
  if (!diagnostics.empty()) section.blocks.emplace_back(warnings_table(run, diagnostics));
  const std::vector<View> estimates = run["estimates"].items();
  if (!estimates.empty()) {
    section.blocks.emplace_back(Prose{
        plain("Numbers that the scenario does not say come from measurements and published "
              "sources, where there are any. These defaults are estimates; where one matters, "
              "measure it and write it into the scenario:")});
    section.blocks.emplace_back(estimates_table(estimates));
  }
  return section;
}

Section reproduction_section(const View& run) {
  Section section{
      "reproduce", "Reproduce", "the same bytes on any machine, for any number of threads", {}};
  if (const std::string command = run["reproduce"].text(); !command.empty()) {
    section.blocks.emplace_back(Listing{command});
  }
  Facts facts;
  facts.facts.push_back(fact("Program", "isthmus " + run["version"].text()));
  facts.facts.push_back({"Scenario", {{run["scenario"].text(), Face::code}}});
  facts.facts.push_back({"Scenario hash", {{run["scenario_hash"].text(), Face::code}}});
  facts.facts.push_back({"Fingerprint",
                         {{run["fingerprint"].text(), Face::code},
                          plain(" of " + counted(run["events"].count(), "event"))}});
  if (const std::string consul = run["consul"].text(); !consul.empty()) {
    facts.facts.push_back(fact("Consul's rules", "version " + consul));
  }
  section.blocks.emplace_back(std::move(facts));
  return section;
}

}  // namespace isthmus::reports
