// A quantile of a histogram, interpolated inside its bucket where what lies there is smooth.
#pragma once

#include "sim/stats/histogram.hpp"

namespace isthmus::oracle_check {

struct FineQuantile {
  double seconds = 0;
  double relative_error = 0;  ///< How far it may be from the recorded value.
};

/// Where both neighbours of the bucket hold about as much per nanosecond as it does, its values are
/// taken to lie evenly, and the error is what a density that changes as fast as it does from bucket
/// to bucket would make of that. Elsewhere (a law with an atom, a few values) it is the middle of
/// the bucket, and half of its width.
///
/// Limits   `histogram` is not empty; 0 <= p <= 1.
FineQuantile fine_quantile(const stats::Histogram& histogram, double p);

}  // namespace isthmus::oracle_check
