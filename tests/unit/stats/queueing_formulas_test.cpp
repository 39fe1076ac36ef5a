#include "sim/stats/queueing_formulas.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace isthmus::stats {
namespace {

Load load(double rho, std::size_t servers) {
  return {PerSecond::of(rho * static_cast<double>(servers) * 1000), 0.001, servers};
}

TEST(Stations, HaveNoSteadyStateAtFullLoad) {
  EXPECT_FALSE(mmc(load(1.0, 4)));
  EXPECT_FALSE(md1(load(1.2, 1)));
  EXPECT_FALSE(mg1(load(1.0, 1)));
  EXPECT_FALSE(allen_cunneen(load(1.0, 2)));
  EXPECT_FALSE(kingman_bound_s(load(1.0, 1)));
  EXPECT_FALSE(daley_bound_s(load(1.0, 1)));
}

TEST(Stations, AreEmptyWithoutArrivals) {
  EXPECT_EQ(mmc(load(0, 3))->prob_wait, 0);
  EXPECT_EQ(mmc(load(0, 3))->means.sojourn_mean_s, 0.001);
  EXPECT_EQ(mmck(load(0, 3), 5).prob_empty, 1);
}

TEST(Stations, WithOneExponentialServerAgreeInAllTheirFormulas) {
  const auto many = mmc(load(0.8, 1));
  const auto general = mg1(load(0.8, 1));

  EXPECT_NEAR(many->means.wait_mean_s, 0.004, 1e-15);
  EXPECT_NEAR(general->wait_mean_s, 0.004, 1e-15);
  EXPECT_NEAR(allen_cunneen(load(0.8, 1))->wait_mean_s, 0.004, 1e-15);
  EXPECT_NEAR(many->sojourn_quantile_s(0.99), 0.005 * std::log(100), 1e-12);
}

TEST(Stations, WaitHalfAsLongWhenServiceIsConstant) {
  EXPECT_NEAR(md1(load(0.8, 1))->means.wait_mean_s, 0.002, 1e-15);
}

TEST(Stations, SojournWhereTheSpareRateEqualsTheServiceRate) {
  // Two servers, load 0.5 each: the general formula would divide by zero.
  const auto exact = mmc({PerSecond::of(1000), 0.001, 2});
  const auto beside = mmc({PerSecond::of(1000.001), 0.001, 2});

  EXPECT_NEAR(exact->sojourn_quantile_s(0.99), beside->sojourn_quantile_s(0.99), 1e-8);
}

TEST(Stations, WithMuchRoomBehaveAsWithoutLimit) {
  const MMcK roomy = mmck(load(0.7, 4), 500);
  const auto unlimited = mmc(load(0.7, 4));

  EXPECT_LT(roomy.blocking_prob, 1e-60);
  EXPECT_NEAR(roomy.wait_accepted_mean_s, unlimited->means.wait_mean_s, 1e-15);
}

TEST(Stations, WithoutAWaitingRoomFollowErlangsLossFormula) {
  EXPECT_NEAR(mmck(load(0.7, 10), 10).blocking_prob, erlang_b(7, 10), 1e-15);
}

TEST(Stations, OfAnySizeDoNotOverflow) {
  const MMcK large = mmck({PerSecond::of(3'000'000), 0.001, 2000}, 4000);

  EXPECT_NEAR(large.throughput_per_s, 2'000'000, 1);
  EXPECT_NEAR(large.in_system_mean, 3998, 1);
}

TEST(Stations, WaitLessThanTheirBounds) {
  for (double rho : {0.1, 0.5, 0.9, 0.99}) {
    EXPECT_LE(mg1(load(rho, 1))->wait_mean_s, *daley_bound_s(load(rho, 1)));
    EXPECT_LE(*daley_bound_s(load(rho, 1)), *kingman_bound_s(load(rho, 1)));
  }
}

TEST(Stations, HaveAConstantServiceWaitThatIsALaw) {
  for (double rho : {0.3, 0.9, 0.99}) {
    const auto station = md1(load(rho, 1));
    double area = 0;
    constexpr int steps = 4000;
    double before = 0;
    for (int i = 0; i < steps; ++i) {
      const double wait = station->wait_quantile_s((i + 0.5) / steps);
      ASSERT_GE(wait, before);
      before = wait;
      area += wait / steps;
    }
    EXPECT_NEAR(area, station->means.wait_mean_s, 2e-3 * station->means.wait_mean_s) << rho;
  }
}

}  // namespace
}  // namespace isthmus::stats
