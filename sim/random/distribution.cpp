#include "sim/random/distribution.hpp"

#include <algorithm>
#include <cmath>

#include "sim/random/portable_math.hpp"
#include "sim/random/variate.hpp"

namespace isthmus::random {
namespace {

struct Moments {
  double mean;
  double square;  ///< The mean of the square.
};

double sigma_of(const Lognormal& law) {
  return natural_log(law.p99.in_seconds() / law.p50.in_seconds()) / normal_quantile(0.99);
}

double power(double base, double exponent) { return exponential_of(exponent * natural_log(base)); }

/// The mean of x^k of a bounded Pareto variable. Source   integral of x^k times its density.
double raw_moment(const BoundedPareto& law, double k) {
  const double low = law.low.in_seconds();
  const double span = law.high.in_seconds() / low;
  const double mass = 1.0 - power(span, -law.shape);
  const double inner = std::fabs(k - law.shape) < 1e-9
                           ? law.shape * natural_log(span)
                           : law.shape / (k - law.shape) * (power(span, k - law.shape) - 1.0);
  return (k == 1.0 ? low : low * low) * inner / mass;
}

template <class Items>
double total_weight(const Items& items) {
  double total = 0;
  for (const auto& item : items) total += item.weight.share();
  return total;
}

struct MomentsOf {
  Moments operator()(const Constant& law) const { return from_variance(law.value, 0); }
  Moments operator()(const Uniform& law) const {
    const double width = (law.high - law.low).in_seconds();
    return from_variance((law.low.in_seconds() + law.high.in_seconds()) / 2, width * width / 12);
  }
  Moments operator()(const Exponential& law) const {
    return {law.mean.in_seconds(), 2 * square(law.mean)};
  }
  Moments operator()(const Lognormal& law) const {
    const double sigma = sigma_of(law);
    const double growth = exponential_of(sigma * sigma);
    const double mean = law.p50.in_seconds() * std::sqrt(growth);
    return {mean, mean * mean * growth};
  }
  Moments operator()(const Erlang& law) const {
    return from_variance(law.mean, square(law.mean) / law.stages);
  }
  Moments operator()(const Hyperexponential& law) const {
    Moments sum{0, 0};
    for (const auto& branch : law.branches) {
      sum.mean += branch.weight.share() * branch.mean.in_seconds();
      sum.square += branch.weight.share() * 2 * square(branch.mean);
    }
    return scaled(sum, total_weight(law.branches));
  }
  Moments operator()(const BoundedPareto& law) const {
    return {raw_moment(law, 1), raw_moment(law, 2)};
  }
  Moments operator()(const Empirical& law) const {
    Moments sum{0, 0};
    for (const auto& point : law.points) {
      sum.mean += point.weight.share() * point.value.in_seconds();
      sum.square += point.weight.share() * square(point.value);
    }
    return scaled(sum, total_weight(law.points));
  }

 private:
  static double square(Duration value) { return value.in_seconds() * value.in_seconds(); }
  static Moments from_variance(Duration mean, double variance) {
    return from_variance(mean.in_seconds(), variance);
  }
  static Moments from_variance(double mean, double variance) {
    return {mean, mean * mean + variance};
  }
  static Moments scaled(Moments sum, double weight) {
    return {sum.mean / weight, sum.square / weight};
  }
};

using Fault = std::optional<std::string>;

template <class Items>
Fault fault_of_weights(const Items& items, const char* nothing) {
  if (items.empty()) return nothing;
  for (const auto& item : items) {
    if (!(item.weight.share() >= 0)) return "a weight is negative";
  }
  if (!(total_weight(items) > 0)) return "all weights are zero";
  return std::nullopt;
}

struct FaultOf {
  static constexpr const char* negative = "a duration is negative";

  Fault operator()(const Constant& law) const { return unless(law.value >= zero, negative); }
  Fault operator()(const Uniform& law) const {
    if (law.low < zero) return negative;
    return unless(law.low <= law.high, "the lower end is above the upper end");
  }
  Fault operator()(const Exponential& law) const { return unless(law.mean >= zero, negative); }
  Fault operator()(const Lognormal& law) const {
    if (law.p50 <= zero) return "the p50 is not more than zero";
    return unless(law.p50 <= law.p99, "the p99 is below the p50");
  }
  Fault operator()(const Erlang& law) const {
    if (law.stages == 0) return "there are no stages";
    return unless(law.mean >= zero, negative);
  }
  Fault operator()(const Hyperexponential& law) const {
    for (const auto& branch : law.branches) {
      if (branch.mean < zero) return negative;
    }
    return fault_of_weights(law.branches, "there are no branches");
  }
  Fault operator()(const BoundedPareto& law) const {
    if (law.low <= zero) return "the lower bound is not more than zero";
    if (law.high <= law.low) return "the upper bound is not above the lower bound";
    return unless(law.shape > 0 && law.shape <= 20, "the shape is not between 0 and 20");
  }
  Fault operator()(const Empirical& law) const {
    for (const auto& point : law.points) {
      if (point.value < zero) return negative;
    }
    return fault_of_weights(law.points, "there are no values");
  }

 private:
  static constexpr Duration zero = Duration::zero();
  static Fault unless(bool good, const char* fault) { return good ? Fault{} : Fault{fault}; }
};

struct QuantileOf {
  double p;

  std::optional<double> operator()(const Constant& law) const { return law.value.in_seconds(); }
  std::optional<double> operator()(const Uniform& law) const {
    return law.low.in_seconds() + p * (law.high - law.low).in_seconds();
  }
  std::optional<double> operator()(const Exponential& law) const {
    return -law.mean.in_seconds() * natural_log(1 - p);
  }
  std::optional<double> operator()(const Lognormal& law) const {
    return law.p50.in_seconds() * exponential_of(sigma_of(law) * normal_quantile(p));
  }
  std::optional<double> operator()(const Erlang& law) const {
    return law.stages == 1 ? (*this)(Exponential{law.mean}) : std::nullopt;
  }
  std::optional<double> operator()(const Hyperexponential& law) const {
    return law.branches.size() == 1 ? (*this)(Exponential{law.branches[0].mean}) : std::nullopt;
  }
  std::optional<double> operator()(const BoundedPareto& law) const {
    const double low = law.low.in_seconds();
    const double mass = 1.0 - power(law.high.in_seconds() / low, -law.shape);
    return low * power(1.0 - p * mass, -1.0 / law.shape);
  }
  std::optional<double> operator()(const Empirical& law) const {
    auto points = law.points;
    std::stable_sort(points.begin(), points.end(),
                     [](const auto& a, const auto& b) { return a.value < b.value; });
    double left = p * total_weight(points);
    for (const auto& point : points) {
      left -= point.weight.share();
      if (left <= 0) return point.value.in_seconds();
    }
    return points.back().value.in_seconds();
  }
};

}  // namespace

Lognormal Lognormal::with_mean(Duration mean, double scv) {
  ISTHMUS_EXPECTS(mean > Duration::zero() && scv >= 0);
  const double p50 = mean.in_seconds() / std::sqrt(1.0 + scv);
  const double sigma = std::sqrt(natural_log(1.0 + scv));
  return {Duration::nearest_seconds(p50),
          Duration::nearest_seconds(p50 * exponential_of(sigma * normal_quantile(0.99)))};
}

std::optional<std::string> fault_of(const Distribution& law) { return std::visit(FaultOf{}, law); }

double mean_seconds(const Distribution& law) { return std::visit(MomentsOf{}, law).mean; }

double variance_seconds2(const Distribution& law) {
  const Moments moments = std::visit(MomentsOf{}, law);
  return std::max(0.0, moments.square - moments.mean * moments.mean);
}

double squared_coefficient_of_variation(const Distribution& law) {
  const double mean = mean_seconds(law);
  return mean == 0 ? 0 : variance_seconds2(law) / (mean * mean);
}

std::optional<double> quantile_seconds(const Distribution& law, double p) {
  ISTHMUS_EXPECTS(p > 0 && p < 1);
  return std::visit(QuantileOf{p}, law);
}

}  // namespace isthmus::random
