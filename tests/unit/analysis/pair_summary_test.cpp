#include <gtest/gtest.h>

#include "tests/unit/analysis/hand_made.hpp"

namespace isthmus::analysis {
namespace {

using model::Statistic;

TEST(PairSummary, TheMeanIsThatOfTheReplications) {
  const support::World world = web_to_billing();

  const RunSummary summary = summary_of(world, {replication(0, delivered({ms(10), ms(20)})),
                                                replication(1, delivered({ms(20), ms(30)}))});

  ASSERT_EQ(summary.pairs.size(), 1U);
  EXPECT_DOUBLE_EQ(summary.pairs[0].latency->of(Statistic::mean).mean, 0.020);
}

TEST(PairSummary, TheIntervalOfTheMeanIsStudentsOverReplications) {
  const support::World world = web_to_billing();

  const RunSummary summary =
      summary_of(world, {replication(0, delivered({ms(10)})), replication(1, delivered({ms(20)}))});

  // t(0.975, 1) = 12.7062; the standard error of {10, 20} is 5.
  EXPECT_NEAR(*summary.pairs[0].latency->of(Statistic::mean).half_width, 12.7062e-3 * 5, 1e-6);
}

TEST(PairSummary, OneReplicationHasNoIntervalAndSaysWhy) {
  const support::World world = web_to_billing();

  const RunSummary summary = summary_of(world, {replication(0, delivered({ms(10)}))});

  const stats::Estimate& mean = summary.pairs[0].latency->of(Statistic::mean);
  EXPECT_FALSE(mean.half_width.has_value());
  EXPECT_FALSE(mean.note.empty());
}

TEST(PairSummary, SourcesBetweenTheSameServicesAreOnePair) {
  const support::World world = support::MeshBuilder{}
                                   .zone("z")
                                   .partition("default", {"z"})
                                   .service({.name = "web"})
                                   .service({.name = "api"})
                                   .traffic({.name = "calm", .from = "web", .to = "api"})
                                   .traffic({.name = "hasty", .from = "web", .to = "api"})
                                   .build();
  results::RunRecord record = replication(0, delivered({ms(10)}));
  record.traffic.push_back(delivered({ms(30), ms(50)}));

  const RunSummary summary = summary_of(world, {record});

  ASSERT_EQ(summary.pairs.size(), 1U);
  EXPECT_EQ(summary.pairs[0].requests, 3U);
  EXPECT_DOUBLE_EQ(summary.pairs[0].latency->of(Statistic::mean).mean, 0.030);
}

TEST(PairSummary, TheLedgerIsPerDeliveredRequest) {
  const support::World world = web_to_billing();
  results::TrafficRecord traffic = delivered({ms(10), ms(20)});
  traffic.ledger = {};
  traffic.ledger[static_cast<std::size_t>(results::Part::queue)] = ms(30).in_nanoseconds();

  const RunSummary summary = summary_of(world, {replication(0, traffic)});

  EXPECT_DOUBLE_EQ(summary.pairs[0].ledger_s[static_cast<std::size_t>(results::Part::queue)],
                   0.015);
}

TEST(PairSummary, TheLedgerSumsToTheMeanAlsoWhereReplicationsDiffer) {
  const support::World world = web_to_billing();

  const RunSummary summary = summary_of(
      world, {replication(0, delivered({ms(10)})), replication(1, delivered({ms(20), ms(22)}))});

  EXPECT_DOUBLE_EQ(summary.pairs[0].ledger_s[0],
                   summary.pairs[0].latency->of(Statistic::mean).mean);
}

TEST(PairSummary, WhatWasNotDeliveredHasFailed) {
  const support::World world = web_to_billing();
  results::TrafficRecord traffic = delivered({ms(10)});
  traffic.requests = 4;
  traffic.ended[static_cast<std::size_t>(route::Disposition::connect_timeout)] = 3;

  const RunSummary summary = summary_of(world, {replication(0, traffic)});

  EXPECT_EQ(summary.pairs[0].failed, 3U);
  EXPECT_DOUBLE_EQ(summary.pairs[0].error_rate.mean, 0.75);
}

TEST(PairSummary, NoFailureLeavesABoundAndNoZero) {
  const support::World world = web_to_billing();

  const RunSummary summary = summary_of(
      world, {replication(0, delivered({ms(1), ms(1)})), replication(1, delivered({ms(1)}))});

  EXPECT_NEAR(*summary.pairs[0].error_rate.half_width, 1.0, 0.01) << "3/n for n = 3";
}

TEST(PairSummary, NothingDeliveredHasNoLatency) {
  const support::World world = web_to_billing();
  results::TrafficRecord traffic;
  traffic.requests = 2;
  traffic.ended[static_cast<std::size_t>(route::Disposition::no_gateway)] = 2;

  const RunSummary summary = summary_of(world, {replication(0, traffic)});

  EXPECT_FALSE(summary.pairs[0].latency.has_value());
}

TEST(PairSummary, TheFarTailOfAShortRunIsNotBelieved) {
  const support::World world = web_to_billing();

  const RunSummary summary =
      summary_of(world, {replication(0, delivered({ms(10)})), replication(1, delivered({ms(10)}))});

  const LatencySummary& latency = *summary.pairs[0].latency;
  EXPECT_TRUE(believable(latency.of(Statistic::p99), Statistic::p99));
  EXPECT_FALSE(believable(latency.of(Statistic::p999), Statistic::p999));
}

TEST(PairSummary, AnIntervalOfATenthIsTheWidestThatIsBelieved) {
  const stats::Estimate narrow{1.0, 0.10, 0.95, 32, {}};
  const stats::Estimate wide{1.0, 0.11, 0.95, 32, {}};

  EXPECT_TRUE(believable(narrow, Statistic::mean));
  EXPECT_FALSE(believable(wide, Statistic::mean));
}

TEST(PairSummary, TrafficFromOutsideHasNoRoute) {
  const support::World world = support::MeshBuilder{}
                                   .zone("z")
                                   .partition("default", {"z"})
                                   .service({.name = "api"})
                                   .traffic({.to = "api"})
                                   .build();

  const RunSummary summary = summary_of(world, {replication(0, delivered({ms(1)}))});

  EXPECT_FALSE(summary.pairs[0].from.is_some());
  EXPECT_FALSE(summary.pairs[0].route.has_value());
  EXPECT_EQ(full_text(summary.pairs[0].destination), "default/default/api");
}

}  // namespace
}  // namespace isthmus::analysis
