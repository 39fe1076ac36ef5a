// Logarithm and exponential from +, -, *, / alone: the same bits on every machine with IEEE
// arithmetic, which the C library does not promise.
#pragma once

#include <bit>
#include <cstdint>

namespace isthmus::random {

inline constexpr double ln2_high = 0x1.62e42fefa3800p-1;  ///< The first 42 bits: k * it is exact.
inline constexpr double ln2_low = 0x1.ef35793c76730p-45;

/// Two at once: the compiler's own vectors, whose arithmetic is that of their elements.
using TwoDoubles [[gnu::vector_size(16)]] = double;
using TwoWords [[gnu::vector_size(16)]] = std::uint64_t;

/// A whole number below 2^52 as a double: exact, and without a conversion that vectors lack.
template <class Real, class Word>
inline Real real_of(Word whole) {
  constexpr std::uint64_t two_to_52 = 0x4330000000000000;
  return std::bit_cast<Real>(whole | two_to_52) - 0x1p52;
}

/// The natural logarithm, within 1 unit in the last place; of a vector, that of each element.
///
/// Shape    `Word`: as many 64-bit words as `Real` has doubles.
/// Limits   `x` is positive, finite and not subnormal.
template <class Real, class Word>
inline Real logarithm_of(Real x) {
  const Word bits = std::bit_cast<Word>(x);
  constexpr std::uint64_t root_half = 0x3fe6a09e667f3bcd;
  constexpr std::uint64_t bias = 1024;  // Keeps the power of two positive.
  const Word power = (bits - (root_half - (bias << 52))) >> 52;
  const Real mantissa = std::bit_cast<Real>(bits - ((power - bias) << 52));

  // log(1 + f) = 2 atanh(s) with s = f / (2 + f); 2 s = f - s f keeps the leading f exact.
  const Real f = mantissa - 1.0;
  const Real s = f / (2.0 + f);
  const Real z = s * s;
  const Real even = 1.0 / 5 + z * z * (1.0 / 9 + z * z * (1.0 / 13 + z * z * (1.0 / 17)));
  const Real odd =
      1.0 / 3 + z * z * (1.0 / 7 + z * z * (1.0 / 11 + z * z * (1.0 / 15 + z * z / 19)));
  const Real series = z * (odd + z * even);
  const Real k = real_of<Real>(power) - static_cast<double>(bias);
  return k * ln2_high + (f - (s * (f - 2.0 * series) - k * ln2_low));
}

inline double natural_log(double x) { return logarithm_of<double, std::uint64_t>(x); }

struct TermPair {
  double even;
  double odd;
};
inline constexpr TermPair exponential_terms[] = {{1.0 / 3628800.0, 1.0 / 39916800.0},
                                                 {1.0 / 40320.0, 1.0 / 362880.0},
                                                 {1.0 / 720.0, 1.0 / 5040.0},
                                                 {1.0 / 24.0, 1.0 / 120.0},
                                                 {0.5, 1.0 / 6.0}};

/// e to the power `x`, within 1 unit in the last place.
///
/// Limits   `x` between -700 and 700.
inline double exponential_of(double x) {
  constexpr double to_nearest = 0x1.8p52;  // Adding it leaves the nearest whole number.
  const double k = (x * 0x1.71547652b82fep0 + to_nearest) - to_nearest;
  const double r = (x - k * ln2_high) - k * ln2_low;
  // The Taylor series to r^13, odd and even terms apart so that two chains run side by side.
  const double z = r * r;
  double even = 1.0 / 479001600.0;
  double odd = 1.0 / 6227020800.0;
  for (const auto [even_term, odd_term] : exponential_terms) {
    even = even * z + even_term;
    odd = odd * z + odd_term;
  }
  const double mantissa = 1.0 + (r + z * (even + r * odd));
  const auto power = static_cast<std::uint64_t>(static_cast<std::int64_t>(k) + 1023);
  return mantissa * std::bit_cast<double>(power << 52);
}

}  // namespace isthmus::random
