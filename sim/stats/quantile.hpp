// Quantiles of the two laws that intervals are made with, and ranks of order statistics.
#pragma once

#include <cstddef>

namespace isthmus::stats {

/// The value that a standard normal variable stays below with probability `p`.
///
/// Limits   0 < p < 1; 1 part in 10^13.
double normal_quantile(double p);

/// The same for Student's t with a whole number of degrees of freedom.
///
/// Limits   1e-9 <= p <= 1 - 1e-9, degrees of freedom at least 1; 1 part in 10^9 (in the last
///          hundred-thousandth of a tail, 1 part in 10^8).
/// Source   Abramowitz & Stegun 26.7.3-4 (finite sums), 26.7.5 beyond 2,000 degrees of freedom.
double student_t_quantile(double p, std::size_t degrees_of_freedom);

/// Which of n sorted independent values enclose their p-quantile, counting from 1.
///
/// Source   binomial ranks by the normal approximation; Conover, Practical Nonparametric
/// Statistics.
struct Ranks {
  std::size_t low;
  std::size_t high;
  friend bool operator==(const Ranks&, const Ranks&) = default;
};
/// Limits   good for n p (1 - p) of 5 and more; ranks are kept between 1 and n.
Ranks quantile_ranks(std::size_t n, double p, double level = 0.95);

}  // namespace isthmus::stats
