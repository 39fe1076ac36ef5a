#include "sim/base/number_text.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace isthmus {
namespace {

std::string human_ns(std::int64_t n) { return human_text(Duration::nanoseconds(n)); }

TEST(ShortestText, IsTheShortestThatReadsBack) {
  EXPECT_EQ(shortest_text(0.1), "0.1");
  EXPECT_EQ(shortest_text(12), "12");
  EXPECT_EQ(shortest_text(1e-9), "1e-09");
  EXPECT_EQ(shortest_text(-2.2250738585072014e-308), "-2.2250738585072014e-308");
}

TEST(ShortestTextDeathTest, WhatIsNoNumberMustNotLeave) {
  EXPECT_DEATH(shortest_text(std::numeric_limits<double>::infinity()), "isfinite");
  EXPECT_DEATH(fixed_text(std::nan(""), 2), "isfinite");
}

TEST(FixedText, HasExactlyTheDecimalsAsked) {
  EXPECT_EQ(fixed_text(1.0, 2), "1.00");
  EXPECT_EQ(fixed_text(2.5, 0), "2");
  EXPECT_EQ(fixed_text(1234.5678, 3), "1234.568");
}

TEST(FixedText, ANegativeThatRoundsToNothingLosesItsSign) {
  EXPECT_EQ(fixed_text(-0.001, 2), "0.00");
  EXPECT_EQ(fixed_text(-0.01, 2), "-0.01");
}

TEST(FixedText, TheLargestDoubleFits) {
  EXPECT_EQ(fixed_text(std::numeric_limits<double>::max(), 40).size(), 309u + 1u + 40u);
}

TEST(HumanText, ATimeHasThreeSignificantDigits) {
  EXPECT_EQ(human_ns(79'100'000), "79.1 ms");
  EXPECT_EQ(human_ns(4'050'000'000), "4.05 s");
  EXPECT_EQ(human_ns(600'000'000'000), "600 s");
}

TEST(HumanText, NanosecondsAreWhole) {
  EXPECT_EQ(human_ns(120), "120 ns");
  EXPECT_EQ(human_ns(7), "7 ns");
}

TEST(HumanText, NoTimeIsZeroSeconds) { EXPECT_EQ(human_ns(0), "0 s"); }

TEST(HumanText, ATimeThatRoundsUpToTheNextUnitIsWrittenInIt) {
  EXPECT_EQ(human_ns(999'499'999), "999 ms");
  EXPECT_EQ(human_ns(999'500'000), "1.00 s");
  EXPECT_EQ(human_ns(9'995'000), "10.0 ms");
}

TEST(HumanText, LongTimesAreMinutesAndHours) {
  EXPECT_EQ(human_ns(1'000'000'000'000), "16.7 min");
  EXPECT_EQ(human_ns(100 * 3'600'000'000'000), "100 h");
  EXPECT_EQ(human_text(Duration::longest()), "2 562 048 h");
}

TEST(HumanText, ANegativeTimeKeepsItsSign) { EXPECT_EQ(human_ns(-1'500'000), "-1.50 ms"); }

TEST(HumanText, SizesAreBinary) {
  EXPECT_EQ(human_text(Bytes::of(517)), "517 B");
  EXPECT_EQ(human_text(Bytes::of(1536)), "1.5 KiB");
  EXPECT_EQ(human_text(Bytes::of(23'383'245)), "22.3 MiB");
  EXPECT_EQ(human_text(Bytes::of(200 * 1024)), "200 KiB");
}

TEST(HumanText, ASizeThatRoundsUpToTheNextUnitIsWrittenInIt) {
  EXPECT_EQ(human_text(Bytes::of(1024 * 1024 - 1)), "1.0 MiB");
  EXPECT_EQ(human_text(Bytes::of(INT64_MAX)), "8.0 EiB");
}

TEST(GroupedText, GroupsDigitsByThree) {
  EXPECT_EQ(grouped_text(1'234'567), "1 234 567");
  EXPECT_EQ(grouped_text(999), "999");
  EXPECT_EQ(grouped_text(-1'000), "-1 000");
  EXPECT_EQ(grouped_text(INT64_MIN), "-9 223 372 036 854 775 808");
}

TEST(ExactText, UsesTheLargestUnitThatDividesTheTime) {
  EXPECT_EQ(exact_text(Duration::milliseconds(5)), "5ms");
  EXPECT_EQ(exact_text(Duration::nanoseconds(1'500)), "1500ns");
  EXPECT_EQ(exact_text(Duration::seconds(120)), "120s");
  EXPECT_EQ(exact_text(Duration::zero()), "0s");
}

}  // namespace
}  // namespace isthmus
