#include "sim/base/time.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace isthmus {
namespace {

TEST(Duration, UnitsAreThousandsOfTheNextFinerOne) {
  EXPECT_EQ(Duration::seconds(1), Duration::milliseconds(1'000));
  EXPECT_EQ(Duration::milliseconds(1), Duration::microseconds(1'000));
  EXPECT_EQ(Duration::microseconds(1), Duration::nanoseconds(1'000));
}

TEST(Duration, ARealNumberOfSecondsIsRoundedToTheNearestNanosecond) {
  EXPECT_EQ(Duration::nearest_seconds(1.5e-9), Duration::nanoseconds(2));
  EXPECT_EQ(Duration::nearest_seconds(-1.5e-9), Duration::nanoseconds(-2));
  EXPECT_EQ(Duration::nearest_seconds(0.1), Duration::milliseconds(100));
}

TEST(Duration, ARealNumberOfSecondsThatDoesNotFitSaturates) {
  EXPECT_EQ(Duration::nearest_seconds(1e300), Duration::longest());
  EXPECT_EQ(Duration::nearest_seconds(-1e300), -Duration::longest());
}

TEST(DurationDeathTest, NotANumberIsAProgrammingError) {
  EXPECT_DEATH(Duration::nearest_seconds(std::nan("")), "seconds == seconds");
}

TEST(Duration, WholeDivisionRoundsTowardsZero) {
  EXPECT_EQ(Duration::nanoseconds(7) / 2, Duration::nanoseconds(3));
  EXPECT_EQ(Duration::nanoseconds(-7) / 2, Duration::nanoseconds(-3));
}

TEST(SimTime, TwoReadingsDifferByADuration) {
  const SimTime early = SimTime::start() + Duration::seconds(1);
  const SimTime late = early + Duration::seconds(2);

  EXPECT_EQ(late - early, Duration::seconds(2));
}

TEST(SimTime, NothingComesAfterNever) {
  EXPECT_LT(SimTime::start() + Duration::seconds(9'000'000'000), SimTime::never());
}

}  // namespace
}  // namespace isthmus
