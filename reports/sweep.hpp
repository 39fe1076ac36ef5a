// The results of a sweep: as a document, as a table for a terminal, as CSV and as a chart.
#pragma once

#include <ostream>
#include <string>

#include "reports/text_style.hpp"
#include "reports/value.hpp"
#include "sim/session/sweep.hpp"

namespace isthmus::reports {

/// What of the results is shown.
struct SweepView {
  std::string path{};                     ///< The scenario, as the user named it.
  std::string measure = "latency_p99_s";  ///< One of Figure::measure.
  std::string subject{};                  ///< One of Figure::subject; empty: all that have it.
  std::string store{};                    ///< Where the results are kept; may be empty.
};

Value sweep_document(const SweepView& view, const session::SweepResult& result);

/// One measure over one parameter, or over two; with more, one line for each point.
void write_sweep_text(std::ostream& out, const SweepView& view, const session::SweepResult& result,
                      const TextStyle& style);

/// One line for each figure of each point: the settings, subject, measure, value, half-width.
///
/// Source   RFC 4180, with '\n' at the end of a line.
void write_sweep_csv(std::ostream& out, const session::SweepResult& result);

/// The measure over the first parameter, with a line for each value of the others: an SVG.
void write_sweep_chart(std::ostream& out, const SweepView& view,
                       const session::SweepResult& result);

/// A value of a measure as people read it: "12.3 ms", "45.1 %", "640".
std::string measure_text(const std::string& measure, double value);

/// The subjects that have the view's measure at some point, in their order; only the view's own
/// where it names one.
std::vector<std::string> subjects_of(const SweepView& view, const session::SweepResult& result);

/// The figure of a subject at a point; null where it has none.
const session::Figure* figure_at(const session::SweepPoint& point, const std::string& subject,
                                 const std::string& measure);

}  // namespace isthmus::reports
