#include "sim/results/close_up.hpp"

#include <gtest/gtest.h>

namespace isthmus::results {
namespace {

TEST(OctaveIndex, ABucketBeginsWhereItsIndexSays) {
  using Index = CoarseHistogram::Index;
  for (std::size_t index = 1; index < 1000; ++index) {
    const Duration least = Index::least(index);

    EXPECT_EQ(Index::of(least), index);
    EXPECT_EQ(Index::of(least - Duration::nanoseconds(1)), index - 1);
  }
}

TEST(CoarseHistogram, AQuantileIsWithinABucketOfTheTruth) {
  CoarseHistogram latency;
  for (int ms = 1; ms <= 1000; ++ms) latency.record(Duration::milliseconds(ms));

  for (const double p : {0.01, 0.5, 0.9, 0.99, 1.0}) {
    EXPECT_NEAR(latency.quantile_seconds(p), p, p / 32) << p;
  }
}

TEST(CoarseHistogram, MergingIsRecordingEverythingInOne) {
  CoarseHistogram low;
  CoarseHistogram high;
  CoarseHistogram both;
  for (int us = 1; us < 300; us += 7) {
    low.record(Duration::microseconds(us));
    high.record(Duration::milliseconds(us));
    both.record(Duration::microseconds(us));
    both.record(Duration::milliseconds(us));
  }

  high.merge(low);

  EXPECT_EQ(high.count(), both.count());
  for (const double p : {0.1, 0.5, 0.75, 0.99}) {
    EXPECT_EQ(high.quantile_seconds(p), both.quantile_seconds(p));
  }
}

}  // namespace
}  // namespace isthmus::results
