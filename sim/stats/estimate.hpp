// The only form in which a statistic leaves: a value, how sure we are, and from how much.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace isthmus::stats {

/// An interval of the form mean ± half_width that holds the truth with probability `level`.
///
/// Units    those of what is estimated; seconds for times.
struct Estimate {
  double mean = 0;
  std::optional<double> half_width;  ///< None when one cannot be had; then `note` says why.
  double level = 0.95;
  std::size_t replications = 0;
  std::string note;

  double low() const { return mean - half_width.value_or(0); }
  double high() const { return mean + half_width.value_or(0); }
  friend bool operator==(const Estimate&, const Estimate&) = default;
};

/// What an estimate is of; tails may be a little surer than means before they are believed.
enum class Measure { mean, quantile };

/// Whether an interval is narrow enough to be printed as valid: at most 10 % of the value either
/// way for a mean, 8 % for a quantile. Wider ones come from runs so short that their nominal level
/// is not reached: at M/M/1 and 0.9 load, 42 % of the "95 %" intervals held the truth.
bool converged(const Estimate& estimate, Measure measure);

/// Whether the half-width is at most `share` of the value.
bool within(const Estimate& estimate, double share);

/// The mean of independent replications, by Student's t.
Estimate estimate_of_mean(std::span<const double> replications, double level = 0.95);

/// A quantile by sectioning: each replication's own quantile, centred on the quantile of all values
/// pooled. `resolution` is the relative error of the quantiles themselves (that of a Histogram),
/// which widens the interval.
///
/// Source   Asmussen & Glynn, Stochastic Simulation, 2007, section III.5.
Estimate estimate_of_quantile(std::span<const double> replications, double pooled,
                              double resolution, double level = 0.95);

/// The mean of `after[i] - before[i]`: replication i of both ran on common random numbers.
///
/// Limits   both have the same length.
Estimate estimate_of_difference(std::span<const double> before, std::span<const double> after,
                                double level = 0.95);

/// A probability from independent trials; never a bare zero, but "none in n", with the half-width
/// at the bound 3/n. Source   Wilson 1927 for the half-width; the rule of three at zero and one.
Estimate estimate_of_probability(std::size_t hits, std::size_t trials, double level = 0.95);

/// Where one more run of the same length will fall, rather than where the mean lies.
Estimate prediction_of_next(std::span<const double> replications, double level = 0.95);

}  // namespace isthmus::stats
