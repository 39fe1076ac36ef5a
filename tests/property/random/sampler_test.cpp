// What must hold for every law, over many laws drawn at random.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "sim/random/distribution.hpp"

namespace isthmus::random {
namespace {

Duration up_to_a_second(Stream& dice) {
  return Duration::nanoseconds(static_cast<std::int64_t>(1 + dice.pick(1'000'000'000)));
}

Distribution any_law(Stream& dice) {
  const Duration a = up_to_a_second(dice);
  const Duration b = a + up_to_a_second(dice);
  const Ratio some = Ratio::of(dice.uniform());
  switch (dice.pick(8)) {
    case 0:
      return Constant{a};
    case 1:
      return Uniform{a, b};
    case 2:
      return Exponential{a};
    case 3:
      return Lognormal{a, b};
    case 4:
      return Erlang{static_cast<std::uint32_t>(1 + dice.pick(9)), a};
    case 5:
      return Hyperexponential{{{some, a}, {Ratio::of(0.5), b}}};
    case 6:
      return BoundedPareto{a, b, 0.1 + 5 * dice.uniform()};
    default:
      return Empirical{{{b, some}, {a, Ratio::of(0.5)}}};
  }
}

Stream dice() {
  const char* chosen = std::getenv("ISTHMUS_TEST_SEED");
  return {Seed{chosen == nullptr ? 1 : std::strtoull(chosen, nullptr, 10)}, Replication{0}, "laws"};
}

TEST(AnyLaw, DrawsNothingNegativeAndNothingOutsideItsBounds) {
  Stream laws = dice();
  for (int i = 0; i < 2000; ++i) {
    const Distribution law = any_law(laws);
    const Sampler sampler{law};
    for (int k = 0; k < 20; ++k) {
      const Duration draw = sampler(laws);
      ASSERT_GE(draw, Duration::zero());
      if (const auto* pareto = std::get_if<BoundedPareto>(&law)) {
        ASSERT_TRUE(draw >= pareto->low && draw <= pareto->high);
      }
      if (const auto* uniform = std::get_if<Uniform>(&law)) {
        ASSERT_TRUE(draw >= uniform->low && draw <= uniform->high);
      }
    }
  }
}

TEST(AnyLaw, HasQuantilesThatRise) {
  Stream laws = dice();
  for (int i = 0; i < 2000; ++i) {
    const Distribution law = any_law(laws);
    for (double p = 0.01; p < 0.98; p += 0.01) {
      const auto low = quantile_seconds(law, p);
      if (!low) break;
      ASSERT_LE(*low, *quantile_seconds(law, p + 0.01)) << "law " << law.index();
    }
  }
}

/// The area under the quantile function is the mean; heavy ends are cut and allowed for.
TEST(AnyLaw, HasTheMeanOfItsQuantiles) {
  Stream laws = dice();
  for (int i = 0; i < 300; ++i) {
    const Distribution law = any_law(laws);
    constexpr int steps = 20'000;
    double area = 0;
    for (int k = 0; k < steps; ++k) {
      const auto value = quantile_seconds(law, (k + 0.5) / steps);
      if (!value) break;
      area += *value / steps;
    }
    if (area == 0) continue;
    const double spread = std::sqrt(variance_seconds2(law));
    ASSERT_NEAR(area, mean_seconds(law), 0.01 * spread + 1e-3 * mean_seconds(law))
        << "law " << law.index();
  }
}

TEST(AnyLaw, ScalesWithTime) {
  Stream laws = dice();
  for (int i = 0; i < 500; ++i) {
    const Duration mean = up_to_a_second(laws);
    Stream one = laws.branch(static_cast<std::uint64_t>(i) + 1);
    Stream other = one;
    const Sampler single{Exponential{mean}};
    const Sampler eightfold{Exponential{mean * 8}};
    for (int k = 0; k < 10; ++k) {
      const auto small = single(one).in_nanoseconds();
      ASSERT_NEAR(static_cast<double>(eightfold(other).in_nanoseconds()),
                  static_cast<double>(8 * small), 4.5);
    }
  }
}

}  // namespace
}  // namespace isthmus::random
