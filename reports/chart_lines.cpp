#include <algorithm>
#include <cmath>
#include <string_view>

#include "reports/chart_drawings.hpp"
#include "reports/chart_scale.hpp"
#include "reports/svg_writer.hpp"

namespace isthmus::reports {
namespace {

using Anchor = SvgWriter::Anchor;

constexpr double letter = 6.7;  // Of 12 px, a little more than most are.
constexpr double line_height = 14;
constexpr double top = 26;
constexpr double bottom = 42;

std::string_view look_of(Series::Look look) {
  switch (look) {
    case Series::Look::first:
      return "s1";
    case Series::Look::second:
      return "s2";
    case Series::Look::third:
      return "s3";
    case Series::Look::fourth:
      return "s4";
    case Series::Look::before:
      return "s0";
  }
  return "s1";
}

struct Range {
  std::optional<double> low{};
  std::optional<double> high{};

  void hold(double value) {
    low = std::min(low.value_or(value), value);
    high = std::max(high.value_or(value), value);
  }
};

Range x_range(const LineChart& chart) {
  Range range;
  for (const Series& series : chart.series) {
    for (const ChartPoint& point : series.points) range.hold(point.x);
  }
  for (const Period& period : chart.periods) {
    range.hold(period.from);
    range.hold(period.to);
  }
  for (const Rule& marker : chart.markers) range.hold(marker.at);
  return range;
}

Range y_range(const LineChart& chart) {
  Range range;
  for (const Series& series : chart.series) {
    for (const ChartPoint& point : series.points) {
      if (point.y) range.hold(*point.y);
    }
  }
  for (const Rule& limit : chart.limits) range.hold(limit.at);
  return range;
}

class Drawing {
 public:
  Drawing(const LineChart& chart, double width, const std::string& label)
      : chart_{chart},
        height_{width > 600 ? 300.0 : 250.0},
        svg_{width, height_, label},
        x_{chart.x, x_range(chart).low.value_or(0), x_range(chart).high.value_or(1)},
        y_{chart.y, y_range(chart).low.value_or(0), y_range(chart).high.value_or(1)} {
    double names = 10;
    for (const Series& series : chart.series) {
      names = std::max(names, width_of(series.name, letter) + 12);
    }
    double ticks = 30;
    for (const ChartScale::Tick& tick : y_.ticks(5)) {
      ticks = std::max(ticks, width_of(tick.text, letter) + 10);
    }
    left_ = ticks;
    right_ = width - std::max(names, 26.0);
    foot_ = height_ - bottom;
  }

  std::string drawn() && {
    for (const Period& period : chart_.periods) shade(period);
    axes();
    for (const Series& series : chart_.series) band(series);
    for (const Series& series : chart_.series) line(series);
    limits();
    for (const Rule& marker : chart_.markers) this->marker(marker);
    names_of_periods();
    names_of_series();
    return std::move(svg_).finished();
  }

 private:
  double x_of(double value) const { return left_ + x_.at(value) * (right_ - left_); }
  double y_of(double value) const { return foot_ - y_.at(value) * (foot_ - top); }

  void shade(const Period& period) {
    const std::string_view look = period.kind == Period::Kind::warm_up ? "warm-up"
                                  : period.kind == Period::Kind::fault ? "fault"
                                                                       : "change";
    const double from = x_of(period.from);
    svg_.rectangle(look, from, top, std::max(x_of(period.to) - from, 1.5), foot_ - top);
  }

  void axes() {
    svg_.text("axis", 2, 12, chart_.y.name);
    for (const ChartScale::Tick& tick : y_.ticks(5)) {
      const double y = y_of(tick.value);
      svg_.line(tick.named ? "grid" : "grid faint", left_, y, right_, y);
      if (tick.named) svg_.text("tick", left_ - 6, y + 4, tick.text, Anchor::end);
    }
    const double room = right_ - left_;
    double free_from = 0;
    for (const ChartScale::Tick& tick :
         x_.ticks(static_cast<std::size_t>(std::max(room / 90, 2.0)))) {
      const double x = x_of(tick.value);
      const double half = width_of(tick.text, letter) / 2;
      svg_.line("grid", x, foot_, x, foot_ + 4);
      if (x - half < free_from) continue;  // There is no room for its text.
      svg_.text("tick", x, foot_ + 17, tick.text, Anchor::middle);
      free_from = x + half + 8;
    }
    svg_.line("base", left_, foot_, right_, foot_);
    svg_.text("axis", right_, height_ - 6, chart_.x.name, Anchor::end);
  }

  void band(const Series& series) {
    std::string there;
    std::string back;
    for (const ChartPoint& point : series.points) {
      if (!point.low || !point.high) continue;
      const std::string x = pixels(x_of(point.x)) + " ";
      there += (there.empty() ? "M" : "L") + x + pixels(y_of(*point.high));
      back.insert(0, "L" + x + pixels(y_of(*point.low)));
    }
    if (!there.empty()) svg_.path("band " + std::string{look_of(series.look)}, there + back + "z");
  }

  void line(const Series& series) {
    std::string steps;
    bool drawing = false;
    std::size_t points = 0;
    for (const ChartPoint& point : series.points) {
      if (!point.y) {
        drawing = false;
        continue;
      }
      ++points;
      steps += (drawing ? "L" : "M") + pixels(x_of(point.x)) + " " + pixels(y_of(*point.y));
      drawing = true;
    }
    if (steps.empty()) return;
    svg_.path("line " + std::string{look_of(series.look)}, points == 1 ? steps + "h0.1" : steps);
  }

  /// How often a line of the chart passes a piece of text at the right end whose base line is `y`.
  std::size_t lines_through(double y, double width) const {
    std::size_t passing = 0;
    for (const Series& series : chart_.series) {
      for (const ChartPoint& point : series.points) {
        if (!point.y || x_of(point.x) < right_ - 6 - width) continue;
        const double at = y_of(*point.y);
        if (at > y - line_height && at < y + 3) ++passing;
      }
    }
    return passing;
  }

  /// Where the name of a limit at `y` is written: right above its line, right below it, or some
  /// rows further up; the first of these that is free, else the one through which the fewest lines
  /// pass.
  double name_of_limit_at(double y, double free_from, double width) const {
    const double most = foot_ - 4;
    std::optional<double> best;
    std::size_t fewest = SIZE_MAX;
    for (const double place : {y - 5, y + 14, y - 5 - line_height, y - 5 - 2 * line_height}) {
      const bool fits = place - line_height >= free_from - 1 && place <= most;
      const std::size_t passing = lines_through(place, width);
      if (!fits || passing >= fewest) continue;
      best = place;
      fewest = passing;
    }
    return best.value_or(y + 14);
  }

  void limits() {
    std::vector<const Rule*> rules;
    for (const Rule& rule : chart_.limits) rules.push_back(&rule);
    std::stable_sort(rules.begin(), rules.end(),
                     [](const Rule* a, const Rule* b) { return a->at > b->at; });
    double free_from = top + 2;
    for (const Rule* rule : rules) {
      const double y = y_of(rule->at);
      svg_.line("limit", left_, y, right_, y);
      const double place = name_of_limit_at(y, free_from, width_of(rule->name, letter));
      svg_.text("limit-name", right_ - 6, place, rule->name, Anchor::end);
      free_from = std::max(y, place + 4);
    }
  }

  void marker(const Rule& rule) {
    const double x = x_of(rule.at);
    svg_.line("marker", x, top, x, foot_);
    const bool left = x + width_of(rule.name, letter) + 6 > right_;
    const double y = top + 12 + line_height * static_cast<double>(markers_++ % 3);
    svg_.text("marker-name", left ? x - 5 : x + 5, y, rule.name,
              left ? Anchor::end : Anchor::start);
  }

  /// In rows, so that no two names lie on each other.
  void names_of_periods() {
    std::vector<double> taken;
    for (const Period& period : chart_.periods) {
      if (period.name.empty()) continue;
      const double width = width_of(period.name, letter);
      double x = x_of(period.from) + 5;
      x = std::max(std::min(x, right_ - width), left_ + 2);
      std::size_t row = 0;
      while (row < taken.size() && taken[row] > x) ++row;
      if (row == taken.size()) taken.push_back(0);
      if (row > 4) continue;
      taken[row] = x + width + 8;
      svg_.text("period-name", x, top + 13 + line_height * static_cast<double>(row), period.name);
    }
  }

  /// Each at the end of its line, pushed apart where lines end together.
  void names_of_series() {
    struct Name {
      double y;
      const Series* series;
    };
    std::vector<Name> names;
    for (const Series& series : chart_.series) {
      const auto last = std::find_if(series.points.rbegin(), series.points.rend(),
                                     [](const ChartPoint& point) { return point.y.has_value(); });
      if (last != series.points.rend()) names.push_back({y_of(*last->y), &series});
    }
    std::stable_sort(names.begin(), names.end(),
                     [](const Name& a, const Name& b) { return a.y < b.y; });
    for (std::size_t i = 1; i < names.size(); ++i) {
      names[i].y = std::max(names[i].y, names[i - 1].y + line_height);
    }
    for (std::size_t i = names.size(); i-- > 0;) {  // Back up where they ran past the foot.
      const double most = i + 1 == names.size() ? foot_ : names[i + 1].y - line_height;
      names[i].y = std::min(names[i].y, most);
      svg_.text("series-name " + std::string{look_of(names[i].series->look)}, right_ + 8,
                names[i].y + 4, names[i].series->name);
    }
  }

  const LineChart& chart_;
  double height_;
  SvgWriter svg_;
  ChartScale x_;
  ChartScale y_;
  double left_ = 0;
  double right_ = 0;
  double foot_ = 0;
  std::size_t markers_ = 0;
};

}  // namespace

std::string lines_svg(const LineChart& chart, double width, const std::string& label) {
  return Drawing{chart, width, label}.drawn();
}

}  // namespace isthmus::reports
