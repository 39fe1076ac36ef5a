// Draws against their laws. Seeds are fixed, so a verdict never changes; every limit is the one
// that a correct program would exceed once in 10^6 seeds or less.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "sim/random/distribution.hpp"
#include "sim/random/variate.hpp"

namespace isthmus::random {
namespace {

constexpr int n = 200'000;
constexpr double six_nines_normal = 4.8917;  // Two-sided, 1e-6.

Duration ms(std::int64_t count) { return Duration::milliseconds(count); }

Stream stream(const char* name) { return Stream{Seed{2024}, Replication{0}, name}; }

std::vector<double> seconds_of(const Distribution& law) {
  Stream draws = stream("law");
  const Sampler sampler{law};
  std::vector<double> all(n);
  for (double& value : all) value = sampler(draws).in_seconds();
  return all;
}

/// Kolmogorov and Smirnov: sup |F_n - F| sqrt(n) exceeds 2.693 once in 10^6 (2 exp(-2 x^2)).
void expect_law(std::vector<double> values, const std::function<double(double)>& below) {
  std::sort(values.begin(), values.end());
  double worst = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double f = below(values[i]);
    const auto rank = static_cast<double>(i);
    worst = std::max({worst, (rank + 1) / n - f, f - rank / n});
  }
  EXPECT_LT(worst * std::sqrt(n), 2.693);
}

/// The mean, by the central limit.
void expect_mean(const Distribution& law) {
  double sum = 0;
  for (const double value : seconds_of(law)) sum += value;
  const double error = std::sqrt(variance_seconds2(law) / n);
  EXPECT_NEAR(sum / n, mean_seconds(law), six_nines_normal * error + 1e-9);
}

double exponential_below(double x, double mean) { return -std::expm1(-x / mean); }

TEST(Laws, UniformIsUniform) {
  expect_law(seconds_of(Uniform{ms(2), ms(6)}), [](double x) { return (x - 0.002) / 0.004; });
}

TEST(Laws, ExponentialIsExponential) {
  expect_law(seconds_of(Exponential{ms(5)}), [](double x) { return exponential_below(x, 0.005); });
}

TEST(Laws, LognormalIsLognormal) {
  const double sigma = std::log(7.5) / 2.3263478740408408;
  expect_law(seconds_of(Lognormal{ms(2), ms(15)}), [sigma](double x) {
    return std::erfc(-std::log(x / 0.002) / sigma / std::sqrt(2)) / 2;
  });
}

TEST(Laws, ErlangIsErlang) {
  expect_law(seconds_of(Erlang{3, ms(6)}), [](double x) {
    const double y = x / 0.002;
    return 1 - std::exp(-y) * (1 + y + y * y / 2);
  });
}

TEST(Laws, HyperexponentialIsAMixture) {
  const Hyperexponential law{{{Ratio::of(0.9), ms(1)}, {Ratio::of(0.1), ms(11)}}};
  expect_law(seconds_of(law), [](double x) {
    return 0.9 * exponential_below(x, 0.001) + 0.1 * exponential_below(x, 0.011);
  });
}

TEST(Laws, BoundedParetoIsBoundedPareto) {
  expect_law(seconds_of(BoundedPareto{ms(1), ms(1000), 1.2}),
             [](double x) { return (1 - std::pow(0.001 / x, 1.2)) / (1 - std::pow(0.001, 1.2)); });
}

TEST(Laws, EmpiricalGivesEachPointItsShare) {
  const Empirical law{{{ms(1), Ratio::of(1)}, {ms(4), Ratio::of(2)}, {ms(9), Ratio::of(1)}}};
  const auto values = seconds_of(law);
  for (const auto& [value, share] : {std::pair{0.001, 0.25}, {0.004, 0.5}, {0.009, 0.25}}) {
    const auto count = std::count_if(values.begin(), values.end(),
                                     [v = value](double x) { return std::fabs(x - v) < 1e-12; });
    EXPECT_NEAR(static_cast<double>(count) / n, share,
                six_nines_normal * std::sqrt(share * (1 - share) / n));
  }
}

TEST(Laws, HaveTheMeansThatTheyClaim) {
  expect_mean(Uniform{ms(2), ms(6)});
  expect_mean(Exponential{ms(5)});
  expect_mean(Lognormal{ms(2), ms(15)});
  expect_mean(Erlang{3, ms(6)});
  expect_mean(Hyperexponential{{{Ratio::of(9), ms(1)}, {Ratio::of(1), ms(11)}}});
  expect_mean(BoundedPareto{ms(1), ms(100), 1.5});
  expect_mean(Empirical{{{ms(1), Ratio::of(1)}, {ms(4), Ratio::of(2)}}});
}

/// Chi-square with k - 1 = 255 degrees of freedom exceeds 378 once in 10^6 (Wilson & Hilferty).
double chi_square(const std::vector<int>& counts) {
  double total = 0;
  for (const int count : counts) total += count;
  const double expected = total / static_cast<double>(counts.size());
  double sum = 0;
  for (const int count : counts) sum += (count - expected) * (count - expected) / expected;
  return sum;
}

TEST(Bits, FillTheUnitIntervalEvenly) {
  Stream draws = stream("even");
  std::vector<int> counts(256);
  for (int i = 0; i < n; ++i) ++counts[static_cast<std::size_t>(draws.uniform() * 256)];

  EXPECT_LT(chi_square(counts), 378);
}

TEST(Bits, FillTheUnitSquareEvenly) {
  Stream draws = stream("pairs");
  std::vector<int> counts(256);
  for (int i = 0; i < n; ++i) {
    const auto row = static_cast<std::size_t>(draws.uniform() * 16);
    ++counts[16 * row + static_cast<std::size_t>(draws.uniform() * 16)];
  }

  EXPECT_LT(chi_square(counts), 378);
}

TEST(Bits, AreSetHalfTheTimeEach) {
  Stream draws = stream("bits");
  std::vector<int> set(64);
  for (int i = 0; i < n; ++i) {
    const std::uint64_t bits = draws.bits();
    for (std::size_t b = 0; b < 64; ++b) set[b] += static_cast<int>(bits >> b & 1);
  }

  // 5.64 deviations: 1e-6 shared out among 64 bits.
  for (const int count : set) EXPECT_NEAR(count, n / 2.0, 5.64 * std::sqrt(n) / 2);
}

TEST(Pick, IsEvenWhereTheBoundDoesNotDivide) {
  Stream draws = stream("pick");
  std::vector<int> counts(256);
  const std::uint64_t bound = std::uint64_t{3} << 62;  // A plain remainder would favour a third.
  for (int i = 0; i < n; ++i) ++counts[static_cast<std::size_t>(draws.pick(bound) / (bound / 256))];

  EXPECT_LT(chi_square(counts), 378);
}

TEST(Bernoulli, IsTrueAsOftenAsAsked) {
  Stream draws = stream("coin");
  int hits = 0;
  for (int i = 0; i < n; ++i) hits += draws.bernoulli(Ratio::percent(30)) ? 1 : 0;

  EXPECT_NEAR(hits / static_cast<double>(n), 0.3, six_nines_normal * std::sqrt(0.21 / n));
}

/// The correlation of two streams, in standard deviations.
double correlation(Stream a, Stream b) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += (a.uniform() - 0.5) * (b.uniform() - 0.5);
  return sum * 12 / std::sqrt(n);
}

TEST(Streams, DoNotKnowOfEachOther) {
  const Stream one{Seed{1}, Replication{0}, "arrivals/default/web"};
  const Stream other_name{Seed{1}, Replication{0}, "arrivals/default/wec"};
  const Stream other_replication{Seed{1}, Replication{1}, "arrivals/default/web"};
  const Stream other_seed{Seed{2}, Replication{0}, "arrivals/default/web"};

  for (const Stream& other : {other_name, other_replication, other_seed, one.branch(1)}) {
    EXPECT_LT(std::fabs(correlation(one, other)), six_nines_normal);
  }
}

}  // namespace
}  // namespace isthmus::random
