#include "sim/session/sweep.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <set>

#include "tests/support/store_content.hpp"
#include "tests/support/sweep_folder.hpp"

namespace isthmus::session {
namespace {

using support::SweepFolder;

std::string figures_text(const SweepResult& result) {
  std::string text;
  for (const SweepPoint& point : result.points) {
    text += std::to_string(point.fingerprint) + "\n";
    for (const Figure& figure : point.figures) {
      text +=
          figure.subject + " " + figure.measure + " " + std::to_string(figure.estimate.mean) + "\n";
    }
  }
  return text;
}

TEST(Sweep, HasAPointForEveryChoiceTheLastAxisFirst) {
  const SweepFolder folder;

  const SweepResult result = sweep(folder.sweep_file(), {});

  ASSERT_EQ(result.diagnostics.size(), 0U);
  ASSERT_EQ(result.points.size(), 4U);
  EXPECT_EQ(result.points[1].settings[0].second, "100/s");
  EXPECT_EQ(result.points[1].settings[1].second, "2");
  EXPECT_EQ(result.points[2].settings[0].second, "200/s");
  std::set<std::uint64_t> fingerprints;
  for (const SweepPoint& point : result.points) {
    EXPECT_TRUE(point.finished);
    EXPECT_EQ(point.replications, 3U);
    fingerprints.insert(point.fingerprint);
  }
  EXPECT_EQ(fingerprints.size(), 4U) << "each point has results of its own";
  EXPECT_EQ(result.found, 0U);
}

TEST(Sweep, EveryPointIsTheRunOfItsSettings) {
  const SweepFolder folder;
  const SweepResult result = sweep(folder.sweep_file(), {});
  ASSERT_EQ(result.points.size(), 4U);

  const Opened opened =
      open(folder.scenario(),
           {{"traffic.users.rate=200/s", "partitions.default.services.api.replicas=2"}, nullptr});
  ASSERT_TRUE(opened);
  RunOptions options;
  options.replications = 3;
  const RunResult run = session::run(*opened.study, options);

  EXPECT_EQ(result.points[3].fingerprint, run.summary.fingerprint);
}

TEST(Sweep, DoesNotDependOnTheNumberOfThreads) {
  const SweepFolder one;
  const SweepFolder three;
  SweepOptions options;
  options.jobs = 1;
  options.store = one.store();
  const SweepResult alone = sweep(one.sweep_file(), options);
  options.jobs = 3;
  options.store = three.store();
  const SweepResult together = sweep(three.sweep_file(), options);

  EXPECT_EQ(figures_text(alone), figures_text(together));
  EXPECT_EQ(support::store_content(one.store()), support::store_content(three.store()));
}

TEST(Sweep, ASecondTimeEverythingIsFound) {
  const SweepFolder folder;
  SweepOptions options;
  options.store = folder.store();
  const SweepResult first = sweep(folder.sweep_file(), options);
  const std::string content = support::store_content(folder.store());

  const SweepResult second = sweep(folder.sweep_file(), options);

  EXPECT_EQ(first.found, 0U);
  EXPECT_EQ(second.found, 12U);
  EXPECT_EQ(figures_text(second), figures_text(first));
  EXPECT_EQ(support::store_content(folder.store()), content);
}

TEST(Sweep, UntilDoublesTheReplicationsOfWhatIsNotPrecise) {
  const SweepFolder folder;
  SweepOptions options;
  options.until = Precision{model::Statistic::mean, Ratio::percent(0.001)};  // Never.

  const SweepResult result =
      sweep(folder.sweep_file("replications: 2\nreplications_max: 5\n"), options);

  ASSERT_EQ(result.points.size(), 4U);
  for (const SweepPoint& point : result.points) {
    EXPECT_EQ(point.replications, 5U);
    EXPECT_TRUE(point.finished);
    EXPECT_FALSE(point.precise);
  }
}

TEST(Sweep, FindsTheWarmUpOfEachPointWhereItIsNotGiven) {
  const SweepFolder folder;
  SweepOptions options;
  options.store = folder.store();
  options.settings = {"run.warmup=auto"};

  const SweepResult result = sweep(folder.sweep_file(), options);

  ASSERT_EQ(result.points.size(), 4U);
  EXPECT_TRUE(std::all_of(result.points.begin(), result.points.end(),
                          [](const SweepPoint& point) { return point.finished; }));
  EXPECT_EQ(figures_text(sweep(folder.sweep_file(), options)), figures_text(result));
}

TEST(Sweep, APathThatLeadsNowhereIsSaidBeforeAnythingRuns) {
  const SweepFolder folder;
  SweepOptions options;
  options.axes = {{"traffic.nobody.rate", {"1/s"}}};

  const SweepResult result = sweep(folder.scenario(), options);

  ASSERT_FALSE(result.diagnostics.empty());
  EXPECT_EQ(result.diagnostics.front().code, "unknown-path");
  EXPECT_TRUE(result.points.empty());
}

TEST(Sweep, WhatChangesNoReplicationDoesNotMakeAnotherPoint) {
  const SweepFolder folder;
  SweepOptions options;
  options.store = folder.store();
  sweep(folder.sweep_file(), options);
  options.settings = {"name=another"};

  EXPECT_EQ(sweep(folder.sweep_file(), options).found, 12U);
}

TEST(Axis, OfACommandLineIsAPathAndItsValues) {
  const auto axis = axis_from("a.b=exp(5ms),pareto(1.5, 1ms, 1s),3");

  ASSERT_TRUE(axis);
  EXPECT_EQ(axis->path, "a.b");
  EXPECT_EQ(axis->values, (std::vector<std::string>{"exp(5ms)", "pareto(1.5, 1ms, 1s)", "3"}));
  EXPECT_FALSE(axis_from("a.b"));
  EXPECT_FALSE(axis_from("=1"));
  EXPECT_FALSE(axis_from("a=1,,2"));
}

}  // namespace
}  // namespace isthmus::session
