#include <algorithm>

#include "reports/chart_drawings.hpp"
#include "reports/svg_writer.hpp"
#include "sim/base/utf8.hpp"

namespace isthmus::reports {
namespace {

using Anchor = SvgWriter::Anchor;

constexpr double letter = 6.7;
constexpr std::size_t name_most = 26;

std::size_t longest(const std::vector<std::string>& names) {
  std::size_t most = 0;
  for (const std::string& name : names)
    most = std::max(most, utf8_length(shortened(name, name_most)));
  return most;
}

}  // namespace

std::string matrix_svg(const MatrixChart& chart, double width, const std::string& label) {
  const double names = static_cast<double>(longest(chart.rows)) * letter + 12;
  const auto columns = static_cast<double>(chart.columns.size());
  const double side =
      std::clamp((width - names - 20) / std::max(columns, 1.0), width > 600 ? 22.0 : 14.0, 40.0);
  const double high = std::min(side, 26.0);
  const double head = static_cast<double>(longest(chart.columns)) * letter * 0.72 + 14;
  const double lean = head;  // Leaning names reach that far to the right.
  const double whole = std::max(names + columns * side + lean, 60.0);
  SvgWriter svg{whole, head + high * static_cast<double>(chart.rows.size()) + 4, label};
  for (std::size_t c = 0; c < chart.columns.size(); ++c) {
    svg.leaning_text("tick", names + side * (static_cast<double>(c) + 0.5) + 2, head - 6,
                     shortened(chart.columns[c], name_most));
  }
  for (std::size_t r = 0; r < chart.rows.size(); ++r) {
    const double y = head + high * static_cast<double>(r);
    svg.text("tick", names - 8, y + high / 2 + 4, shortened(chart.rows[r], name_most), Anchor::end);
    for (std::size_t c = 0; c < chart.columns.size(); ++c) {
      const MatrixChart::Cell& cell = chart.cells[r * chart.columns.size() + c];
      const double x = names + side * static_cast<double>(c);
      const char* look = cell.mark == MatrixChart::Mark::good    ? "cell good"
                         : cell.mark == MatrixChart::Mark::bad   ? "cell bad"
                         : cell.mark == MatrixChart::Mark::mixed ? "cell mixed"
                                                                 : "cell";
      svg.rectangle(look, x + 1, y + 1, side - 2, high - 2, 3, cell.title);
      if (!cell.text.empty() && width_of(cell.text, 6.2) < side) {
        svg.text("cell-text", x + side / 2, y + high / 2 + 4, cell.text, Anchor::middle);
      }
    }
  }
  return std::move(svg).finished();
}

}  // namespace isthmus::reports
