#include "reports/chart_scale.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/base/number_text.hpp"

namespace isthmus::reports {
namespace {

constexpr double rest_least = 1e-9;

double power_of_ten(int exponent) { return std::pow(10.0, exponent); }

/// 1, 2 or 5 times a power of ten, at least `rough`.
double round_step(double rough) {
  const double power = power_of_ten(static_cast<int>(std::floor(std::log10(rough))));
  for (const double times : {1.0, 2.0, 5.0}) {
    if (times * power >= rough * (1 - 1e-9)) return times * power;
  }
  return 10 * power;
}

/// Without noughts at the end: "2.50" is "2.5".
std::string trimmed(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

/// Four significant digits at most.
std::string short_number(double value) {
  if (value == 0) return "0";
  const double size = std::fabs(value);
  if (size >= 10'000 && size < 9e15) {
    return grouped_text(static_cast<std::int64_t>(std::llround(value)));
  }
  const int digits = 3 - static_cast<int>(std::floor(std::log10(size)));
  return trimmed(fixed_text(value, std::clamp(digits, 0, 9)));
}

std::string seconds_axis_text(double value) {
  struct Step {
    double seconds;
    const char* unit;
  };
  constexpr std::array<Step, 4> steps = {{{1, " s"}, {1e-3, " ms"}, {1e-6, " µs"}, {1e-9, " ns"}}};
  if (value == 0) return "0";
  for (const Step& step : steps) {
    if (std::fabs(value) >= step.seconds * 0.9999)
      return short_number(value / step.seconds) + step.unit;
  }
  return short_number(value * 1e9) + " ns";
}

}  // namespace

std::string axis_text(double value, Axis::Unit unit) {
  switch (unit) {
    case Axis::Unit::seconds:
      return seconds_axis_text(value);
    case Axis::Unit::share: {
      const double percent = value * 100;
      if (percent > 99 && percent < 100) return trimmed(fixed_text(percent, 7)) + " %";
      return short_number(percent) + " %";
    }
    case Axis::Unit::plain:
      return short_number(value);
  }
  return {};
}

ChartScale::ChartScale(const Axis& axis, double low, double high) : axis_{axis} {
  switch (axis.scale) {
    case Axis::Scale::linear: {
      const double step = round_step(std::max(high - std::min(low, 0.0), 1e-12) / 6);
      from_ = low >= 0 ? 0 : std::floor(low / step) * step;
      to_ = std::max(std::ceil(high / step) * step, from_ + step);
      break;
    }
    case Axis::Scale::logarithmic: {
      // To the next 1, 2 or 5 outside, so that a flat line does not fill the picture.
      const auto below = [](double value) {
        const double power = power_of_ten(static_cast<int>(std::floor(std::log10(value))));
        for (const double times : {5.0, 2.0, 1.0}) {
          if (times * power <= value * (1 + 1e-9)) return times * power;
        }
        return power;
      };
      from_ = below(std::max(low, 1e-9) * 0.97);
      to_ = round_step(std::max(high, 2e-9) * 1.03);
      break;
    }
    case Axis::Scale::rest:
      from_ = 0;
      to_ = std::max(high, 0.9);
      break;
  }
  if (axis.from) from_ = *axis.from;
  if (axis.to) to_ = *axis.to;
}

double ChartScale::bent(double value) const {
  switch (axis_.scale) {
    case Axis::Scale::linear:
      return value;
    case Axis::Scale::logarithmic:
      return std::log10(std::max(value, 1e-9));
    case Axis::Scale::rest:
      return -std::log10(std::max(1 - value, rest_least));
  }
  return value;
}

double ChartScale::at(double value) const {
  const double low = bent(from_);
  const double high = bent(to_);
  if (!(high > low)) return 0;
  return std::clamp((bent(value) - low) / (high - low), 0.0, 1.0);
}

std::vector<ChartScale::Tick> ChartScale::ticks(std::size_t wanted) const {
  switch (axis_.scale) {
    case Axis::Scale::linear:
      return linear_ticks(wanted);
    case Axis::Scale::logarithmic:
      return logarithmic_ticks();
    case Axis::Scale::rest:
      return rest_ticks();
  }
  return {};
}

std::vector<ChartScale::Tick> ChartScale::linear_ticks(std::size_t wanted) const {
  const double step =
      round_step((to_ - from_) / static_cast<double>(std::max<std::size_t>(wanted, 1)));
  std::vector<Tick> ticks;
  for (double n = std::ceil(from_ / step - 1e-9); n * step <= to_ + step * 1e-6; ++n) {
    ticks.push_back({n * step, text(n * step), true});
  }
  return ticks;
}

std::vector<ChartScale::Tick> ChartScale::logarithmic_ticks() const {
  const double decades = std::log10(to_ / from_);
  std::vector<Tick> ticks;
  const int first = static_cast<int>(std::floor(std::log10(from_) + 1e-9));
  for (int exponent = first; power_of_ten(exponent) <= to_ * 1.0001; ++exponent) {
    for (const double times : {1.0, 2.0, 5.0}) {
      const double value = times * power_of_ten(exponent);
      if (value < from_ * 0.9999 || value > to_ * 1.0001) continue;
      const bool named = times == 1 || decades <= 1.5 || (decades <= 2.5 && times == 2);
      ticks.push_back({value, named ? text(value) : "", named});
    }
  }
  return ticks;
}

std::vector<ChartScale::Tick> ChartScale::rest_ticks() const {
  std::vector<Tick> ticks = {{0, "0", true}};
  for (int nines = 1; 1 - power_of_ten(-nines) <= to_ + 1e-12 && nines < 9; ++nines) {
    const double share = 1 - power_of_ten(-nines);
    ticks.push_back({share, text(share), true});
  }
  return ticks;
}

std::string ChartScale::text(double value) const { return axis_text(value, axis_.unit); }

}  // namespace isthmus::reports
