#include "sim/stats/histogram.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace isthmus::stats {
namespace {

Duration ns(std::int64_t n) { return Duration::nanoseconds(n); }

Histogram of(std::initializer_list<std::int64_t> values) {
  Histogram histogram;
  for (const std::int64_t value : values) histogram.record(ns(value));
  return histogram;
}

std::vector<Histogram::Bucket> buckets_of(const Histogram& histogram) {
  std::vector<Histogram::Bucket> all;
  histogram.each_bucket([&](const Histogram::Bucket& bucket) { all.push_back(bucket); });
  return all;
}

TEST(Histogram, IsEmptyAtFirst) {
  EXPECT_TRUE(Histogram{}.empty());
  EXPECT_EQ(Histogram{}.share_at_most(ns(5)), 0);
  EXPECT_TRUE(buckets_of(Histogram{}).empty());
}

TEST(Histogram, CountsAndAddsExactly) {
  const Histogram histogram = of({1, 1'000'000'007, 3});

  EXPECT_EQ(histogram.count(), 3u);
  EXPECT_EQ(histogram.total(), (Histogram::Total{1, 11}));
  EXPECT_DOUBLE_EQ(histogram.mean_seconds(), 1.000000011 / 3);
}

TEST(Histogram, AddsMoreThanADurationCanHold) {
  Histogram histogram;
  for (int i = 0; i < 4; ++i) histogram.record(Duration::seconds(9'000'000'000));

  EXPECT_EQ(histogram.total(), (Histogram::Total{36'000'000'000, 0}));
  EXPECT_EQ(histogram.mean_seconds(), 9e9);
}

TEST(Histogram, KnowsItsEndsExactly) {
  const Histogram histogram = of({123'456'789, 987'654'321, 555'555'555});

  EXPECT_EQ(histogram.least(), ns(123'456'789));
  EXPECT_EQ(histogram.greatest(), ns(987'654'321));
  EXPECT_EQ(histogram.quantile(0), ns(123'456'789));
  EXPECT_EQ(histogram.quantile(1), ns(987'654'321));
}

TEST(Histogram, IsExactBelowHalfAMicrosecond) {
  Histogram histogram;
  for (std::int64_t value = 0; value < 512; ++value) histogram.record(ns(value));

  for (std::int64_t value = 0; value < 512; ++value) {
    EXPECT_EQ(histogram.quantile(static_cast<double>(value + 1) / 512), ns(value));
  }
}

TEST(Histogram, TakesTheLeastValueThatTheShareDoesNotExceed) {
  const Histogram histogram = of({10, 20, 30, 40});

  EXPECT_EQ(histogram.quantile(0.25), ns(10));
  EXPECT_EQ(histogram.quantile(0.26), ns(20));
  EXPECT_EQ(histogram.quantile(0.5), ns(20));
  EXPECT_EQ(histogram.quantile(0.75), ns(30));
  EXPECT_EQ(histogram.quantile(0.76), ns(40));
}

TEST(Histogram, ForgivesWhatASharePLostInBinary) {
  Histogram histogram;
  for (std::int64_t value = 1; value <= 100; ++value) histogram.record(ns(value));

  EXPECT_EQ(histogram.quantile(0.07), ns(7));  // 0.07 * 100 is a little above 7.
  EXPECT_EQ(histogram.quantile(0.99), ns(99));
}

TEST(Histogram, HasTwoHundredFiftySixBucketsAnOctave) {
  const Histogram histogram = of({512, 513, 514, 1 << 20, (1 << 20) + 4095, (1 << 20) + 4096});
  const auto buckets = buckets_of(histogram);

  ASSERT_EQ(buckets.size(), 4u);
  EXPECT_EQ(buckets[0].least, ns(512));
  EXPECT_EQ(buckets[0].greatest, ns(513));
  EXPECT_EQ(buckets[0].count, 2u);
  EXPECT_EQ(buckets[2].least, ns(1 << 20));
  EXPECT_EQ(buckets[2].greatest, ns((1 << 20) + 4095));
  EXPECT_EQ(buckets[2].count, 2u);
}

TEST(Histogram, HoldsTheLongestDuration) {
  Histogram histogram;
  histogram.record(Duration::longest());

  EXPECT_EQ(histogram.quantile(0.5), Duration::longest());
  EXPECT_EQ(buckets_of(histogram)[0].greatest, Duration::longest());
}

TEST(Histogram, SaysWhichShareStaysWithinALimit) {
  const Histogram histogram = of({10, 20, 30, 40});

  EXPECT_EQ(histogram.share_at_most(ns(9)), 0);
  EXPECT_EQ(histogram.share_at_most(ns(10)), 0.25);
  EXPECT_EQ(histogram.share_at_most(ns(35)), 0.75);
  EXPECT_EQ(histogram.share_at_most(ns(40)), 1);
  EXPECT_EQ(histogram.share_at_most(Duration::seconds(5)), 1);
}

TEST(Histogram, MergesAsIfOneHadRecordedAll) {
  Histogram low = of({5, 700});
  const Histogram high = of({1'000'000, 3, 2'000'000'000});
  low.merge(high);

  EXPECT_EQ(low, of({5, 700, 1'000'000, 3, 2'000'000'000}));
}

TEST(Histogram, IsNotChangedByMergingNothing) {
  Histogram some = of({5, 700});
  some.merge(Histogram{});
  Histogram none;
  none.merge(some);

  EXPECT_EQ(some, of({5, 700}));
  EXPECT_EQ(none, some);
}

TEST(Histogram, IsRestoredFromItsParts) {
  const Histogram histogram = of({5, 700, 1'000'000, 1'000'001, 2'000'000'000});
  const auto buckets = buckets_of(histogram);

  EXPECT_EQ(
      Histogram::restored(buckets, histogram.total(), histogram.least(), histogram.greatest()),
      histogram);
}

TEST(Histogram, DiffersFromOneWithOtherValuesInTheSameBuckets) {
  EXPECT_FALSE(of({1'000'000}) == of({1'000'001}));
}

TEST(Histogram, SaysTheSameWhileItListsItsValuesAndWhenItCountsThem) {
  for (std::int64_t n = 1; n <= 100; ++n) {  // 64 are listed.
    Histogram histogram;
    for (std::int64_t i = 0; i < n; ++i) {
      histogram.record(Duration::nanoseconds((37 * i) % n));  // 0 to n - 1, stirred.
    }
    if (n % 37 == 0) continue;
    for (std::int64_t rank = 1; rank <= n; ++rank) {
      const double share = static_cast<double>(rank) / static_cast<double>(n);
      ASSERT_EQ(histogram.quantile(share), Duration::nanoseconds(rank - 1)) << n;
      ASSERT_EQ(histogram.share_at_most(Duration::nanoseconds(rank - 1)), share) << n;
    }
  }
}

TEST(Histogram, MergesAListWithCountsInEitherOrder) {
  Histogram listed;
  Histogram counted;
  for (std::int64_t i = 0; i < 10; ++i) listed.record(Duration::microseconds(1 + 100 * i));
  for (std::int64_t i = 0; i < 200; ++i) counted.record(Duration::microseconds(2 + 3 * i));

  Histogram first = listed;
  first.merge(counted);
  Histogram second = counted;
  second.merge(listed);

  EXPECT_EQ(first, second);
  EXPECT_EQ(first.count(), 210U);
}

TEST(HistogramDeathTest, RefusesANegativeDuration) {
  Histogram histogram;

  EXPECT_DEATH(histogram.record(ns(-1)), "value");
}

TEST(HistogramDeathTest, HasNoQuantileOfNothing) {
  EXPECT_DEATH((void)Histogram{}.quantile(0.5), "empty");
}

}  // namespace
}  // namespace isthmus::stats
