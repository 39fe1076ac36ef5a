// From uniform bits to the two variates that the others are made of, by inversion: one draw each,
// and more bits mean more variate, so common random numbers stay in step between two variants.
#pragma once

#include "sim/base/quantity.hpp"
#include "sim/base/time.hpp"
#include "sim/random/portable_math.hpp"
#include "sim/random/stream.hpp"

namespace isthmus::random {

/// Exponential with mean 1.
inline double unit_exponential(Stream& stream) { return -natural_log(1.0 - stream.uniform()); }

/// The value that a standard normal variable stays below with probability `p`.
///
/// Limits   0 < p < 1.
/// Source   Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37, 1988; 1 part in 10^16.
double normal_quantile(double p);

/// Normal with mean 0 and variance 1.
inline double unit_normal(Stream& stream) { return normal_quantile(stream.uniform()); }

/// The gap to the next event of a Poisson process.
///
/// Limits   `rate` is more than zero.
inline Duration poisson_gap(PerSecond rate, Stream& stream) {
  return Duration::nearest_seconds(unit_exponential(stream) / rate.in_per_second());
}

}  // namespace isthmus::random
