#include "tests/oracle_check/fine_quantile.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "sim/analysis/seconds.hpp"

namespace isthmus::oracle_check {
namespace {

using Bucket = stats::Histogram::Bucket;

/// Neighbours that differ by more than that are not smooth.
constexpr double roughness_max = 0.5;

double width_of(const Bucket& bucket) {
  return static_cast<double>((bucket.greatest - bucket.least).in_nanoseconds() + 1);
}

double density_of(const Bucket& bucket) {
  return static_cast<double>(bucket.count) / width_of(bucket);
}

/// The bucket that the quantile lies in, those beside it, and what lies before it.
struct Place {
  std::optional<Bucket> before{};
  std::optional<Bucket> at{};
  std::optional<Bucket> after{};
  double passed = 0;
};

Place place_of(const stats::Histogram& histogram, double rank) {
  Place place;
  double seen = 0;
  histogram.each_bucket([&](const Bucket& bucket) {
    if (place.at && !place.after) place.after = bucket;
    if (place.at) return;
    const auto count = static_cast<double>(bucket.count);
    if (seen + count >= rank) {
      place.at = bucket;
      place.passed = seen;
    } else {
      place.before = bucket;
    }
    seen += count;
  });
  return place;
}

/// How much the density changes from bucket to bucket; a gap between them is a change to nothing.
double roughness_of(const Place& place) {
  const auto change = [&](const std::optional<Bucket>& other, bool meets) {
    return meets ? std::fabs(density_of(*other) / density_of(*place.at) - 1) : 1;
  };
  constexpr auto one = Duration::nanoseconds(1);
  const bool meets_before = place.before && place.before->greatest + one == place.at->least;
  const bool meets_after = place.after && place.at->greatest + one == place.after->least;
  return std::max(change(place.before, meets_before), change(place.after, meets_after));
}

}  // namespace

FineQuantile fine_quantile(const stats::Histogram& histogram, double p) {
  const double middle_s = analysis::nearest_seconds(histogram.quantile(p));
  const FineQuantile coarse{middle_s, stats::Histogram::relative_error};
  const double rank = p * static_cast<double>(histogram.count());
  if (rank < 1 || p >= 1) return coarse;
  const Place place = place_of(histogram, rank);
  if (!place.at || width_of(*place.at) <= 1) return coarse;
  const double roughness = roughness_of(place);
  if (roughness > roughness_max) return coarse;
  const double share = (rank - place.passed) / static_cast<double>(place.at->count);
  const double width_s = width_of(*place.at) * 1e-9;
  const double seconds = analysis::nearest_seconds(place.at->least) + share * width_s;
  // A density that is linear across the bucket bends its distribution by an eighth of the change;
  // twice that, for the neighbours are seen through chance.
  return {seconds, roughness / 4 * width_s / seconds};
}

}  // namespace isthmus::oracle_check
