#include "sim/stats/estimate.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

namespace isthmus::stats {
namespace {

const std::array five{10.0, 12.0, 11.0, 13.0, 9.0};  // Mean 11, standard deviation sqrt(2.5).
constexpr double t_975_4 = 2.7764451051977987;

TEST(Estimate, OfAMeanIsStudentsInterval) {
  const Estimate mean = estimate_of_mean(five);

  EXPECT_DOUBLE_EQ(mean.mean, 11);
  EXPECT_NEAR(*mean.half_width, t_975_4 * std::sqrt(2.5 / 5), 1e-9);
  EXPECT_EQ(mean.level, 0.95);
  EXPECT_EQ(mean.replications, 5u);
  EXPECT_TRUE(mean.note.empty());
}

TEST(Estimate, HasItsEnds) {
  const Estimate mean = estimate_of_mean(five);

  EXPECT_DOUBLE_EQ(mean.low(), mean.mean - *mean.half_width);
  EXPECT_DOUBLE_EQ(mean.high(), mean.mean + *mean.half_width);
}

TEST(Estimate, SaysThatOneReplicationHasNoInterval) {
  const Estimate mean = estimate_of_mean(std::array{7.0});

  EXPECT_EQ(mean.mean, 7);
  EXPECT_EQ(mean.half_width, std::nullopt);
  EXPECT_EQ(mean.note, "one replication: no interval");
}

TEST(Estimate, SaysThatThereIsNoData) {
  EXPECT_EQ(estimate_of_mean({}).note, "no data");
  EXPECT_EQ(estimate_of_quantile({}, 0, 0).note, "no data");
  EXPECT_EQ(estimate_of_probability(0, 0).note, "no data");
}

TEST(Estimate, OfAQuantileIsCentredOnThePooledOne) {
  const Estimate quantile = estimate_of_quantile(five, 12, 0);

  // The sum of squares about 12 is 4 + 0 + 1 + 1 + 9 = 15.
  EXPECT_EQ(quantile.mean, 12);
  EXPECT_NEAR(*quantile.half_width, t_975_4 * std::sqrt(15.0 / 4 / 5), 1e-9);
}

TEST(Estimate, OfAQuantileIsWidenedByTheHistogramsError) {
  const double exact = *estimate_of_quantile(five, 12, 0).half_width;
  const double counted = *estimate_of_quantile(five, 12, 0.002).half_width;

  EXPECT_NEAR(counted - exact, 0.024, 1e-12);
}

TEST(Estimate, OfADifferenceLooksAtPairs) {
  const std::array before{10.0, 20.0, 30.0};
  const std::array after{11.0, 21.0, 31.0};
  const Estimate difference = estimate_of_difference(before, after);

  EXPECT_EQ(difference.mean, 1);
  EXPECT_EQ(difference.half_width, 0);
}

TEST(Estimate, OfTheNextRunIsWiderThanOfTheMean) {
  EXPECT_NEAR(*prediction_of_next(five).half_width, t_975_4 * std::sqrt(2.5 * 6 / 5), 1e-9);
}

TEST(Estimate, OfAProbabilityHoldsWilsonsInterval) {
  const Estimate share = estimate_of_probability(10, 100);

  // Wilson's interval for 10 of 100 at 95 %: 0.0552 to 0.1744.
  EXPECT_EQ(share.mean, 0.1);
  EXPECT_LE(share.low(), 0.0552);
  EXPECT_GE(share.high(), 0.1743);
}

TEST(Estimate, OfAProbabilityIsNeverABareZero) {
  const Estimate never = estimate_of_probability(0, 1000);

  EXPECT_EQ(never.mean, 0);
  EXPECT_NEAR(*never.half_width, 3.0 / 1000, 1e-5);
  EXPECT_EQ(never.note, "none in 1000 trials: the bound is one-sided");
  EXPECT_EQ(estimate_of_probability(5, 5).note, "all of 5 trials: the bound is one-sided");
}

TEST(Converged, AsksMoreOfQuantilesThanOfMeans) {
  const Estimate nine_percent{100, 9, 0.95, 32, {}};

  EXPECT_TRUE(converged(nine_percent, Measure::mean));
  EXPECT_FALSE(converged(nine_percent, Measure::quantile));
}

TEST(Converged, HoldsAtTheLimitsThemselves) {
  EXPECT_TRUE(converged({100, 10, 0.95, 32, {}}, Measure::mean));
  EXPECT_FALSE(converged({100, 10.1, 0.95, 32, {}}, Measure::mean));
  EXPECT_TRUE(converged({100, 8, 0.95, 32, {}}, Measure::quantile));
}

TEST(Converged, NeedsAnInterval) {
  EXPECT_FALSE(converged(estimate_of_mean(std::array{7.0}), Measure::mean));
}

TEST(Within, ComparesWithTheSizeOfANegativeValueToo) {
  EXPECT_TRUE(within({-100, 4, 0.95, 32, {}}, 0.05));
  EXPECT_FALSE(within({-100, 6, 0.95, 32, {}}, 0.05));
}

TEST(EstimateDeathTest, RefusesPairsThatDoNotMatch) {
  EXPECT_DEATH(estimate_of_difference(five, std::array{1.0}), "size");
}

}  // namespace
}  // namespace isthmus::stats
