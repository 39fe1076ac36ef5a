#include "reports/run_outline.hpp"

#include <algorithm>

#include "reports/baseline.hpp"
#include "reports/figure_text.hpp"
#include "reports/run_outline_parts.hpp"
#include "sim/base/number_text.hpp"

namespace isthmus::reports {

std::string short_name(const std::string& full_name) {
  const std::size_t first = full_name.find('/');
  const std::size_t second = first == std::string::npos ? first : full_name.find('/', first + 1);
  if (second == std::string::npos) return full_name;
  const std::string partition = full_name.substr(0, first);
  const std::string space = full_name.substr(first + 1, second - first - 1);
  const std::string service = full_name.substr(second + 1);
  if (space != "default") return full_name;
  return partition == "default" ? service : partition + "/" + service;
}

std::string pair_name(const View& pair) {
  return short_name(pair["from"].text()) + " → " + short_name(pair["to"].text());
}

std::string short_place(const View& run, const std::string& place) {
  const std::string scenario = run["scenario"].text();
  const bool inside = !scenario.empty() && place.size() > scenario.size() &&
                      place.compare(0, scenario.size(), scenario) == 0 &&
                      place[scenario.size()] == ':';
  return inside ? place.substr(scenario.size()) : place;
}

std::string part_name(const std::string& part) {
  if (part == "app") return "work";
  if (part == "proxy_cpu") return "proxies";
  if (part == "queue") return "waiting";
  if (part == "propagation") return "distance";
  if (part == "transmission") return "transmission";
  if (part == "tcp_setup") return "TCP set-up";
  if (part == "tls_setup") return "TLS set-up";
  if (part == "retry_wait") return "backing off";
  return part;
}

std::size_t part_look(const std::string& part) {
  const std::vector<std::string> parts = {"app",          "proxy_cpu", "queue",     "propagation",
                                          "transmission", "tcp_setup", "tls_setup", "retry_wait"};
  const auto found = std::find(parts.begin(), parts.end(), part);
  return static_cast<std::size_t>(found - parts.begin()) % 8;
}

std::string seconds_or_dash(std::optional<double> seconds) {
  return seconds ? seconds_text(*seconds) : "-";
}

std::string margin_of(const View& estimate) {
  stats::Estimate one;
  one.mean = estimate["value"].number_or(0);
  one.half_width = estimate["half_width"].number();
  return margin_text(one);
}

std::vector<StationGroup> station_groups(const View& run) {
  std::vector<StationGroup> groups;
  for (const View& station : run["stations"].items()) {
    const std::string whole = station["name"].text();
    const std::string name = whole.substr(0, whole.rfind('['));
    if (groups.empty() || groups.back().name != name) {
      groups.push_back({});
      groups.back().name = name;
      groups.back().kind = station["kind"].text();
      groups.back().servers = station["servers"].count();
    }
    StationGroup& group = groups.back();
    const double arrivals = station["arrivals_per_s"].number_or(0);
    const double utilisation = station["utilisation"].number_or(0);
    ++group.instances;
    group.wait_s += station["wait_s"].number_or(0) * arrivals;  // Divided below.
    group.queue += station["queue"].number_or(0);
    group.arrivals_per_s += arrivals;
    group.utilisation += utilisation;
    group.utilisation_most = std::max(group.utilisation_most, utilisation);
    group.offered_load_most =
        std::max(group.offered_load_most, station["offered_load"].number_or(0));
    group.unstable = group.unstable || station["unstable"].is_true();
  }
  for (StationGroup& group : groups) {
    group.utilisation /= static_cast<double>(group.instances);
    if (group.arrivals_per_s > 0) group.wait_s /= group.arrivals_per_s;
  }
  return groups;
}

ReportCell load_cell(double share) {
  ReportCell cell{percent_text(share), share};
  cell.bar = std::clamp(share, 0.0, 1.0);
  cell.bar_tone = share >= 0.9 ? Tone::bad : share >= 0.7 ? Tone::unsure : Tone::good;
  return cell;
}

Outline run_outline(const Value& document) {
  const View run{document};
  Outline outline;
  outline.title = run["scenario_name"].text();
  outline.subtitle = run["scenario"].text();
  if (outline.title.empty()) outline.title = outline.subtitle;
  outline.facts = {seconds_text(run["duration_s"].number_or(0)) + " simulated",
                   counted(run["replications"].count(), "replication"),
                   counted(run["requests"].count(), "request"),
                   "seed " + grouped_text(static_cast<std::int64_t>(run["seed"].number_or(0)))};
  outline.headline = headline_of(run);
  for (Section& section : std::vector<Section>{
           expectations_section(run), topology_section(run), events_section(run),
           latency_section(run), routes_section(run), baseline_section(run), gateways_section(run),
           reachability_section(run), configuration_section(run), cost_section(run),
           trust_section(run), reproduction_section(run)}) {
    if (!section.blocks.empty()) outline.sections.push_back(std::move(section));
  }
  return outline;
}

}  // namespace isthmus::reports
