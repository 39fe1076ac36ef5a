#include <algorithm>

#include "reports/figure_text.hpp"
#include "reports/sweep.hpp"
#include "reports/table.hpp"

namespace isthmus::reports {
namespace {

using session::Figure;
using session::SweepPoint;
using session::SweepResult;

constexpr std::size_t bar_cells = 28;
constexpr std::size_t subjects_shown_max = 6;

/// Half-widths above this are pointed out: the value is not known.
constexpr double wide_share = 0.1;

Cell value_cell(const Figure* figure, const std::string& measure) {
  if (figure == nullptr) return {"-", Ink::dim};
  const stats::Estimate& estimate = figure->estimate;
  const std::string margin = margin_text(estimate);
  const bool sure = estimate.half_width.has_value() && stats::within(estimate, wide_share);
  return {measure_text(measure, estimate.mean) + (margin.empty() ? "" : " " + margin),
          sure ? Ink::plain : Ink::unsure};
}

std::string bar(double value, double greatest) {
  if (greatest <= 0 || value <= 0) return {};
  const auto cells = static_cast<std::size_t>(value / greatest * bar_cells + 0.5);
  std::string text;
  for (std::size_t i = 0; i < std::max<std::size_t>(cells, 1); ++i) text += "█";
  return text;
}

/// One line for each point; the measure of up to six subjects beside it, of a single one as a bar.
void write_lines(std::ostream& out, const SweepView& view, const SweepResult& result,
                 const std::vector<std::string>& subjects, const TextStyle& style) {
  std::vector<Table::Column> columns;
  for (const session::SweepAxis& axis : result.axes) columns.push_back({axis.path});
  columns.push_back({"RUNS", Table::Align::right});
  const std::size_t shown = std::min(subjects.size(), subjects_shown_max);
  for (std::size_t s = 0; s < shown; ++s) columns.push_back({subjects[s], Table::Align::right});
  if (subjects.size() == 1) columns.push_back({""});
  double greatest = 0;
  for (const SweepPoint& point : result.points) {
    const Figure* figure = figure_at(point, subjects.front(), view.measure);
    if (figure != nullptr) greatest = std::max(greatest, figure->estimate.mean);
  }
  Table table{std::move(columns)};
  for (const SweepPoint& point : result.points) {
    std::vector<Cell> row;
    for (const auto& [path, value] : point.settings) row.push_back({value});
    row.push_back({std::to_string(point.replications), point.finished ? Ink::dim : Ink::unsure});
    for (std::size_t s = 0; s < shown; ++s) {
      row.push_back(value_cell(figure_at(point, subjects[s], view.measure), view.measure));
    }
    const Figure* only = figure_at(point, subjects.front(), view.measure);
    if (subjects.size() == 1 && only != nullptr) {
      row.push_back({spelled(bar(only->estimate.mean, greatest), style)});
    }
    table.row(std::move(row));
  }
  table.write(out, style);
  if (shown < subjects.size()) {
    out << "  and " << subjects.size() - shown << " more subjects: --of NAME, or -o csv\n";
  }
}

/// The first parameter down, the second across: one grid for each subject.
void write_grids(std::ostream& out, const SweepView& view, const SweepResult& result,
                 const std::vector<std::string>& subjects, const TextStyle& style) {
  const session::SweepAxis& down = result.axes[0];
  const session::SweepAxis& across = result.axes[1];
  const std::size_t shown = std::min(subjects.size(), subjects_shown_max);
  for (std::size_t s = 0; s < shown; ++s) {
    out << "  " << painted(spelled(subjects[s], style), Ink::strong, style) << ", down "
        << down.path << ", across " << across.path << '\n';
    std::vector<Table::Column> columns{{""}};
    for (const std::string& value : across.values) {
      columns.push_back({value, Table::Align::right});
    }
    Table table{std::move(columns)};
    for (std::size_t i = 0; i < down.values.size(); ++i) {
      std::vector<Cell> row{{down.values[i]}};
      for (std::size_t j = 0; j < across.values.size(); ++j) {
        const SweepPoint& point = result.points[i * across.values.size() + j];
        row.push_back(value_cell(figure_at(point, subjects[s], view.measure), view.measure));
      }
      table.row(std::move(row));
    }
    table.write(out, style);
    out << '\n';
  }
  if (shown < subjects.size()) {
    out << "  and " << subjects.size() - shown << " more subjects: --of NAME, or -o csv\n";
  }
}

std::string heading(const SweepView& view, const SweepResult& result) {
  std::size_t replications = 0;
  std::size_t unfinished = 0;
  std::size_t imprecise = 0;
  for (const SweepPoint& point : result.points) {
    replications += point.replications;
    unfinished += point.finished ? 0 : 1;
    imprecise += point.finished && !point.precise ? 1 : 0;
  }
  std::string text = view.path + " · " + counted(result.points.size(), "point") + ", " +
                     counted(replications, "replication");
  if (result.found > 0) text += ", " + std::to_string(result.found) + " found in " + view.store;
  if (unfinished > 0) text += " · " + counted(unfinished, "point") + " not finished";
  if (imprecise > 0) text += " · " + counted(imprecise, "point") + " not as precise as asked";
  return text;
}

}  // namespace

std::string measure_text(const std::string& measure, double value) {
  if (measure == "error_rate" || measure == "utilisation") return percent_text(value);
  const bool is_rate = measure.ends_with("_per_s");
  return measure.ends_with("_s") && !is_rate ? seconds_text(value) : plain_text(value);
}

std::vector<std::string> subjects_of(const SweepView& view, const SweepResult& result) {
  std::vector<std::string> subjects;
  for (const SweepPoint& point : result.points) {
    for (const Figure& figure : point.figures) {
      if (figure.measure != view.measure) continue;
      if (!view.subject.empty() && figure.subject != view.subject) continue;
      const bool known =
          std::find(subjects.begin(), subjects.end(), figure.subject) != subjects.end();
      if (!known) subjects.push_back(figure.subject);
    }
  }
  return subjects;
}

const Figure* figure_at(const SweepPoint& point, const std::string& subject,
                        const std::string& measure) {
  for (const Figure& figure : point.figures) {
    if (figure.subject == subject && figure.measure == measure) return &figure;
  }
  return nullptr;
}

void write_sweep_text(std::ostream& out, const SweepView& view, const SweepResult& result,
                      const TextStyle& style) {
  out << spelled(heading(view, result), style) << "\n\n";
  const std::vector<std::string> subjects = subjects_of(view, result);
  if (subjects.empty()) {
    out << "  nothing was measured of " << view.measure << '\n';
    return;
  }
  out << "  " << view.measure << '\n';
  if (result.axes.size() == 2) return write_grids(out, view, result, subjects, style);
  write_lines(out, view, result, subjects, style);
}

}  // namespace isthmus::reports
