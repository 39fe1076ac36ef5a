// What a histogram with a promised relative error must be made of, for the two usual laws.
#pragma once

#include <cstdint>

#include "sim/base/time.hpp"

namespace isthmus::stats {

/// Linear buckets within octaves that keep `significant_digits` decimal digits.
struct OctaveLaw {
  std::uint64_t sub_buckets;  ///< Per octave: the power of two that reaches 2 * 10^digits.
  double relative_error;      ///< 10^-digits.
};
/// Limits   1 to 5 digits. Source   HdrHistogram (Tene).
OctaveLaw octave_law(int significant_digits);

/// Buckets in geometric progression.
struct GeometricLaw {
  double gamma;                ///< The ratio of neighbouring bounds.
  std::uint64_t bucket_count;  ///< From `low` to `high`.
};
/// Limits   0 < relative_error < 1, zero < low < high.
/// Source   Masson, Rim & Lee, DDSketch, VLDB 2019: gamma = (1 + a) / (1 - a).
GeometricLaw geometric_law(double relative_error, Duration low, Duration high);

}  // namespace isthmus::stats
