// A measure over the first parameter of a sweep, drawn: intervals as bars, a line for each value of
// the other parameters. No clock, no font metrics, no script: the same bytes for the same results.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <vector>

#include "reports/sweep.hpp"
#include "sim/base/number_text.hpp"

namespace isthmus::reports {
namespace {

using session::Figure;
using session::SweepPoint;
using session::SweepResult;

constexpr double width = 760;
constexpr double height = 440;
constexpr double left = 90;
constexpr double right = 210;  // Room for the names of the lines.
constexpr double top = 56;
constexpr double bottom = 62;
constexpr std::size_t ticks = 5;

/// Told apart by eyes of every kind, and by their dashes in grey.  Source   Okabe & Ito, 2008.
struct Stroke {
  const char* colour;
  const char* dashes;
};
constexpr std::array<Stroke, 6> strokes = {{{"#0072b2", "none"},
                                            {"#d55e00", "6 3"},
                                            {"#009e73", "2 3"},
                                            {"#cc79a7", "8 3 2 3"},
                                            {"#56b4e9", "4 2"},
                                            {"#e69f00", "10 4"}}};

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '<':
        safe += "&lt;";
        break;
      case '&':
        safe += "&amp;";
        break;
      case '"':
        safe += "&quot;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string at(double pixels) { return shortest_text(std::round(pixels * 10) / 10); }

/// One point of a line.
struct Mark {
  std::size_t column = 0;
  double value = 0;
  double half_width = 0;
};

/// A line for each subject and each choice of the parameters behind the first.
std::map<std::string, std::vector<Mark>> lines_of(const SweepView& view,
                                                  const SweepResult& result) {
  std::map<std::string, std::vector<Mark>> lines;
  const std::vector<std::string> subjects = subjects_of(view, result);
  for (const SweepPoint& point : result.points) {
    std::string name;
    for (std::size_t a = 1; a < point.settings.size(); ++a) {
      name += (name.empty() ? "" : ", ") + point.settings[a].second;
    }
    const auto& values = result.axes.empty() ? std::vector<std::string>{} : result.axes[0].values;
    const std::size_t column =
        point.settings.empty() ? 0
                               : static_cast<std::size_t>(std::find(values.begin(), values.end(),
                                                                    point.settings[0].second) -
                                                          values.begin());
    for (const std::string& subject : subjects) {
      const Figure* figure = figure_at(point, subject, view.measure);
      if (figure == nullptr) continue;
      std::string line = subjects.size() > 1 ? subject : std::string{};
      if (!name.empty()) line += (line.empty() ? "" : ": ") + name;
      lines[line].push_back(
          {column, figure->estimate.mean, figure->estimate.half_width.value_or(0)});
    }
  }
  return lines;
}

/// 1, 2 or 5 times a power of ten, so that `ticks` steps of it reach `greatest`.
double step_for(double greatest) {
  const double rough = greatest / static_cast<double>(ticks);
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= rough) return factor * power;
  }
  return 10 * power;
}

class Chart {
 public:
  Chart(std::ostream& out, const SweepView& view, const SweepResult& result)
      : out_{out}, view_{view}, lines_{lines_of(view, result)} {
    if (!result.axes.empty()) {
      axis_ = result.axes[0].path;
      columns_ = result.axes[0].values;
    } else {
      columns_ = {""};
    }
    double greatest = 0;
    for (const auto& [name, marks] : lines_) {
      for (const Mark& mark : marks) greatest = std::max(greatest, mark.value + mark.half_width);
    }
    step_ = step_for(greatest > 0 ? greatest : 1);
    highest_ = step_ * std::ceil((greatest > 0 ? greatest : 1) / step_);
  }

  void write() {
    out_ << "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " << at(width) << ' '
         << at(height) << "\" role=\"img\" aria-label=\"" << escaped(title())
         << "\" font-family=\"sans-serif\" font-size=\"12\">\n"
         << "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n";
    text(left, 26, "start", title(), "15");
    if (!view_.subject.empty()) text(left, 44, "start", view_.subject, "12");
    write_scales();
    std::size_t number = 0;
    for (const auto& [name, marks] : lines_) write_line(name, marks, number++);
    out_ << "</svg>\n";
  }

 private:
  std::string title() const { return view_.measure + (axis_.empty() ? "" : " over " + axis_); }
  double x(std::size_t column) const {
    const double room = width - left - right;
    return left + room * (static_cast<double>(column) + 0.5) / static_cast<double>(columns_.size());
  }
  double y(double value) const {
    return height - bottom - (height - top - bottom) * std::max(value, 0.0) / highest_;
  }

  void text(double x, double y, const char* anchor, const std::string& words, const char* size) {
    out_ << "<text x=\"" << at(x) << "\" y=\"" << at(y) << "\" text-anchor=\"" << anchor
         << "\" font-size=\"" << size << "\" fill=\"#222222\">" << escaped(words) << "</text>\n";
  }

  void write_scales() {
    const auto count = static_cast<std::size_t>(highest_ / step_ + 0.5);
    for (std::size_t i = 0; i <= count; ++i) {
      const double value = step_ * static_cast<double>(i);
      out_ << "<line x1=\"" << at(left) << "\" x2=\"" << at(width - right) << "\" y1=\""
           << at(y(value)) << "\" y2=\"" << at(y(value)) << "\" stroke=\"#dddddd\"/>\n";
      text(left - 8, y(value) + 4, "end", i == 0 ? "0" : measure_text(view_.measure, value), "12");
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      text(x(i), height - bottom + 20, "middle", columns_[i], "12");
    }
    text(left + (width - left - right) / 2, height - 18, "middle", axis_, "12");
  }

  void write_line(const std::string& name, const std::vector<Mark>& marks, std::size_t number) {
    const Stroke& stroke = strokes[number % strokes.size()];
    out_ << "<g stroke=\"" << stroke.colour << "\" fill=\"none\" stroke-width=\"2\"><title>"
         << escaped(name) << "</title>\n<polyline stroke-dasharray=\"" << stroke.dashes
         << "\" points=\"";
    for (const Mark& mark : marks) out_ << at(x(mark.column)) << ',' << at(y(mark.value)) << ' ';
    out_ << "\"/>\n";
    for (const Mark& mark : marks) {
      out_ << "<line x1=\"" << at(x(mark.column)) << "\" x2=\"" << at(x(mark.column)) << "\" y1=\""
           << at(y(mark.value - mark.half_width)) << "\" y2=\""
           << at(y(mark.value + mark.half_width)) << "\"/><circle cx=\"" << at(x(mark.column))
           << "\" cy=\"" << at(y(mark.value)) << "\" r=\"3\" fill=\"" << stroke.colour << "\"/>\n";
    }
    out_ << "</g>\n";
    if (name.empty()) return;
    const double line = top + 18 * static_cast<double>(number);
    out_ << "<line x1=\"" << at(width - right + 14) << "\" x2=\"" << at(width - right + 38)
         << "\" y1=\"" << at(line) << "\" y2=\"" << at(line) << "\" stroke=\"" << stroke.colour
         << "\" stroke-width=\"2\" stroke-dasharray=\"" << stroke.dashes << "\"/>\n";
    text(width - right + 44, line + 4, "start", name, "11");
  }

  std::ostream& out_;
  const SweepView& view_;
  std::map<std::string, std::vector<Mark>> lines_;
  std::string axis_{};
  std::vector<std::string> columns_{};
  double step_ = 1;
  double highest_ = 1;
};

}  // namespace

void write_sweep_chart(std::ostream& out, const SweepView& view, const SweepResult& result) {
  Chart{out, view, result}.write();
}

}  // namespace isthmus::reports
