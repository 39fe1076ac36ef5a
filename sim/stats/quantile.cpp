#include "sim/stats/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "sim/base/expects.hpp"

namespace isthmus::stats {
namespace {

/// The greatest x in [low, high] where `below(x)`, which holds first and then no more.
template <class Below>
double boundary(double low, double high, Below below) {
  for (int i = 0; i < 200 && low < high; ++i) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    (below(middle) ? low : high) = middle;
  }
  return low + (high - low) / 2;
}

/// The chance that |T| <= t. Source   Abramowitz & Stegun 26.7.3 and 26.7.4.
double t_inside(double t, std::size_t degrees) {
  const double angle = std::atan(t / std::sqrt(static_cast<double>(degrees)));
  const double sine = std::sin(angle);
  const double cosine2 = std::cos(angle) * std::cos(angle);
  const bool odd = degrees % 2 == 1;
  double term = odd ? std::cos(angle) : 1.0;
  double sum = 0;
  for (std::size_t i = odd ? 3 : 2; i <= degrees; i += 2) {
    sum += term;
    term *= static_cast<double>(i - 1) / static_cast<double>(i) * cosine2;
  }
  if (!odd) return sine * sum;
  return 2 / std::numbers::pi * (angle + sine * sum);
}

/// Source   Abramowitz & Stegun 26.7.5, by descending powers of the degrees of freedom.
double t_from_normal(double z, double n) {
  const double z2 = z * z;
  const double g1 = (z2 + 1) / 4;
  const double g2 = ((5 * z2 + 16) * z2 + 3) / 96;
  const double g3 = (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
  const double g4 = ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160;
  return z + z * (g1 + (g2 + (g3 + g4 / n) / n) / n) / n;
}

}  // namespace

double normal_quantile(double p) {
  ISTHMUS_EXPECTS(p > 0 && p < 1);
  if (p > 0.5) return -normal_quantile(1 - p);
  return boundary(-40, 0, [p](double x) { return std::erfc(-x / std::numbers::sqrt2) / 2 < p; });
}

double student_t_quantile(double p, std::size_t degrees_of_freedom) {
  ISTHMUS_EXPECTS(p >= 1e-9 && p <= 1 - 1e-9 && degrees_of_freedom >= 1);
  if (p < 0.5) return -student_t_quantile(1 - p, degrees_of_freedom);
  if (degrees_of_freedom == 1) return std::tan(std::numbers::pi * (p - 0.5));
  if (degrees_of_freedom > 2000) {
    return t_from_normal(normal_quantile(p), static_cast<double>(degrees_of_freedom));
  }
  const double inside = 2 * p - 1;
  double high = 1;
  while (t_inside(high, degrees_of_freedom) < inside) high *= 2;
  return boundary(0, high, [&](double t) { return t_inside(t, degrees_of_freedom) < inside; });
}

Ranks quantile_ranks(std::size_t n, double p, double level) {
  ISTHMUS_EXPECTS(n >= 1 && p > 0 && p < 1 && level > 0 && level < 1);
  const auto count = static_cast<double>(n);
  const double reach = normal_quantile((1 + level) / 2) * std::sqrt(count * p * (1 - p));
  const double low = std::floor(count * p - reach);
  const double high = std::ceil(count * p + reach) + 1;
  return {static_cast<std::size_t>(std::clamp(low, 1.0, count)),
          static_cast<std::size_t>(std::clamp(high, 1.0, count))};
}

}  // namespace isthmus::stats
