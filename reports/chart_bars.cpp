#include <algorithm>
#include <map>

#include "reports/chart_drawings.hpp"
#include "reports/svg_writer.hpp"

namespace isthmus::reports {
namespace {

using Anchor = SvgWriter::Anchor;

constexpr double letter = 6.7;
constexpr double bar_height = 30;
constexpr double row_height = bar_height + 30;

/// The names of the parts with their colours, in as many lines as they need.
class Legend {
 public:
  Legend(const BarChart& chart, double width) : width_{width} {
    std::map<std::string, std::size_t> seen;
    for (const BarChart::Row& row : chart.rows) {
      for (const BarChart::Part& part : row.parts) {
        if (!seen.emplace(part.name, part.look).second) continue;
        const double wide = 18 + width_of(part.name, letter) + 16;
        if (x_ > 0 && x_ + wide > width_) {
          x_ = 0;
          ++lines_;
        }
        places_.push_back({x_, lines_, &part});
        x_ += wide;
      }
    }
  }

  double height() const { return places_.empty() ? 0 : 20 * static_cast<double>(lines_ + 1) + 4; }

  void draw(SvgWriter& svg, double y) const {
    for (const Place& place : places_) {
      const double top = y + 20 * static_cast<double>(place.line);
      svg.rectangle("part p" + std::to_string(place.part->look), place.x, top, 12, 12, 2);
      svg.text("tick", place.x + 18, top + 10.5, place.part->name);
    }
  }

 private:
  struct Place {
    double x;
    std::size_t line;
    const BarChart::Part* part;
  };
  double width_;
  double x_ = 0;
  std::size_t lines_ = 0;
  std::vector<Place> places_{};
};

}  // namespace

std::string bars_svg(const BarChart& chart, double width, const std::string& label) {
  const Legend legend{chart, width};
  const double rows = row_height * static_cast<double>(chart.rows.size());
  SvgWriter svg{width, rows + legend.height() + 6, label};
  double greatest = 0;
  for (const BarChart::Row& row : chart.rows) {
    double sum = 0;
    for (const BarChart::Part& part : row.parts) sum += part.value;
    greatest = std::max(greatest, sum);
  }
  double y = 0;
  for (const BarChart::Row& row : chart.rows) {
    const double room = width - width_of(row.text, letter) - 16;
    svg.text("row-name", 0, y + 14,
             shortened(row.name, static_cast<std::size_t>(std::max(room / letter, 8.0))));
    svg.text("row-sum", width, y + 14, row.text, Anchor::end);
    double x = 0;
    for (const BarChart::Part& part : row.parts) {
      const double wide = greatest > 0 ? part.value / greatest * width : 0;
      if (wide < 0.3) continue;
      svg.rectangle("part p" + std::to_string(part.look), x, y + 22, wide, bar_height, 0,
                    part.name + " " + part.text);
      const std::string both = part.name + " " + part.text;
      const std::string& words = width_of(both, letter) + 14 < wide ? both : part.text;
      if (width_of(words, letter) + 14 < wide) {
        svg.text("part-name", x + 8, y + 22 + bar_height / 2 + 4, words);
      }
      x += wide;
    }
    y += row_height;
  }
  legend.draw(svg, rows + 2);
  return std::move(svg).finished();
}

}  // namespace isthmus::reports
