#include "sim/random/variate.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace isthmus::random {
namespace {

TEST(NormalQuantile, AgreesWithTables) {
  // Wichura 1988, and the usual levels.
  EXPECT_NEAR(normal_quantile(0.25), -0.6744897501960817, 1e-15);
  EXPECT_NEAR(normal_quantile(0.001), -3.090232306167814, 1e-14);
  EXPECT_NEAR(normal_quantile(1e-20), -9.262340089798408, 1e-13);
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-14);
  EXPECT_NEAR(normal_quantile(0.99), 2.3263478740408408, 1e-14);
  EXPECT_EQ(normal_quantile(0.5), 0);
}

TEST(NormalQuantile, IsUndoneByTheNormalLaw) {
  for (double p = 1e-12; p < 1; p = p < 0.01 ? p * 1.7 : p + 0.00937) {
    const double back = std::erfc(-normal_quantile(p) / std::sqrt(2)) / 2;
    EXPECT_NEAR(back, p, 1e-13 * p + 1e-16) << p;
  }
}

TEST(PortableMath, TakesLogarithmsToTheLastPlaceButOne) {
  for (double x = 1e-300; x < 1e300; x *= 1.0937) {
    EXPECT_NEAR(natural_log(x), std::log(x), 3e-16 * std::fabs(std::log(x))) << x;
  }
  for (double x = 0.5; x < 2; x += 1.37e-4) {
    EXPECT_NEAR(natural_log(x), std::log(x), 5e-16 * std::fabs(std::log(x))) << x;
  }
  EXPECT_EQ(natural_log(1), 0);
}

TEST(PortableMath, RaisesToPowersToTheLastPlaceButOne) {
  for (double x = -700; x < 700; x += 0.377) {
    EXPECT_NEAR(exponential_of(x), std::exp(x), 4e-16 * std::exp(x)) << x;
  }
  EXPECT_EQ(exponential_of(0), 1);
}

TEST(TwoExponentials, AreTheNextTwoOfOne) {
  Stream together{Seed{1}, Replication{0}, "x"};
  Stream single{Seed{1}, Replication{0}, "x"};

  for (int i = 0; i < 1000; ++i) {
    const TwoDoubles two = two_exponentials(together);
    EXPECT_EQ(two[0], unit_exponential(single));
    EXPECT_EQ(two[1], unit_exponential(single));
  }
}

}  // namespace
}  // namespace isthmus::random
