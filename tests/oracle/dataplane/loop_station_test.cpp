// A worker's loop against a program that sleeps, looks and works through a list of what is ready.
#include "sim/dataplane/loop_station.hpp"

#include <gtest/gtest.h>

#include "tests/support/slow_sharing.hpp"

namespace isthmus::dataplane {
namespace {

Duration us(std::int64_t n) { return Duration::microseconds(n); }
SimTime at_us(std::int64_t n) { return SimTime::start() + us(n); }

/// The loop as it would be written: sleep, look, do all that was there, look again.
std::vector<SimTime> looped(LoopStation::Costs costs, const std::vector<support::GivenJob>& jobs) {
  std::vector<SimTime> left;
  SimTime now = SimTime::start() - Duration::nanoseconds(1);
  while (left.size() < jobs.size()) {
    if (jobs[left.size()].arrival > now) now = jobs[left.size()].arrival + costs.per_wake;
    std::size_t ready = left.size();
    while (ready < jobs.size() && jobs[ready].arrival <= now) ++ready;
    now = now + costs.per_turn;
    while (left.size() < ready) {
      now = now + jobs[left.size()].work;
      left.push_back(now);
    }
  }
  return left;
}

class Loop : public ::testing::TestWithParam<double> {};

TEST_P(Loop, EqualsTheProgramThatSleepsLooksAndWorks) {
  const auto jobs = support::random_jobs(100'000, 1, GetParam(), "loop");
  const LoopStation::Costs costs{us(150), us(400)};
  LoopStation station{costs};

  const auto expected = looped(costs, jobs);

  for (std::size_t i = 0; i < jobs.size(); ++i) {
    ASSERT_EQ(station.admit(jobs[i].arrival, jobs[i].work).departure, expected[i]) << "job " << i;
  }
}

INSTANTIATE_TEST_SUITE_P(Loads, Loop, ::testing::Values(0.05, 0.3, 0.6, 0.85, 1.1));

TEST(LoopStation, ASleeperWakesLooksAndWorks) {
  LoopStation station{{us(2), us(21)}};

  const Visit visit = station.admit(at_us(100), us(8));

  EXPECT_EQ(visit.start, at_us(100));
  EXPECT_EQ(visit.departure, at_us(131));
}

TEST(LoopStation, WhatArrivesWhileItWakesBelongsToTheSameTurn) {
  LoopStation station{{us(2), us(21)}};
  station.admit(at_us(100), us(8));

  const Visit second = station.admit(at_us(110), us(8));

  EXPECT_EQ(second.start, at_us(131));
  EXPECT_EQ(second.departure, at_us(139));
}

TEST(LoopStation, WhatArrivesDuringATurnWaitsForTheNextLook) {
  LoopStation station{{us(2), us(21)}};
  station.admit(at_us(100), us(8));

  const Visit second = station.admit(at_us(125), us(8));

  EXPECT_EQ(second.start, at_us(131));
  EXPECT_EQ(second.departure, at_us(141));
}

}  // namespace
}  // namespace isthmus::dataplane
