#include "sim/stats/bucket_law.hpp"

#include <bit>
#include <cmath>

#include "sim/base/expects.hpp"

namespace isthmus::stats {

OctaveLaw octave_law(int significant_digits) {
  ISTHMUS_EXPECTS(significant_digits >= 1 && significant_digits <= 5);
  std::uint64_t power = 1;
  for (int i = 0; i < significant_digits; ++i) power *= 10;
  return {std::bit_ceil(2 * power), 1 / static_cast<double>(power)};
}

GeometricLaw geometric_law(double relative_error, Duration low, Duration high) {
  ISTHMUS_EXPECTS(relative_error > 0 && relative_error < 1);
  ISTHMUS_EXPECTS(low > Duration::zero() && low < high);
  const double gamma = (1 + relative_error) / (1 - relative_error);
  const double steps = std::log(high.in_seconds() / low.in_seconds()) / std::log(gamma);
  return {gamma, static_cast<std::uint64_t>(std::ceil(steps))};
}

}  // namespace isthmus::stats
