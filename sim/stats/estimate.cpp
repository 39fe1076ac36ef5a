#include "sim/stats/estimate.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/base/expects.hpp"
#include "sim/stats/quantile.hpp"

namespace isthmus::stats {
namespace {

constexpr const char* one_replication = "one replication: no interval";
constexpr const char* no_replication = "no data";

double mean_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

/// The standard deviation about `centre`, with n - 1 below the line.
double spread_about(double centre, std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += (value - centre) * (value - centre);
  return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

/// An interval about `centre` of t times the spread times `factor`, where there is more than one.
Estimate about(double centre, std::span<const double> values, double factor, double level) {
  Estimate estimate{centre, std::nullopt, level, values.size(), {}};
  if (values.size() == 1) {
    estimate.note = one_replication;
    return estimate;
  }
  const double t = student_t_quantile((1 + level) / 2, values.size() - 1);
  estimate.half_width = t * spread_about(centre, values) * factor;
  return estimate;
}

Estimate nothing(double level) { return {0, std::nullopt, level, 0, no_replication}; }

double root(std::size_t n) { return std::sqrt(static_cast<double>(n)); }

}  // namespace

bool within(const Estimate& estimate, double share) {
  return estimate.half_width && *estimate.half_width <= share * std::fabs(estimate.mean);
}

bool converged(const Estimate& estimate, Measure measure) {
  return within(estimate, measure == Measure::mean ? 0.10 : 0.08);
}

Estimate estimate_of_mean(std::span<const double> replications, double level) {
  if (replications.empty()) return nothing(level);
  return about(mean_of(replications), replications, 1 / root(replications.size()), level);
}

Estimate estimate_of_quantile(std::span<const double> replications, double pooled,
                              double resolution, double level) {
  if (replications.empty()) return nothing(level);
  Estimate estimate = about(pooled, replications, 1 / root(replications.size()), level);
  if (estimate.half_width) *estimate.half_width += resolution * std::fabs(pooled);
  return estimate;
}

Estimate estimate_of_difference(std::span<const double> before, std::span<const double> after,
                                double level) {
  ISTHMUS_EXPECTS(before.size() == after.size());
  std::vector<double> differences(before.size());
  for (std::size_t i = 0; i < before.size(); ++i) differences[i] = after[i] - before[i];
  return estimate_of_mean(differences, level);
}

Estimate estimate_of_probability(std::size_t hits, std::size_t trials, double level) {
  ISTHMUS_EXPECTS(hits <= trials);
  if (trials == 0) return nothing(level);
  const auto n = static_cast<double>(trials);
  const double share = static_cast<double>(hits) / n;
  Estimate estimate{share, std::nullopt, level, trials, {}};
  if (hits == 0 || hits == trials) {
    estimate.half_width = std::min(1.0, -std::log(1 - level) / n);  // A share is at most 1.
    estimate.note = (hits == 0 ? "none in " : "all of ") + std::to_string(trials) +
                    " trials: the bound is one-sided";
    return estimate;
  }
  const double z = normal_quantile((1 + level) / 2);
  const double reach =
      z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n);
  const double shift = std::fabs((share + z * z / (2 * n)) / (1 + z * z / n) - share);
  estimate.half_width = reach + shift;  // Wilson's interval, made symmetric about what was seen.
  return estimate;
}

Estimate prediction_of_next(std::span<const double> replications, double level) {
  if (replications.empty()) return nothing(level);
  const auto n = static_cast<double>(replications.size());
  return about(mean_of(replications), replications, std::sqrt(1 + 1 / n), level);
}

}  // namespace isthmus::stats
