// From values to pixels, and the round values that are written beside an axis.
#pragma once

#include <string>
#include <vector>

#include "reports/chart.hpp"

namespace isthmus::reports {

class ChartScale {
 public:
  struct Tick {
    double value;
    std::string text;
    bool named;  ///< Small ones between decades have no text.
  };

  /// Shape    `low` <= `high`: the least and greatest value to be shown; for a logarithmic axis
  ///          above 0. Both are widened to something round unless the axis says its ends.
  ChartScale(const Axis& axis, double low, double high);

  /// Where a value stands, 0 to 1; what lies outside stands at the end.
  double at(double value) const;
  double from() const { return from_; }
  double to() const { return to_; }
  /// About `wanted` round values.
  std::vector<Tick> ticks(std::size_t wanted) const;

 private:
  std::vector<Tick> linear_ticks(std::size_t wanted) const;
  std::vector<Tick> logarithmic_ticks() const;
  std::vector<Tick> rest_ticks() const;
  double bent(double value) const;
  std::string text(double value) const;

  Axis axis_;
  double from_ = 0;
  double to_ = 1;
};

/// A number in the unit of an axis, as short as it can be: "20 ms", "99.9 %", "12".
std::string axis_text(double value, Axis::Unit unit);

}  // namespace isthmus::reports
