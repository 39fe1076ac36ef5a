#include "reports/figure_text.hpp"

#include <gtest/gtest.h>

namespace isthmus::reports {
namespace {

TEST(FigureText, ASecondsFigureHasThreeDigitsAndAUnit) {
  EXPECT_EQ(seconds_text(0.0791), "79.1 ms");
}

TEST(FigureText, ASmallShareKeepsTwoDigits) {
  EXPECT_EQ(percent_text(0.123), "12.3 %");
  EXPECT_EQ(percent_text(0.00042), "0.042 %");
  EXPECT_EQ(percent_text(0.0000012), "0.00012 %");
}

TEST(FigureText, WhatIsNearlyNothingIsNotNothing) {
  EXPECT_EQ(percent_text(0), "0 %");
  EXPECT_EQ(percent_text(1e-9), "< 0.00001 %");
}

TEST(FigureText, PlainNumbersHaveThreeDigitsAndGaps) {
  EXPECT_EQ(plain_text(0), "0");
  EXPECT_EQ(plain_text(0.012345), "0.0123");
  EXPECT_EQ(plain_text(3.456), "3.46");
  EXPECT_EQ(plain_text(640), "640");
  EXPECT_EQ(plain_text(12345), "12 350");
}

TEST(FigureText, TheMarginIsAShareOfTheValue) {
  EXPECT_EQ(margin_text({0.200, 0.005, 0.95, 32, {}}), "±2.5 %");
  EXPECT_EQ(margin_text({0.200, 0.040, 0.95, 32, {}}), "±20 %");
  EXPECT_EQ(margin_text({0.200, std::nullopt, 0.95, 1, {}}), "");
}

TEST(FigureText, OneThingIsSingular) {
  EXPECT_EQ(counted(1, "gateway"), "1 gateway");
  EXPECT_EQ(counted(1200, "gateway"), "1 200 gateways");
}

}  // namespace
}  // namespace isthmus::reports
