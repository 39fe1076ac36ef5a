// The sections of a run's report, and the words that they share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/outline.hpp"
#include "reports/view.hpp"

namespace isthmus::reports {

Headline headline_of(const View& run);

Section expectations_section(const View& run);
Section topology_section(const View& run);
Section events_section(const View& run);
Section latency_section(const View& run);
Section routes_section(const View& run);
Section gateways_section(const View& run);
Section reachability_section(const View& run);
Section configuration_section(const View& run);
Section cost_section(const View& run);
Section trust_section(const View& run);
Section reproduction_section(const View& run);

/// "finance/billing" for "finance/default/billing"; what is default is left out.
std::string short_name(const std::string& full_name);
/// "web → finance/billing" of anything that has `from` and `to`.
std::string pair_name(const View& pair);

/// ":12:7" for a place in the scenario itself, which the heading names; else the place as it is.
std::string short_place(const View& run, const std::string& place);

/// What was found about an expectation, in its unit: "79.6 ms", "does not arrive".
std::string fact_in_words(const View& verdict);

/// The part of a ledger in words: "waiting", "distance".
std::string part_name(const std::string& part);
/// Which colour a part has, the same in every picture.
std::size_t part_look(const std::string& part);

/// "79.1 ms"; "-" for nothing.
std::string seconds_or_dash(std::optional<double> seconds);
/// The half-width as a share of the value: "±2.6 %"; empty where there is none.
std::string margin_of(const View& estimate);

/// Stations that are equal instances of one thing.
struct StationGroup {
  std::string name{};  ///< "gateway finance"
  std::string kind{};
  std::size_t instances = 0;
  double arrivals_per_s = 0;    ///< Of all instances.
  double utilisation = 0;       ///< Mean over instances.
  double utilisation_most = 0;  ///< Of the busiest.
  double offered_load_most = 0;
  double wait_s = 0;        ///< Mean over arrivals; without meaning if unstable.
  double queue = 0;         ///< Of all instances; without meaning if unstable.
  std::size_t servers = 0;  ///< Of each instance.
  bool unstable = false;
};
/// In the order of the document.
std::vector<StationGroup> station_groups(const View& run);

/// A load as a cell: a bar and a number, with a warning from 70 % on.
ReportCell load_cell(double share);

}  // namespace isthmus::reports
