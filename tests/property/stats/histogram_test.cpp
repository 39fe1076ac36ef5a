// The histogram against the sorted values themselves.
#include "sim/stats/histogram.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

namespace isthmus::stats {
namespace {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_{seed * 2654435769 + 1} {}
  std::uint64_t below(std::uint64_t n) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return (state_ >> 8) % n;
  }

 private:
  std::uint64_t state_;
};

std::uint64_t first_seed() {
  const char* chosen = std::getenv("ISTHMUS_TEST_SEED");
  return chosen == nullptr ? 1 : std::strtoull(chosen, nullptr, 10);
}

/// Values of all sizes: as many of each number of binary digits up to 55.
std::vector<Duration> values(Dice& dice) {
  std::vector<Duration> all(1 + dice.below(500));
  const std::uint64_t digits = 1 + dice.below(55);
  for (Duration& value : all) {
    const std::uint64_t limit = std::uint64_t{1} << dice.below(digits + 1);
    value = Duration::nanoseconds(static_cast<std::int64_t>(dice.below(limit)));
  }
  return all;
}

Histogram of(const std::vector<Duration>& values) {
  Histogram histogram;
  for (const Duration value : values) histogram.record(value);
  return histogram;
}

TEST(Histogram, IsWithinItsErrorOfTheSortedValues) {
  for (std::uint64_t seed = first_seed(); seed < first_seed() + 500; ++seed) {
    Dice dice{seed};
    std::vector<Duration> all = values(dice);
    const Histogram histogram = of(all);
    std::sort(all.begin(), all.end());
    for (std::size_t rank = 1; rank <= all.size(); ++rank) {
      const double p = static_cast<double>(rank) / static_cast<double>(all.size());
      const double exact = all[rank - 1].in_seconds();
      ASSERT_NEAR(histogram.quantile(p).in_seconds(), exact,
                  Histogram::relative_error * exact + 1e-18)
          << "seed " << seed << ", rank " << rank;
    }
  }
}

TEST(Histogram, IsTheSameInWhateverPartsItWasRecorded) {
  for (std::uint64_t seed = first_seed(); seed < first_seed() + 500; ++seed) {
    Dice dice{seed};
    const std::vector<Duration> all = values(dice);
    std::vector<Histogram> parts(1 + dice.below(5));
    for (const Duration value : all) parts[dice.below(parts.size())].record(value);
    Histogram whole;
    while (!parts.empty()) {
      const auto chosen = parts.begin() + static_cast<std::ptrdiff_t>(dice.below(parts.size()));
      whole.merge(*chosen);
      parts.erase(chosen);
    }
    ASSERT_TRUE(whole == of(all)) << "seed " << seed;
  }
}

TEST(Histogram, HasBucketsThatMeetWithoutAGap) {
  Histogram histogram;
  for (std::int64_t value = 0; value < 100'000; ++value) {
    histogram.record(Duration::nanoseconds(value));
  }
  std::int64_t next = 0;
  histogram.each_bucket([&](const Histogram::Bucket& bucket) {
    ASSERT_EQ(bucket.least.in_nanoseconds(), next);
    const auto width = (bucket.greatest - bucket.least).in_nanoseconds() + 1;
    if (bucket.greatest.in_nanoseconds() < 100'000) {
      ASSERT_EQ(bucket.count, static_cast<std::uint64_t>(width));
    }
    next = bucket.greatest.in_nanoseconds() + 1;
  });
  EXPECT_GE(next, 100'000);
}

TEST(Histogram, HasSharesThatItsQuantilesUndo) {
  for (std::uint64_t seed = first_seed(); seed < first_seed() + 300; ++seed) {
    Dice dice{seed};
    const Histogram histogram = of(values(dice));
    for (double p = 0.01; p < 1; p += 0.03) {
      ASSERT_GE(histogram.share_at_most(histogram.quantile(p)), p - 1e-12) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace isthmus::stats
