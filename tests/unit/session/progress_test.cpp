// What a run says of itself while it goes on.
#include "sim/session/progress.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <vector>

#include "sim/session/compare.hpp"
#include "sim/session/run.hpp"
#include "sim/session/size.hpp"

namespace isthmus::session {
namespace {

Study study() {
  std::istringstream in{
      "isthmus: 1\n"
      "partitions: {default: {services: {web: {proxy: {upstreams: [{destination_name: app, "
      "local_bind_port: 9000}]}}, app: {service_time: exp(1ms)}}}}\n"
      "traffic: [{from: web, to: app, rate: 100/s}]\n"
      "run: {warmup: 1s, duration: 5s, replications: 6}\n"};
  Opened opened = open("-", {{}, &in});
  EXPECT_TRUE(opened.study.has_value());
  return std::move(*opened.study);
}

std::vector<Progress> progress_of(RunOptions options) {
  std::vector<Progress> seen;
  options.progress = [&](const Progress& now) { seen.push_back(now); };
  run(study(), options);
  return seen;
}

TEST(Progress, BeginsAtNothingAndEndsAtTheTotal) {
  const std::vector<Progress> seen = progress_of({});

  ASSERT_EQ(seen.size(), 7u);
  EXPECT_EQ(seen.front().done, 0u);
  EXPECT_FALSE(seen.front().latency);
  EXPECT_EQ(seen.back().done, seen.back().total);
}

TEST(Progress, SaysTheP99ThatTheRunEndsWith) {
  RunOptions options;
  std::vector<Progress> seen;
  options.progress = [&](const Progress& now) { seen.push_back(now); };

  const RunResult result = run(study(), options);

  const stats::Estimate& end = result.summary.pairs[0].latency->of(model::Statistic::p99);
  EXPECT_EQ(seen.back().latency->pair, "web → app");
  EXPECT_DOUBLE_EQ(seen.back().latency->p99.mean, end.mean);
  EXPECT_NEAR(*seen.back().latency->p99.half_width, *end.half_width, 1e-12);
}

TEST(Progress, TheTimeThatIsCountedIsAllThatWasPlanned) {
  RunOptions options;
  dataplane::Vitals vitals;
  options.vitals = &vitals;

  const std::vector<Progress> seen = progress_of(options);

  EXPECT_EQ(vitals.simulated_ns.load(), seen.back().simulated.in_nanoseconds());
  EXPECT_EQ(seen.back().simulated, Duration::seconds(30));
  EXPECT_GT(vitals.events.load(), 6u * 400u);
}

TEST(Progress, OfAComparisonTellsWhichRunItIs) {
  RunOptions options;
  std::vector<std::string> runs;
  options.progress = [&](const Progress& now) {
    if (now.done == 0) runs.push_back(now.run);
  };

  compare_runs(study(), study(), options);

  EXPECT_EQ(runs, (std::vector<std::string>{"before", "after"}));
}

TEST(Progress, OfASearchNumbersItsTrials) {
  std::vector<Progress> seen;
  const OnProgress told = numbered([&](const Progress& now) { seen.push_back(now); });

  for (const std::size_t done : {0, 1, 0}) told(Progress{done, 1});

  EXPECT_EQ(seen[1].run, "trial 1");
  EXPECT_EQ(seen[2].run, "trial 2");
  EXPECT_EQ(seen[2].runs, 0u);
}

}  // namespace
}  // namespace isthmus::session
