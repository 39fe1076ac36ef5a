// What the charts show, as values: the same kind of value that the report draws.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "gui/selection.hpp"
#include "gui/workspace.hpp"
#include "reports/chart.hpp"

namespace isthmus::gui {

/// The warm-up, and every event of the scenario, within the run.
std::vector<reports::Period> periods_of(const model::Model& model, const session::Frames& frames);

/// "web → finance/billing"; "outside → web".
std::string name_of(const Loaded& loaded, std::size_t pair);

/// The pair that a selection speaks of: the way itself, the busiest one to a service, through a
/// gateway or out of a partition; else the one with the most hops. None without traffic.
std::optional<std::size_t> pair_for(const Loaded& loaded, const Thing& from, const Thing& thing);

reports::LineChart latency_chart(const Loaded& loaded, const session::Frames& frames,
                                 std::size_t pair);
/// Gateways, and the selected service; the busiest where there are many.
reports::LineChart utilisation_chart(const Loaded& loaded, const session::Frames& frames,
                                     const Thing& selected);
/// Failed requests per second, of the pairs that have any.
reports::LineChart error_chart(const Loaded& loaded, const session::Frames& frames);

/// One latency distribution beside others.
struct Spectrum {
  std::string name{};
  const Loaded& loaded;
  const std::vector<analysis::CloseUpSummary>& close_ups;
};
/// The percentiles of the pair of that name in each; those that do not have it are left out.
reports::LineChart spectrum_chart(const std::vector<Spectrum>& spectra, const std::string& pair);
/// What there is to compare: a comparison of what is shown now, else its run and the one before.
std::vector<Spectrum> spectra_of(const Workspace& workspace);

/// How busy every gateway and the busiest services are at a moment.
reports::BarChart utilisation_bars(const Loaded& loaded, const session::Frames& frames,
                                   double time_s);
/// Where the mean, and the p99, of a pair go.
reports::BarChart ledger_bars(const Ran& ran, std::size_t pair);

/// Every value of a chart as rows of chart,series,x,y; of bars, x is the part.
std::string csv_rows(const std::string& title, const reports::LineChart& chart);
std::string csv_rows(const std::string& title, const reports::BarChart& chart);
inline constexpr const char* csv_head = "chart,series,x,y\n";

}  // namespace isthmus::gui
