// Durations counted in log-linear buckets: constant relative error, exact merging, O(1) recording.
//
// Below 512 ns every nanosecond has a bucket. Above, each octave has 256, so that a bucket's middle
// is within 2^-9 (0.2 %) of everything in it. Count, sum, least and greatest are exact.
//
// The first few values are only listed: a mesh of a million pairs has two histograms for each, and
// most of them see a handful of requests, for which two octaves of counts would be 4 KiB.
//
// Source   the bucket law of HdrHistogram (Tene), with a binary precision.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/expects.hpp"
#include "sim/base/time.hpp"

namespace isthmus::stats {

class Histogram {
 public:
  /// How far a quantile can be from the recorded value that it stands for, relative to it.
  static constexpr double relative_error = 0x1p-9;

  /// A bucket that is not empty. `least` and `greatest` belong to it.
  struct Bucket {
    Duration least;
    Duration greatest;
    std::uint64_t count;
  };
  /// A sum of durations, which may be longer than a Duration can hold.
  struct Total {
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;  ///< Below one second.
    friend bool operator==(const Total&, const Total&) = default;
  };

  /// Limits   `value` is not negative.
  void record(Duration value) {
    ISTHMUS_EXPECTS(value >= Duration::zero());
    const std::size_t index = index_of(value);
    if (index - first_ < counts_.size()) {
      ++counts_[index - first_];
    } else {
      add_elsewhere(index, 1);
    }
    ++count_;
    sum_ += value.in_nanoseconds();
    least_ = std::min(least_, value);
    greatest_ = std::max(greatest_, value);
  }

  /// Adds all that `other` has recorded; exact, so the order of merging leaves no trace.
  void merge(const Histogram& other);

  std::uint64_t count() const { return count_; }
  bool empty() const { return count_ == 0; }

  /// Limits   the functions from here to quantile() need at least one value.
  Duration least() const;
  Duration greatest() const;
  double mean_seconds() const;

  /// The least recorded value that a share `p` of the values does not exceed (the inverse of the
  /// empirical distribution, Hyndman & Fan's type 1), to the middle of its bucket, but not beyond
  /// the least and greatest values. The ends, p = 0 and p = 1, are exact.
  ///
  /// Limits   0 <= p <= 1.
  Duration quantile(double p) const;

  /// The share of the values that do not exceed `limit`, whose own bucket counts as a whole; 0 if
  /// there are none.
  double share_at_most(Duration limit) const;

  Total total() const;

  /// Calls `visit(Bucket)` for each bucket that is not empty, from the least.
  template <class Visit>
  void each_bucket(Visit visit) const {
    each_count([&](std::size_t index, std::uint64_t count) { visit(bucket_at(index, count)); });
  }

  /// The histogram whose parts were written down: buckets from each_bucket(), and the rest.
  static Histogram restored(std::span<const Bucket> buckets, Total total, Duration least,
                            Duration greatest);

  friend bool operator==(const Histogram& a, const Histogram& b);

 private:
  __extension__ using Sum = __int128;
  static constexpr unsigned precision_bits = 8;

  static std::size_t index_of(Duration value) {
    const auto n = static_cast<std::uint64_t>(value.in_nanoseconds());
    const auto width = static_cast<unsigned>(std::bit_width(n));
    const unsigned shift = width > precision_bits + 1 ? width - precision_bits - 1 : 0;
    return (std::size_t{shift} << precision_bits) + static_cast<std::size_t>(n >> shift);
  }
  static Bucket bucket_at(std::size_t index, std::uint64_t count);

  /// Calls `visit(index, count)` for each bucket that is not empty, from the least.
  template <class Visit>
  void each_count(Visit visit) const {
    for (std::size_t i = 0, end = 0; i < few_.size(); i = end) {
      while (end < few_.size() && few_[end] == few_[i]) ++end;
      visit(std::size_t{few_[i]}, std::uint64_t{end - i});
    }
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (counts_[i] != 0) visit(first_ + i, counts_[i]);
    }
  }
  void add(std::size_t index, std::uint64_t count);
  void add_elsewhere(std::size_t index, std::uint64_t count);
  void widen(std::size_t index);

  std::vector<std::uint64_t> counts_;  ///< Of the buckets from first_ on.
  std::vector<std::uint16_t> few_;     ///< Ascending; while there are no counts: all values.
  std::size_t first_ = 0;
  std::uint64_t count_ = 0;
  Sum sum_ = 0;
  Duration least_ = Duration::longest();
  Duration greatest_ = Duration::zero();
};

}  // namespace isthmus::stats
