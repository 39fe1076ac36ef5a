#include "sim/stats/histogram.hpp"

#include <cmath>
#include <utility>

namespace isthmus::stats {
namespace {

constexpr std::int64_t second = 1'000'000'000;

/// The how-manieth of `count` values the quantile is, from 1: the least whole number that is not
/// below p times count, forgiving what p lost on its way into binary.
std::uint64_t rank_of(double p, std::uint64_t count) {
  const double exact = p * static_cast<double>(count);
  const double whole = std::nearbyint(exact);
  const double rank = std::fabs(exact - whole) <= 1e-12 * exact ? whole : std::ceil(exact);
  return std::clamp<std::uint64_t>(static_cast<std::uint64_t>(rank), 1, count);
}

}  // namespace

Histogram::Bucket Histogram::bucket_at(std::size_t index, std::uint64_t count) {
  const std::size_t octave = index >> precision_bits;
  const std::size_t shift = octave > 1 ? octave - 1 : 0;
  const auto head = static_cast<std::int64_t>(index - (shift << precision_bits));
  const std::int64_t least = head << shift;
  const std::int64_t width = std::int64_t{1} << shift;
  return {Duration::nanoseconds(least), Duration::nanoseconds(least + (width - 1)), count};
}

void Histogram::add(std::size_t index, std::uint64_t count) {
  if (index - first_ < counts_.size()) {
    counts_[index - first_] += count;
  } else {
    add_elsewhere(index, count);
  }
}

/// Adds to a bucket that is not among those which are counted, or where none are yet.
void Histogram::add_elsewhere(std::size_t index, std::uint64_t count) {
  constexpr std::size_t few = 64;  // They take as much as sixteen counts, a sixteenth of an octave.
  if (counts_.empty() && few_.size() + count <= few) {
    const auto at = std::upper_bound(few_.begin(), few_.end(), index);
    few_.insert(at, static_cast<std::size_t>(count), static_cast<std::uint16_t>(index));
    return;
  }
  widen(index);
  counts_[index - first_] += count;
  const std::vector<std::uint16_t> listed = std::exchange(few_, {});
  for (const std::uint16_t one : listed) add(one, 1);
}

// Grows by an octave at least, so that a drifting sequence does not move the counts each time.
void Histogram::widen(std::size_t index) {
  constexpr std::size_t octave = std::size_t{1} << precision_bits;
  constexpr std::size_t quarter = octave / 4;
  if (counts_.empty()) {
    first_ = index / quarter * quarter;
    counts_.resize(quarter);
    return;
  }
  if (index < first_) {
    const std::size_t first = index / quarter * quarter;
    counts_.insert(counts_.begin(), first_ - first, 0);
    first_ = first;
  } else {
    counts_.resize((index - first_) / quarter * quarter + quarter);
  }
}

void Histogram::merge(const Histogram& other) {
  if (other.empty()) return;
  other.each_count([&](std::size_t index, std::uint64_t count) { add(index, count); });
  count_ += other.count_;
  sum_ += other.sum_;
  least_ = std::min(least_, other.least_);
  greatest_ = std::max(greatest_, other.greatest_);
}

Duration Histogram::least() const {
  ISTHMUS_EXPECTS(!empty());
  return least_;
}

Duration Histogram::greatest() const {
  ISTHMUS_EXPECTS(!empty());
  return greatest_;
}

double Histogram::mean_seconds() const {
  ISTHMUS_EXPECTS(!empty());
  return static_cast<double>(sum_) / static_cast<double>(count_) * 1e-9;
}

Histogram::Total Histogram::total() const {
  return {static_cast<std::int64_t>(sum_ / second), static_cast<std::int64_t>(sum_ % second)};
}

Duration Histogram::quantile(double p) const {
  ISTHMUS_EXPECTS(!empty() && p >= 0 && p <= 1);
  const std::uint64_t rank = rank_of(p, count_);
  if (rank == 1) return least_;
  if (rank == count_) return greatest_;
  std::uint64_t seen = 0;
  std::size_t index = 0;
  if (counts_.empty()) {
    index = few_[static_cast<std::size_t>(rank) - 1];
  } else {
    while ((seen += counts_[index]) < rank) ++index;
    index += first_;
  }
  const Bucket bucket = bucket_at(index, 1);
  const Duration middle = bucket.least + (bucket.greatest - bucket.least) / 2;
  return std::clamp(middle, least_, greatest_);
}

double Histogram::share_at_most(Duration limit) const {
  if (empty() || limit < least_) return 0;
  if (limit >= greatest_) return 1;
  const std::size_t last = index_of(limit);
  std::uint64_t below = 0;
  each_count([&](std::size_t index, std::uint64_t count) { below += index <= last ? count : 0; });
  return static_cast<double>(below) / static_cast<double>(count_);
}

Histogram Histogram::restored(std::span<const Bucket> buckets, Total total, Duration least,
                              Duration greatest) {
  Histogram histogram;
  for (const Bucket& bucket : buckets) {
    histogram.add(index_of(bucket.least), bucket.count);
    histogram.count_ += bucket.count;
  }
  if (histogram.empty()) return histogram;
  histogram.sum_ = Sum{total.seconds} * second + total.nanoseconds;
  histogram.least_ = least;
  histogram.greatest_ = greatest;
  return histogram;
}

bool operator==(const Histogram& a, const Histogram& b) {
  if (a.count_ != b.count_ || a.sum_ != b.sum_) return false;
  if (a.least_ != b.least_ || a.greatest_ != b.greatest_) return false;
  const auto sparse = [](const Histogram& of) {
    std::vector<std::pair<std::size_t, std::uint64_t>> all;
    of.each_count([&](std::size_t index, std::uint64_t count) { all.emplace_back(index, count); });
    return all;
  };
  return sparse(a) == sparse(b);
}

}  // namespace isthmus::stats
