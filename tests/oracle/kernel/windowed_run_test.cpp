// The windowed run against its slow twin: one sorted map of everything.
#include "sim/kernel/windowed_run.hpp"

#include <gtest/gtest.h>

#include "sim/kernel/sorted_run.hpp"
#include "tests/oracle/kernel/toy_mesh.hpp"

namespace isthmus::kernel {
namespace {

const SimTime end = SimTime::start() + Duration::microseconds(300);

toy::Story on_twin(const toy::Options& options) {
  auto places = toy::places(options);
  SortedRun<toy::Place> run{places, toy::lookahead(options)};
  return toy::story(run, places, end);
}

toy::Story on_windows(const toy::Options& options, std::size_t threads, Duration window) {
  auto places = toy::places(options);
  WindowedRun<toy::Place> run{places, {toy::lookahead(options), threads, window}};
  return toy::story(run, places, end);
}

/// A world per seed: sizes, ties and shares of messages differ.
toy::Options world(std::uint64_t seed) {
  return {.processes = 1 + seed % 9,
          .jobs = static_cast<std::uint32_t>(1 + seed * 7 % 30),
          .seed = seed,
          .grain_ns = 1000,
          .lookahead_grains = static_cast<std::int64_t>(1 + seed % 6),
          .remote_percent = static_cast<std::uint32_t>(seed * 13 % 70)};
}

TEST(WindowedRun, TellsTheStoryOfItsTwinOnOneThread) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    EXPECT_EQ(on_windows(world(seed), 1, Duration::longest()), on_twin(world(seed)))
        << "seed " << seed;
  }
}

TEST(WindowedRun, TellsTheSameStoryOnAnyNumberOfThreads) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const toy::Story alone = on_windows(world(seed), 1, Duration::longest());
    for (std::size_t threads : {2u, 3u, 8u}) {
      EXPECT_EQ(on_windows(world(seed), threads, Duration::longest()), alone)
          << "seed " << seed << ", threads " << threads;
    }
  }
}

TEST(WindowedRun, TellsTheSameStoryInWindowsOfAnyLength) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const toy::Story whole = on_twin(world(seed));
    for (std::int64_t window_ns : {1, 700, 1000, 3001}) {
      EXPECT_EQ(on_windows(world(seed), 1, Duration::nanoseconds(window_ns)), whole)
          << "seed " << seed << ", window " << window_ns << " ns";
    }
  }
}

TEST(WindowedRun, TellsAnotherStoryForAnotherSeed) {
  EXPECT_NE(on_windows(world(10), 1, Duration::longest()),
            on_windows(world(19), 1, Duration::longest()));
}

TEST(WindowedRun, MeetsDeadlinesAndMessagesInTheToy) {
  const toy::Story told = on_twin(world(17));

  EXPECT_GT(told.deadlines_met, 100u);
  EXPECT_GT(told.happened, 10'000u);
}

}  // namespace
}  // namespace isthmus::kernel
