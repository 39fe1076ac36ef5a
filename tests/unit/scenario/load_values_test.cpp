// When requests start, as a scenario says it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/opened_text.hpp"

namespace isthmus::scenario {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using tests::places;

/// A scenario with one service; the entry of traffic stands alone in line 3.
Opened with(const std::string& traffic) {
  return open_text("t.yaml",
                   "isthmus: 1\ntraffic:\n  - {to: api, " + traffic +
                       "}\npartitions: {default: {services: {api: {}}}}\n",
                   {}, ISTHMUS_SOURCE_DIR "/scenarios/invalid");
}

model::TrafficSource source(const std::string& traffic) {
  const Opened result = with(traffic);
  EXPECT_THAT(places(result.diagnostics), IsEmpty()) << result.diagnostics.front().problem;
  return result.model ? result.model->traffic.at(0) : model::TrafficSource{};
}

TEST(Load, ABatchHasASizeAndARate) {
  const auto read = source("rate: 800/s, arrivals: {batch: 16}");

  EXPECT_EQ(std::get<model::BatchArrivals>(read.arrivals).size, 16u);
  EXPECT_EQ(read.rate, PerSecond::of(800));
}

TEST(Load, StatesOfAnMmppBringTheirOwnRate) {
  const auto read =
      source("arrivals: {mmpp: [{rate: 500/s, stay: 300ms}, {rate: 1500/s, stay: 100ms}]}");

  EXPECT_EQ(std::get<model::MmppArrivals>(read.arrivals).states.size(), 2u);
  EXPECT_EQ(read.rate, PerSecond::of(750));
}

TEST(Load, StagesGoOnWhereTheOneBeforeEnded) {
  const auto read = source("rate: [{for: 10s, rate: 100/s}, {for: 5s, ramp_to: 300/s}]");

  ASSERT_EQ(read.profile.stages.size(), 2u);
  EXPECT_EQ(read.profile.stages[1].from, PerSecond::of(100));
  EXPECT_EQ(read.profile.stages[1].to, PerSecond::of(300));
  EXPECT_NEAR(read.rate.in_per_second(), 2000.0 / 15, 1e-9);
}

TEST(Load, ADayHasItsTopInTheMiddle) {
  const auto read = source("rate: {mean: 200/s}");

  EXPECT_TRUE(read.profile.repeats);
  EXPECT_NEAR(read.profile.stages.front().from.in_per_second(), 100, 1e-9);
}

TEST(Load, UsersMakeAClosedLoop) {
  const auto read = source("users: 20, think_time: exp(100ms)");

  EXPECT_EQ(model::loop_of(read.arrivals), model::Loop::closed);
  EXPECT_EQ(std::get<model::Users>(read.arrivals).count, 20u);
}

struct Wrong {
  const char* traffic;
  const char* place;
  const char* problem;
};

TEST(Load, WhatContradictsItselfIsSaidWhereItStands) {
  for (const Wrong& wrong :
       {Wrong{"arrivals: poisson", "required-key:3:5", "nothing says when"},
        Wrong{"rate: 5/s, users: 3", "contradicting-keys:3:33", "`users` and `rate`"},
        Wrong{"rate: 5/s, arrivals: {renewal: 1s}", "contradicting-keys:3:36", "`arrivals` and"},
        Wrong{"users: 3, arrivals: constant", "contradicting-keys:3:35", "has no say"},
        Wrong{"rate: 5/s, think_time: 1s", "contradicting-keys:3:38", "needs users"},
        Wrong{"rate: 5/s, arrivals: {batch: 2, renewal: 1s}", "contradicting-keys:3:36", "one law"},
        Wrong{"rate: 5/s, arrivals: {batch: 4, spacing: 300ms}", "out-of-range:3:36", "fewer"},
        Wrong{"arrivals: {renewal: 1s, spacing: 3ms}", "contradicting-keys:3:48", "of a batch"},
        Wrong{"rate: 5/s, arrivals: {}", "required-key:3:36", "no arrivals"},
        Wrong{"rate: 5/s, arrivals: batch", "unknown-value:3:36", "expected poisson"},
        Wrong{"rate: 0/s", "out-of-range:3:21", "no traffic"},
        Wrong{"rate: 2000000000/s", "out-of-range:3:21", "nanosecond"},
        Wrong{"rate: [{for: 5s}]", "required-key:3:22", "says no rate"},
        Wrong{"rate: [{for: 0s, rate: 5/s}]", "out-of-range:3:28", "no time"},
        Wrong{"rate: [{for: 1s, rate: 0/s}]", "out-of-range:3:21", "no traffic"},
        Wrong{"rate: {mean: 5/s, swing: 120%}", "invalid-quantity:3:40", "more than the whole"},
        Wrong{"arrivals: {mmpp: [{rate: 5/s, stay: 1s}]}", "wrong-count:3:26", "never changes"},
        Wrong{"arrivals: {renewal: 0s}", "out-of-range:3:35", "no time"},
        Wrong{"trace: traces/none.csv", "unreadable-file:3:22", "none.csv"}}) {
    const Opened result = with(wrong.traffic);

    EXPECT_THAT(places(result.diagnostics), ElementsAre(wrong.place)) << wrong.traffic;
    EXPECT_THAT(result.diagnostics.front().problem, HasSubstr(wrong.problem)) << wrong.traffic;
  }
}

}  // namespace
}  // namespace isthmus::scenario
