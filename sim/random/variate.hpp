// From uniform bits to the two variates that the others are made of, by inversion: one draw each,
// and more bits mean more variate, so common random numbers stay in step between two variants.
#pragma once

#include <cstdint>

#include "sim/random/portable_math.hpp"
#include "sim/random/stream.hpp"

namespace isthmus::random {

/// Exponential with mean 1.
inline double unit_exponential(Stream& stream) { return -natural_log(1.0 - stream.uniform()); }

/// The next two of them, to the bit, in hardly more time than one takes.
inline TwoDoubles two_exponentials(Stream& stream) {
  const std::uint64_t first = stream.bits();
  const TwoWords bits = {first, stream.bits()};
  const TwoDoubles uniform = (real_of<TwoDoubles>(bits >> 12) + 0.5) * 0x1p-52;
  return -logarithm_of<TwoDoubles, TwoWords>(1.0 - uniform);
}

/// The value that a standard normal variable stays below with probability `p`.
///
/// Limits   0 < p < 1.
/// Source   Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37, 1988; 1 part in 10^16.
double normal_quantile(double p);

/// Normal with mean 0 and variance 1.
inline double unit_normal(Stream& stream) { return normal_quantile(stream.uniform()); }

}  // namespace isthmus::random
