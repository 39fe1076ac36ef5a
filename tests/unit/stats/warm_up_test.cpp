#include "sim/stats/warm_up.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace isthmus::stats {
namespace {

/// 1, -1, 1, -1, ... around a level: steady, without a trend.
std::vector<double> steady(std::size_t length, double level) {
  std::vector<double> series(length);
  for (std::size_t i = 0; i < length; ++i) series[i] = level + (i % 2 == 0 ? 1 : -1);
  return series;
}

/// A steady series that starts `offset` too low for its first `length` values.
std::vector<double> started_low(std::size_t length, double offset) {
  std::vector<double> series = steady(1000, 50);
  for (std::size_t i = 0; i < length; ++i) series[i] -= offset;
  return series;
}

std::vector<double> rising(std::size_t length) {
  std::vector<double> series(length);
  for (std::size_t i = 0; i < length; ++i) series[i] = static_cast<double>(i);
  return series;
}

TEST(WarmUp, CutsNothingFromASteadySeries) {
  const WarmUp warm_up = warm_up_of(steady(1000, 50));

  EXPECT_EQ(warm_up.cut, 0u);
  EXPECT_TRUE(warm_up.found);
  EXPECT_FALSE(warm_up.drifts_after);
}

TEST(WarmUp, CutsALowStartToTheBatch) {
  EXPECT_EQ(warm_up_of(started_low(100, 30)).cut, 100u);
  EXPECT_EQ(warm_up_of(started_low(102, 30)).cut, 105u);
}

TEST(WarmUp, IsNotFoundWhenTheBestCutIsAtTheMiddle) {
  const WarmUp warm_up = warm_up_of(rising(1000));

  EXPECT_FALSE(warm_up.found);
  EXPECT_EQ(warm_up.cut, 500u);
}

TEST(WarmUp, SeesThatASeriesNeverSettles) { EXPECT_TRUE(warm_up_of(rising(1000)).drifts_after); }

TEST(WarmUp, IsNotFoundInAShortSeries) {
  EXPECT_FALSE(warm_up_of(steady(19, 5)).found);
  EXPECT_EQ(warm_up_of(steady(19, 5)).cut, 0u);
}

TEST(Drift, IsSeenInEitherDirection) {
  std::vector<double> falling(100);
  for (std::size_t i = 0; i < falling.size(); ++i) falling[i] = 100 - static_cast<double>(i);

  EXPECT_TRUE(drifts(falling));
}

TEST(Drift, IsNotSeenInAConstant) { EXPECT_FALSE(drifts(std::vector<double>(100, 7))); }

TEST(BatchMeans, HaveTheMeanOfTheSeries) {
  const BatchMeans answer = batch_means(steady(640, 50));

  EXPECT_DOUBLE_EQ(answer.estimate.mean, 50);
  EXPECT_EQ(answer.estimate.replications, 1u);
  EXPECT_EQ(answer.estimate.note, "by 32 batch means of one run");
}

TEST(BatchMeans, LeaveOutAtTheStartWhatDoesNotDivide) {
  std::vector<double> series(641, 3);
  series.front() = 1e9;

  EXPECT_EQ(batch_means(series).estimate.mean, 3);
}

TEST(BatchMeans, SeeCorrelation) {
  std::vector<double> waves(640);
  for (std::size_t i = 0; i < waves.size(); ++i) waves[i] = i / 160 % 2 == 0 ? 1 : -1;
  const BatchMeans answer = batch_means(waves);

  EXPECT_GT(answer.correlation, 0.75);
  EXPECT_FALSE(answer.uncorrelated);
}

TEST(BatchMeans, DoNotMindNeighboursThatAlternate) {
  std::vector<double> waves(640);
  for (std::size_t i = 0; i < waves.size(); ++i) waves[i] = i / 20 % 2 == 0 ? 1 : -1;

  EXPECT_LT(batch_means(waves).correlation, -0.8);
  EXPECT_TRUE(batch_means(waves).uncorrelated);
}

TEST(BatchMeans, SayThatASeriesIsTooShort) {
  EXPECT_EQ(batch_means(std::vector<double>(63, 1)).estimate.note, "too short for batches");
  EXPECT_EQ(batch_means(std::vector<double>(63, 1)).estimate.mean, 1);
}

}  // namespace
}  // namespace isthmus::stats
