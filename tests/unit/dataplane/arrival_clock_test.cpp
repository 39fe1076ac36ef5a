#include "sim/dataplane/arrival_clock.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/mesh_builder.hpp"

namespace isthmus::dataplane {
namespace {

using ::testing::ElementsAre;

Duration ms(std::int64_t n) { return Duration::milliseconds(n); }
Duration s(std::int64_t n) { return Duration::seconds(n); }

ArrivalClock clock_of(const model::TrafficSource& traffic) {
  const random::Seed seed{1};
  return {traffic, random::Stream{seed, {}, "gaps"}, random::Stream{seed, {}, "states"}};
}

/// The first `count` starts in milliseconds; -1 for never.
std::vector<std::int64_t> starts(const model::TrafficSource& traffic, int count) {
  ArrivalClock clock = clock_of(traffic);
  std::vector<std::int64_t> all;
  SimTime latest = SimTime::start();
  for (int i = 0; i < count; ++i) {
    latest = clock.next(latest);
    all.push_back(latest == SimTime::never() ? -1
                                             : latest.since_start().in_nanoseconds() / 1'000'000);
    if (latest == SimTime::never()) break;
  }
  return all;
}

TEST(ArrivalClock, ABatchComesAtOnceAndKeepsTheRate) {
  model::TrafficSource traffic;
  traffic.rate = PerSecond::of(100);
  traffic.arrivals = model::BatchArrivals{3};

  EXPECT_THAT(starts(traffic, 7), ElementsAre(30, 30, 30, 60, 60, 60, 90));
}

TEST(ArrivalClock, RequestsOfABatchComeOneAfterAnother) {
  model::TrafficSource traffic;
  traffic.rate = PerSecond::of(100);
  traffic.arrivals = model::BatchArrivals{3, Duration::milliseconds(2)};

  EXPECT_THAT(starts(traffic, 7), ElementsAre(30, 32, 34, 60, 62, 64, 90));
}

TEST(ArrivalClock, ABatchWaitsForTheEndOfTheOneBefore) {
  model::TrafficSource traffic;
  traffic.profile.stages = {{s(1), PerSecond::of(100), PerSecond::of(100)}};
  traffic.arrivals = model::BatchArrivals{2, Duration::milliseconds(25)};

  EXPECT_THAT(starts(traffic, 6), ElementsAre(20, 45, 45, 70, 70, 95));
}

TEST(ArrivalClock, ARampBringsAsManyRequestsAsTheAreaUnderIt) {
  model::TrafficSource traffic;
  traffic.arrivals = model::ConstantArrivals{};
  traffic.profile.stages = {{s(2), PerSecond::of(0), PerSecond::of(4)},
                            {s(1), PerSecond::of(4), PerSecond::of(4)}};

  // The area is t^2 for two seconds, then 4 a second, for ever.
  EXPECT_THAT(starts(traffic, 6), ElementsAre(1000, 1414, 1732, 2000, 2250, 2500));
}

TEST(ArrivalClock, NobodyComesAfterARateThatEndedAtNothing) {
  model::TrafficSource traffic;
  traffic.arrivals = model::ConstantArrivals{};
  traffic.profile.stages = {{s(2), PerSecond::of(2), PerSecond::of(0)}};

  EXPECT_THAT(starts(traffic, 5).back(), -1);
}

TEST(ArrivalClock, AProfileThatRepeatsBeginsAgain) {
  model::TrafficSource traffic;
  traffic.arrivals = model::ConstantArrivals{};
  traffic.profile = {
      {{s(1), PerSecond::of(2), PerSecond::of(2)}, {s(1), PerSecond::of(0), PerSecond::of(0)}},
      true};

  EXPECT_THAT(starts(traffic, 6), ElementsAre(500, 2000, 2500, 4000, 4500, 6000));
}

TEST(ArrivalClock, ATraceIsReplayedAndThenSilent) {
  model::TrafficSource traffic;
  traffic.arrivals = model::TraceArrivals{{ms(5), ms(5), ms(40)}};

  EXPECT_THAT(starts(traffic, 9), ElementsAre(5, 5, 40, -1));
}

TEST(ArrivalClock, ASilentStateBringsNobody) {
  model::TrafficSource traffic;
  traffic.arrivals = model::MmppArrivals{{{PerSecond::of(10'000), s(1)}, {PerSecond{}, s(1)}}};
  ArrivalClock clock = clock_of(traffic);

  SimTime latest = SimTime::start();
  Duration longest;
  int count = 0;
  for (; latest < SimTime::start() + s(100); ++count) {
    const SimTime next = clock.next(latest);
    longest = std::max(longest, next - latest);
    latest = next;
  }

  EXPECT_GT(longest, ms(500));
  EXPECT_GT(count, 200'000);  // About half of the time at 10,000 a second.
  EXPECT_LT(count, 800'000);
}

TEST(ArrivalClock, AnotherSourceAndAnotherServiceChangeNoDraw) {
  const auto world = [](bool crowded) {
    support::MeshBuilder mesh;
    mesh.zone("z").partition("default", {"z"});
    mesh.service({.name = "web"})
        .service({.name = "api", .service_time = support::exponential(ms(1))});
    if (crowded) mesh.service({.name = "aaa", .service_time = support::exponential(ms(9))});
    if (crowded)
      mesh.traffic({.to = "aaa", .per_second = 50, .arrivals = model::PoissonArrivals{}});
    mesh.traffic(
        {.from = "web", .to = "api", .per_second = 300, .arrivals = model::PoissonArrivals{}});
    return mesh.build();
  };

  const auto alone = world(false).run({.duration = s(3)});
  const auto crowded = world(true).run({.duration = s(3)});

  EXPECT_EQ(alone.traffic[0].latency, crowded.traffic[1].latency);
  EXPECT_EQ(alone.traffic[0].ledger, crowded.traffic[1].ledger);
}

TEST(ClosedLoopOfOne, NeverHasTwoRequestsAtOnce) {
  support::MeshBuilder mesh;
  mesh.zone("z").partition("default", {"z"});
  mesh.service({.name = "web", .service_time = support::constant(ms(10))});
  mesh.traffic({.to = "web", .arrivals = model::Users{1, support::constant(ms(15))}});

  const auto record = mesh.build().run({.duration = s(1)});

  EXPECT_EQ(record.traffic[0].requests, 40u);  // One in 25 ms, the first after 15.
  EXPECT_EQ(record.traffic[0].latency.greatest(), ms(10));
  EXPECT_EQ(record.stations.back().wait_ns, 0);
}

}  // namespace
}  // namespace isthmus::dataplane
