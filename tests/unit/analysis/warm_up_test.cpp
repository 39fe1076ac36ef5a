#include "sim/analysis/warm_up.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace isthmus::analysis {
namespace {

/// A run of 100 s whose slice i holds one request of `latency(i)`.
template <class Latency>
results::RunRecord run_of(Latency latency) {
  results::RunRecord record;
  record.measured = Duration::seconds(100);
  for (std::size_t i = 0; i < 100; ++i) record.slices.push_back({1, latency(i)});
  return record;
}

/// Neighbours differ, so that there is a variance to be lowered.
std::int64_t steady(std::size_t i) { return i % 2 == 0 ? 900 : 1100; }

TEST(WarmUp, ASlowStartIsCut) {
  const auto record =
      run_of([](std::size_t i) { return i < 20 ? std::int64_t{50'000} : steady(i); });

  const WarmUpAnswer answered = answer(WarmUpQuestion{}, std::vector{record});

  EXPECT_EQ(answered.cut, Duration::seconds(20));
  EXPECT_TRUE(answered.found);
}

TEST(WarmUp, WhatIsSteadyFromTheStartIsNotCut) {
  const WarmUpAnswer answered = answer(WarmUpQuestion{}, std::vector{run_of(steady)});

  EXPECT_EQ(answered.cut, Duration::zero());
}

TEST(WarmUp, ARiseWithoutEndIsNotFound) {
  const auto record = run_of([](std::size_t i) { return static_cast<std::int64_t>(1000 * i); });

  const WarmUpAnswer answered = answer(WarmUpQuestion{}, std::vector{record});

  EXPECT_FALSE(answered.found && !answered.drifts);
}

TEST(WarmUp, SlicesWithoutRequestsDoNotShiftTheCut) {
  auto record = run_of([](std::size_t i) { return i < 20 ? std::int64_t{50'000} : steady(i); });
  for (std::size_t i = 0; i < 5; ++i) record.slices[i] = {};

  const WarmUpAnswer answered = answer(WarmUpQuestion{}, std::vector{record});

  EXPECT_EQ(answered.cut, Duration::seconds(20));
}

TEST(WarmUp, ReplicationsAreReadAsOneSeries) {
  const auto slow = run_of([](std::size_t i) { return i < 20 ? std::int64_t{50'000} : steady(i); });

  const WarmUpAnswer answered = answer(WarmUpQuestion{}, std::vector{run_of(steady), slow});

  EXPECT_EQ(answered.cut, Duration::seconds(20));
}

}  // namespace
}  // namespace isthmus::analysis
