// How often intervals hold the truth, over a thousand fixed seeds. A correct 95 % interval is held
// between 0.916 and 0.984 of the time except once in 10^6 (binomial, 4.9 deviations).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/stats/estimate.hpp"
#include "sim/stats/histogram.hpp"
#include "sim/stats/quantile.hpp"
#include "sim/stats/warm_up.hpp"

namespace isthmus::stats {
namespace {

constexpr int seeds = 1000;
constexpr double low = 0.9162290806;
constexpr double high = 0.9837709194;

/// SplitMix64, here so that this room's tests stand on their own.
class Draws {
 public:
  explicit Draws(int seed) : state_{static_cast<std::uint64_t>(seed) << 32} {}
  double uniform() {
    std::uint64_t x = state_ += 0x9e3779b97f4a7c15;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    return (static_cast<double>((x ^ (x >> 31)) >> 12) + 0.5) * 0x1p-52;
  }
  double exponential() { return -std::log(uniform()); }

 private:
  std::uint64_t state_;
};

template <class Holds>
double share(Holds holds) {
  int count = 0;
  for (int seed = 0; seed < seeds; ++seed) count += holds(seed) ? 1 : 0;
  return static_cast<double>(count) / seeds;
}

bool holds(const Estimate& estimate, double truth) {
  return estimate.low() <= truth && truth <= estimate.high();
}

TEST(Coverage, OfMeansOverReplications) {
  const double held = share([](int seed) {
    Draws draws{seed};
    std::vector<double> means(16);
    for (double& mean : means) {
      for (int i = 0; i < 20; ++i) mean += draws.exponential() / 20;
    }
    return holds(estimate_of_mean(means), 1);
  });

  EXPECT_GE(held, low);
  EXPECT_LE(held, high);
}

TEST(Coverage, OfNinetyNinthPercentilesBySectioning) {
  const double held = share([](int seed) {
    Draws draws{seed};
    Histogram pooled;
    std::vector<double> quantiles(16);
    for (double& quantile : quantiles) {
      Histogram section;
      for (int i = 0; i < 1000; ++i) {
        section.record(Duration::nearest_seconds(draws.exponential()));
      }
      quantile = section.quantile(0.99).in_seconds();
      pooled.merge(section);
    }
    return holds(estimate_of_quantile(quantiles, pooled.quantile(0.99).in_seconds(),
                                      Histogram::relative_error),
                 std::log(100));
  });

  EXPECT_GE(held, low);
  EXPECT_LE(held, high);
}

TEST(Coverage, OfRanksOfOrderStatistics) {
  const Ranks ranks = quantile_ranks(2000, 0.9);
  const double held = share([&](int seed) {
    Draws draws{seed};
    std::vector<double> values(2000);
    for (double& value : values) value = draws.uniform();
    std::sort(values.begin(), values.end());
    return values[ranks.low - 1] <= 0.9 && 0.9 <= values[ranks.high - 1];
  });

  EXPECT_GE(held, low);
  EXPECT_LE(held, high);
}

TEST(Coverage, OfTheNextRun) {
  const double held = share([](int seed) {
    Draws draws{seed};
    std::vector<double> runs(17);
    for (double& run : runs) {
      for (int i = 0; i < 12; ++i) run += draws.uniform();  // Nearly normal.
    }
    const double next = runs.back();
    runs.pop_back();
    return holds(prediction_of_next(runs), next);
  });

  EXPECT_GE(held, low);
  EXPECT_LE(held, high);
}

TEST(Coverage, OfProbabilitiesIsAtLeastNominal) {
  const double held = share([](int seed) {
    Draws draws{seed};
    std::size_t hits = 0;
    for (int i = 0; i < 300; ++i) hits += draws.uniform() < 0.02 ? 1 : 0;
    return holds(estimate_of_probability(hits, 300), 0.02);
  });

  EXPECT_GE(held, low);
}

TEST(Drift, IsSeldomSeenWhereThereIsNone) {
  // One in 1,000: more than 12 in 1,000 seeds would come once in 10^10.
  const double seen = share([](int seed) {
    Draws draws{seed};
    std::vector<double> series(200);
    for (double& value : series) value = draws.exponential();
    return drifts(series);
  });

  EXPECT_LE(seen, 0.012);
}

TEST(BatchMeans, CallIndependentBatchesUncorrelated) {
  // A test at 5 %: between 0.916 and 0.984 again.
  const double uncorrelated = share([](int seed) {
    Draws draws{seed};
    std::vector<double> series(640);
    for (double& value : series) value = draws.uniform();
    return batch_means(series).uncorrelated;
  });

  EXPECT_GE(uncorrelated, low);
  EXPECT_LE(uncorrelated, high);
}

TEST(WarmUp, IsCutWhereACrowdedQueueHasEmptied) {
  // An M/M/1 queue at load 0.5 that starts with 200 time units of work loses half a unit with each
  // arrival: it has emptied after 400, give or take 45. MSER sometimes cuts more (a later crowd),
  // hardly ever much less: 250 is more than three deviations early.
  std::vector<std::size_t> cuts(seeds);
  for (int seed = 0; seed < seeds; ++seed) {
    Draws draws{seed};
    double wait = 200;
    std::vector<double> waits(4000);
    for (double& value : waits) {
      value = wait;
      wait = std::max(0.0, wait + 0.5 * draws.exponential() - draws.exponential());
    }
    cuts[static_cast<std::size_t>(seed)] = warm_up_of(waits).cut;
  }
  std::sort(cuts.begin(), cuts.end());

  EXPECT_GE(cuts[10], 250u);
  EXPECT_GE(cuts[500], 350u);
  EXPECT_LE(cuts[500], 500u);
}

}  // namespace
}  // namespace isthmus::stats
