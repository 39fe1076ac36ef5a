// What is kept of a traffic source that somebody looks at closely: its latency over time, and where
// the time of its slow requests went. A run of a thousand sources watches a handful of them.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/base/time.hpp"

namespace isthmus::results {

/// Latencies by the octave, cut into equal parts. Small enough to have one for each slice of a run.
///
/// Units   a value lands in a bucket that is 1/`parts` of an octave wide; exact merging.
template <unsigned parts_bits>
struct OctaveIndex {
  static constexpr std::size_t parts = std::size_t{1} << parts_bits;

  static constexpr std::size_t of(Duration value) {
    const auto n = static_cast<std::uint64_t>(value.in_nanoseconds());
    const auto width = static_cast<unsigned>(std::bit_width(n));
    const unsigned shift = width > parts_bits + 1 ? width - parts_bits - 1 : 0;
    return (std::size_t{shift} << parts_bits) + static_cast<std::size_t>(n >> shift);
  }
  /// The least value of a bucket.
  static constexpr Duration least(std::size_t index) {
    if (index < 2 * parts) return Duration::nanoseconds(static_cast<std::int64_t>(index));
    const std::size_t shift = (index >> parts_bits) - 1;
    const std::size_t head = (index & (parts - 1)) + parts;
    return Duration::nanoseconds(static_cast<std::int64_t>(head << shift));
  }
};

/// Counts per bucket, 3 % wide, from the first that is not empty.
class CoarseHistogram {
 public:
  using Index = OctaveIndex<5>;

  void record(Duration value) { at(Index::of(value)) += 1; }
  void merge(const CoarseHistogram& other);

  std::uint64_t count() const;
  /// The value that a share `p` does not exceed, interpolated inside its bucket.
  ///
  /// Limits   there is at least one value; 0 <= p <= 1.
  double quantile_seconds(double p) const;

  /// What it is made of: the bucket of the first count, and the counts; for writing it down.
  std::size_t first() const { return first_; }
  const std::vector<std::uint32_t>& counts() const { return counts_; }
  static CoarseHistogram restored(std::size_t first, std::vector<std::uint32_t> counts) {
    CoarseHistogram histogram;
    histogram.first_ = first;
    histogram.counts_ = std::move(counts);
    return histogram;
  }

 private:
  std::uint32_t& at(std::size_t index);

  std::size_t first_ = 0;
  std::vector<std::uint32_t> counts_{};
};

/// Delivered requests of about the same latency, and what their time went to.
struct LatencyBand {
  static constexpr std::size_t part_count = 8;  ///< Of results::Part.
  std::uint64_t requests = 0;
  std::array<std::int64_t, part_count> ledger{};  ///< Sums.
};

struct CloseUp {
  using BandIndex = OctaveIndex<4>;

  std::vector<CoarseHistogram> slices{};  ///< Per slice of the whole run, warm-up included.
  std::vector<std::uint32_t> failed{};    ///< The same: requests that had no answer by the end.
  std::vector<LatencyBand> bands{};       ///< By BandIndex; of the measured time.

  void merge(const CloseUp& other);
};

}  // namespace isthmus::results
