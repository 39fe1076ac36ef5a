#include "sim/random/distribution.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace isthmus::random {
namespace {

Duration ms(std::int64_t n) { return Duration::milliseconds(n); }
Ratio weight(double w) { return Ratio::of(w); }

const Hyperexponential bursty{{{weight(9), ms(1)}, {weight(1), ms(11)}}};
const Empirical measured{{{ms(4), weight(2)}, {ms(1), weight(1)}, {ms(9), weight(1)}}};

using Draws = std::array<std::int64_t, 4>;

/// The first four draws in nanoseconds.
Draws draws(const Distribution& law) {
  Stream stream{Seed{1}, Replication{0}, "golden"};
  const Sampler sampler{law};
  Draws all;
  for (std::int64_t& draw : all) draw = sampler(stream).in_nanoseconds();
  return all;
}

TEST(Sampler, HasPinnedDrawsOfConstant) {
  EXPECT_EQ(draws(Constant{ms(5)}), (Draws{5'000'000, 5'000'000, 5'000'000, 5'000'000}));
}
TEST(Sampler, HasPinnedDrawsOfUniform) {
  EXPECT_EQ(draws(Uniform{ms(2), ms(6)}), (Draws{3'373'880, 5'949'547, 5'773'512, 5'667'301}));
}
TEST(Sampler, HasPinnedDrawsOfExponential) {
  EXPECT_EQ(draws(Exponential{ms(5)}), (Draws{2'103'934, 21'865'016, 14'356'785, 12'434'064}));
}
TEST(Sampler, FillsWithTheDrawsThatItMakesOneByOne) {
  for (const Distribution& law :
       {Distribution{Exponential{Duration::milliseconds(3)}},
        Distribution{Uniform{Duration::milliseconds(1), Duration::milliseconds(9)}}}) {
    const Sampler sampler{law};
    Stream one{{5}, {2}, "x"};
    Stream many{{5}, {2}, "x"};
    std::array<Duration, 7> filled{};  // An odd number: two at once leave one over.

    sampler.fill(filled, many);

    for (const Duration draw : filled) EXPECT_EQ(draw, sampler(one));
  }
}

TEST(Sampler, HasPinnedDrawsOfLognormal) {
  EXPECT_EQ(draws(Lognormal{ms(2), ms(15)}), (Draws{1'410'705, 13'893'990, 7'884'463, 6'631'872}));
}
TEST(Sampler, HasPinnedDrawsOfErlang) {
  EXPECT_EQ(draws(Erlang{4, ms(8)}), (Draws{20'303'920, 5'856'076, 2'767'330, 6'208'802}));
}
TEST(Sampler, HasPinnedDrawsOfHyperexponential) {
  EXPECT_EQ(draws(bursty), (Draws{4'373'003, 27'354'941, 350'859, 547'418}));
}
TEST(Sampler, HasPinnedDrawsOfBoundedPareto) {
  EXPECT_EQ(draws(BoundedPareto{ms(1), ms(1000), 1.2}),
            (Draws{1'419'843, 37'635'289, 10'906'045, 7'925'139}));
}
TEST(Sampler, HasPinnedDrawsOfEmpirical) {
  EXPECT_EQ(draws(measured), (Draws{4'000'000, 9'000'000, 9'000'000, 9'000'000}));
}

TEST(Sampler, DrawsWhatSampleDraws) {
  for (const Distribution& law : {Distribution{Lognormal{ms(2), ms(15)}}, Distribution{bursty},
                                  Distribution{measured}, Distribution{Erlang{3, ms(1)}}}) {
    Stream one{Seed{1}, Replication{0}, "x"};
    Stream other{Seed{1}, Replication{0}, "x"};
    const Sampler sampler{law};
    for (int i = 0; i < 100; ++i) EXPECT_EQ(sampler(one), sample(law, other));
  }
}

TEST(Distribution, KnowsItsMean) {
  EXPECT_DOUBLE_EQ(mean_seconds(Constant{ms(5)}), 0.005);
  EXPECT_DOUBLE_EQ(mean_seconds(Uniform{ms(2), ms(6)}), 0.004);
  EXPECT_DOUBLE_EQ(mean_seconds(Exponential{ms(5)}), 0.005);
  EXPECT_DOUBLE_EQ(mean_seconds(Erlang{4, ms(8)}), 0.008);
  EXPECT_DOUBLE_EQ(mean_seconds(bursty), 0.002);
  EXPECT_DOUBLE_EQ(mean_seconds(measured), 0.0045);
}

TEST(Distribution, KnowsItsSquaredCoefficientOfVariation) {
  EXPECT_EQ(squared_coefficient_of_variation(Constant{ms(5)}), 0);
  EXPECT_NEAR(squared_coefficient_of_variation(Uniform{ms(2), ms(6)}), 1.0 / 12, 1e-12);
  EXPECT_NEAR(squared_coefficient_of_variation(Exponential{ms(5)}), 1, 1e-12);
  EXPECT_NEAR(squared_coefficient_of_variation(Erlang{4, ms(8)}), 0.25, 1e-12);
  EXPECT_NEAR(squared_coefficient_of_variation(bursty), 2 * 0.1 * 130 / 4.0 - 1, 1e-12);
}

TEST(Distribution, HasNoVariationWithoutAMean) {
  EXPECT_EQ(squared_coefficient_of_variation(Constant{Duration::zero()}), 0);
}

TEST(Distribution, KnowsTheMomentsOfParetoWhereTheFormulaHasAPole) {
  const auto near = BoundedPareto{ms(1), ms(100), 1.0 + 1e-7};
  const auto at = BoundedPareto{ms(1), ms(100), 1.0};

  EXPECT_NEAR(mean_seconds(at), std::log(100.0) / 0.99 * 1e-3, 1e-12);
  EXPECT_NEAR(mean_seconds(near), mean_seconds(at), 1e-8);
}

TEST(Lognormal, HasTheQuantilesThatItWasGiven) {
  const Lognormal law{ms(2), ms(15)};

  EXPECT_NEAR(*quantile_seconds(law, 0.5), 0.002, 1e-15);
  EXPECT_NEAR(*quantile_seconds(law, 0.99), 0.015, 1e-14);
}

TEST(Lognormal, HasTheMeanAndVariationThatItWasGiven) {
  for (double scv : {0.0, 0.25, 1.0, 4.0, 25.0}) {
    const Lognormal law = Lognormal::with_mean(ms(1), scv);
    EXPECT_NEAR(mean_seconds(law), 0.001, 1e-8) << scv;
    EXPECT_NEAR(squared_coefficient_of_variation(law), scv, 1e-4 * (1 + scv)) << scv;
  }
}

TEST(Distribution, KnowsQuantilesInClosedForm) {
  EXPECT_NEAR(*quantile_seconds(Exponential{ms(5)}, 0.99), 0.005 * std::log(100), 1e-12);
  EXPECT_NEAR(*quantile_seconds(Uniform{ms(2), ms(6)}, 0.25), 0.003, 1e-12);
  EXPECT_NEAR(*quantile_seconds(BoundedPareto{ms(1), ms(10), 1}, 0.5), 0.001 / 0.55, 1e-12);
  EXPECT_EQ(quantile_seconds(Erlang{2, ms(5)}, 0.5), std::nullopt);
  EXPECT_EQ(quantile_seconds(bursty, 0.5), std::nullopt);
}

TEST(Empirical, HasTheQuantilesOfItsPointsInOrderOfValue) {
  EXPECT_DOUBLE_EQ(*quantile_seconds(measured, 0.25), 0.001);
  EXPECT_DOUBLE_EQ(*quantile_seconds(measured, 0.26), 0.004);
  EXPECT_DOUBLE_EQ(*quantile_seconds(measured, 0.75), 0.004);
  EXPECT_DOUBLE_EQ(*quantile_seconds(measured, 0.76), 0.009);
}

TEST(Empirical, NeverDrawsAPointOfNoWeight) {
  const Sampler sampler{Empirical{{{ms(1), weight(0)}, {ms(2), weight(1)}, {ms(3), weight(0)}}}};
  Stream stream{Seed{1}, Replication{0}, "x"};
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(sampler(stream), ms(2));
}

TEST(Distribution, IsFoundFaultyInTheUsersWords) {
  const auto minus = Duration::nanoseconds(-1);
  EXPECT_EQ(fault_of(Constant{minus}), "a duration is negative");
  EXPECT_EQ(fault_of(Uniform{ms(2), ms(1)}), "the lower end is above the upper end");
  EXPECT_EQ(fault_of(Lognormal{Duration::zero(), ms(1)}), "the p50 is not more than zero");
  EXPECT_EQ(fault_of(Lognormal{ms(2), ms(1)}), "the p99 is below the p50");
  EXPECT_EQ(fault_of(Erlang{0, ms(1)}), "there are no stages");
  EXPECT_EQ(fault_of(Hyperexponential{}), "there are no branches");
  EXPECT_EQ(fault_of(BoundedPareto{ms(2), ms(2), 1}),
            "the upper bound is not above the lower bound");
  EXPECT_EQ(fault_of(BoundedPareto{ms(1), ms(2), std::nan("")}),
            "the shape is not between 0 and 20");
  EXPECT_EQ(fault_of(Empirical{}), "there are no values");
  EXPECT_EQ(fault_of(Empirical{{{ms(1), weight(0)}}}), "all weights are zero");
  EXPECT_EQ(fault_of(Empirical{{{ms(1), weight(-1)}}}), "a weight is negative");
}

TEST(Distribution, IsNotFoundFaultyWhenItCanBeDrawnFrom) {
  EXPECT_EQ(fault_of(Exponential{Duration::zero()}), std::nullopt);
  EXPECT_EQ(fault_of(Lognormal{ms(1), ms(1)}), std::nullopt);
  EXPECT_EQ(fault_of(bursty), std::nullopt);
  EXPECT_EQ(fault_of(measured), std::nullopt);
}

}  // namespace
}  // namespace isthmus::random
