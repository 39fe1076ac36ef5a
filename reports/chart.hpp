// Charts as values: what is to be seen, not how it is drawn.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "reports/topology.hpp"

namespace isthmus::reports {

struct Axis {
  enum class Scale {
    linear,
    logarithmic,
    rest,  ///< Of shares: 0, 90 %, 99 %, 99.9 % stand at equal distances.
  };
  enum class Unit { seconds, share, plain };
  std::string name{};
  Scale scale = Scale::linear;
  Unit unit = Unit::plain;
  std::optional<double> from{};  ///< Where it begins and ends; by the data if not said.
  std::optional<double> to{};
};

struct ChartPoint {
  double x = 0;
  std::optional<double> y{};    ///< None: the line is interrupted.
  std::optional<double> low{};  ///< The ends of a band around the line.
  std::optional<double> high{};
};

struct Series {
  enum class Look { first, second, third, fourth, before };
  std::string name{};  ///< Stands at the end of its line.
  Look look = Look::first;
  std::vector<ChartPoint> points{};
};

/// A stretch of the x axis to be shaded.
struct Period {
  enum class Kind { warm_up, fault, change };
  double from = 0;
  double to = 0;
  std::string name{};
  Kind kind = Kind::fault;
};

/// A horizontal or vertical line with a name.
struct Rule {
  double at = 0;
  std::string name{};
};

struct LineChart {
  Axis x{};
  Axis y{};
  std::vector<Series> series{};
  std::vector<Period> periods{};
  std::vector<Rule> limits{};   ///< Horizontal.
  std::vector<Rule> markers{};  ///< Vertical.
};

/// Rows of parts that add up; parts of one name look the same in every row.
struct BarChart {
  struct Part {
    std::string name{};
    double value = 0;
    std::string text{};
    std::size_t look = 0;  ///< 0 to 7.
  };
  struct Row {
    std::string name{};
    std::string text{};  ///< The sum.
    std::vector<Part> parts{};
  };
  std::vector<Row> rows{};
};

/// Who reaches whom: a square for each caller and destination.
struct MatrixChart {
  enum class Mark { none, good, bad, mixed };
  struct Cell {
    Mark mark = Mark::none;
    std::string text{};
    std::string title{};
  };
  std::vector<std::string> rows{};
  std::vector<std::string> columns{};
  std::vector<Cell> cells{};  ///< Row by row.
};

using Picture = std::variant<LineChart, BarChart, MatrixChart, Topology>;

/// An SVG without any style of its own: its classes belong to the page.
///
/// Shape    `width` in pixels; for a Topology only a wish.
/// Limits   the same chart gives the same bytes; nothing is drawn outside of the picture.
std::string chart_svg(const Picture& picture, double width, const std::string& label);

}  // namespace isthmus::reports
