#include "sim/stats/time_weighted.hpp"

#include <gtest/gtest.h>

namespace isthmus::stats {
namespace {

SimTime at_s(std::int64_t s) { return SimTime::start() + Duration::seconds(s); }

TEST(TimeWeighted, WeighsLevelsByTheirTime) {
  TimeWeighted queue;
  queue.change(at_s(2), +1);
  queue.change(at_s(3), +2);
  queue.change(at_s(5), -3);

  EXPECT_EQ(queue.mean(at_s(10)), 0.7);  // (1 * 1 + 3 * 2) / 10
}

TEST(TimeWeighted, IsItsLevelWhenNoTimeHasPassed) {
  const TimeWeighted queue{at_s(4), 3};

  EXPECT_EQ(queue.mean(at_s(4)), 3);
}

TEST(TimeWeighted, CountsTheStretchThatHasNotEnded) {
  TimeWeighted queue;
  queue.set(at_s(5), 4);

  EXPECT_EQ(queue.mean(at_s(10)), 2);
}

TEST(TimeWeighted, RemembersItsGreatestLevel) {
  TimeWeighted queue;
  queue.set(at_s(1), 7);
  queue.set(at_s(1), 2);

  EXPECT_EQ(queue.greatest(), 7);
  EXPECT_EQ(queue.level(), 2);
}

TEST(TimeWeighted, ForgetsTheWarmUpAndKeepsTheLevel) {
  TimeWeighted queue;
  queue.set(at_s(1), 100);
  queue.set(at_s(2), 3);
  queue.restart(at_s(10));
  queue.change(at_s(15), +2);

  EXPECT_EQ(queue.mean(at_s(20)), 4);
  EXPECT_EQ(queue.greatest(), 5);
  EXPECT_EQ(queue.since(), at_s(10));
}

TEST(TimeWeighted, AddsNoRoundingOverManyChanges) {
  TimeWeighted queue;
  SimTime now;
  for (int i = 0; i < 999'999; ++i) {
    now = now + Duration::nanoseconds(1);
    queue.change(now, i % 2 == 0 ? +3 : -3);
  }

  EXPECT_EQ(queue.mean(SimTime::start() + Duration::nanoseconds(1'000'000)), 1.5);
}

TEST(TimeWeightedDeathTest, DoesNotGoBack) {
  TimeWeighted queue{at_s(4)};

  EXPECT_DEATH(queue.change(at_s(3), 1), "now");
}

}  // namespace
}  // namespace isthmus::stats
