#include "sim/analysis/expectations.hpp"

#include <gtest/gtest.h>

#include "sim/analysis/check.hpp"
#include "sim/analysis/path_expectations.hpp"
#include "tests/unit/analysis/hand_made.hpp"

namespace isthmus::analysis {
namespace {

using model::Relation;
using model::Statistic;

model::Expectation promise(const support::World& world, model::Promise promised) {
  model::Expectation expectation;
  expectation.destination = {.partition = "finance", .name = "billing"};
  const std::string& datacenter = world.model->consul.datacenter;
  expectation.from = world.model->find_service(datacenter, {.name = "web"});
  expectation.to = world.model->find_service(datacenter, expectation.destination);
  expectation.promise = std::move(promised);
  expectation.text = "web to billing";
  return expectation;
}

/// The verdict on one promise after replications of these latencies.
Verdict verdict_after(const model::Promise& promised, const std::vector<Duration>& means) {
  const support::World world = web_to_billing();
  world.model->expectations.push_back(promise(world, promised));
  std::vector<results::RunRecord> records;
  for (const Duration mean : means)
    records.push_back(replication(records.size(), delivered({mean})));
  const RunSummary summary = summary_of(world, records);
  return answer(ExpectationsQuestion{summary}, RunEvidence{*world.model, world.routes, {}}).at(0);
}

Verdict path_verdict(const model::Promise& promised) {
  const support::World world = web_to_billing();
  world.model->expectations.push_back(promise(world, promised));
  return answer(PathExpectationsQuestion{}, Evidence{*world.model, world.routes}).at(0);
}

TEST(Expectations, AnIntervalBelowTheLimitPasses) {
  const model::ExpectLatency below{Statistic::mean, Relation::less, ms(12)};

  EXPECT_EQ(verdict_after(below, {ms(10), ms(10), ms(10)}).status, Status::pass);
}

TEST(Expectations, AnIntervalAboveTheLimitFails) {
  const model::ExpectLatency below{Statistic::mean, Relation::less, ms(8)};

  EXPECT_EQ(verdict_after(below, {ms(10), ms(10), ms(10)}).status, Status::fail);
}

TEST(Expectations, AWideIntervalDecidesAboutALimitThatIsFarFromIt) {
  // 100 ± 49.7 ms: t(0.975, 2) = 4.303, standard error 11.55; far begins at twice that.
  const std::vector<Duration> means{ms(80), ms(100), ms(120)};
  const model::ExpectLatency far{Statistic::mean, Relation::less, ms(210)};
  const model::ExpectLatency near{Statistic::mean, Relation::less, ms(180)};

  EXPECT_EQ(verdict_after(far, means).status, Status::pass);
  EXPECT_EQ(verdict_after(near, means).status, Status::unsure);
}

TEST(Expectations, AnIntervalThatStraddlesTheLimitIsUnsure) {
  const model::ExpectLatency below{Statistic::mean, Relation::less, ms(100)};

  // 100 ± 4.97 ms: t(0.975, 2) = 4.303, standard error 1.155.
  const Verdict verdict = verdict_after(below, {ms(98), ms(100), ms(102)});

  EXPECT_EQ(verdict.status, Status::unsure);
  EXPECT_EQ(verdict.why, "the interval straddles the limit");
}

TEST(Expectations, OneReplicationDecidesNothingAboutLatency) {
  const model::ExpectLatency below{Statistic::p99, Relation::less, Duration::seconds(9)};

  EXPECT_EQ(verdict_after(below, {ms(10)}).status, Status::unsure);
}

TEST(Expectations, ALowerLimitIsHeldTheOtherWayRound) {
  const model::ExpectLatency above{Statistic::p50, Relation::greater, ms(8)};

  EXPECT_EQ(verdict_after(above, {ms(10), ms(10)}).status, Status::pass);
}

TEST(Expectations, ALatencyBesideAnUnstableStationFailsEveryUpperLimit) {
  const support::World world = web_to_billing();
  world.model->expectations.push_back(
      promise(world, model::ExpectLatency{Statistic::mean, Relation::less, Duration::seconds(99)}));
  results::RunRecord record = replication(0, delivered({ms(1)}));
  results::StationRecord gateway;
  gateway.name = "gateway finance[0]";
  gateway.arrivals = 1;
  gateway.service_ns = 11'000'000'000;
  record.stations.push_back(gateway);
  const RunSummary summary = summary_of(world, {record});

  const auto verdicts =
      answer(ExpectationsQuestion{summary}, RunEvidence{*world.model, world.routes, {}});

  EXPECT_EQ(verdicts[0].status, Status::fail);
}

TEST(Expectations, NoFailureAmongFewIsNoProofOfAFineErrorRate) {
  const model::ExpectErrorRate below{Relation::less, Ratio::percent(0.1)};

  EXPECT_EQ(verdict_after(below, {ms(1), ms(1)}).status, Status::unsure);
}

TEST(Expectations, APromiseAboutAPairWithoutTrafficIsUnsure) {
  const support::World world = support::MeshBuilder{}
                                   .zone("z")
                                   .partition("default", {"z"})
                                   .partition("finance", {"z"}, support::free_gateway())
                                   .service({.name = "web"})
                                   .service({.name = "finance/billing"})
                                   .traffic({.to = "web"})
                                   .build();
  world.model->expectations.push_back(
      promise(world, model::ExpectLatency{Statistic::mean, Relation::less, ms(1)}));
  const RunSummary summary = summary_of(world, {replication(0, delivered({ms(1)}))});

  const auto verdicts =
      answer(ExpectationsQuestion{summary}, RunEvidence{*world.model, world.routes, {}});

  EXPECT_EQ(verdicts[0].status, Status::unsure);
  EXPECT_EQ(verdicts[0].why, "no traffic runs between the two");
}

TEST(PathExpectations, WhatArrivesIsReachable) {
  EXPECT_EQ(path_verdict(model::ExpectReachable{true}).status, Status::pass);
  EXPECT_EQ(path_verdict(model::ExpectReachable{false}).status, Status::fail);
}

TEST(PathExpectations, TheGatewaysPassedAreComparedInOrder) {
  EXPECT_EQ(path_verdict(model::ExpectVia{{"finance"}}).status, Status::pass);
  EXPECT_EQ(path_verdict(model::ExpectVia{{"default", "finance"}}).status, Status::fail);
}

TEST(PathExpectations, HopsAreThoseOfTheNetwork) {
  EXPECT_EQ(path_verdict(model::ExpectHops{2}).status, Status::pass);
  EXPECT_EQ(path_verdict(model::ExpectHops{3}).status, Status::fail);
}

TEST(Check, ABrokenPromiseIsAnError) {
  const support::World world = web_to_billing();
  world.model->expectations.push_back(promise(world, model::ExpectHops{3}));

  const Findings found = answer(CheckQuestion{}, Evidence{*world.model, world.routes});

  ASSERT_TRUE(has_errors(found));
  EXPECT_EQ(found.back().complaint.code, "expectation-failed");
}

TEST(Check, WhatIsExpectedToBeUnreachableIsNoError) {
  const support::World world =
      support::MeshBuilder{}
          .zone("z")
          .partition("default", {"z"})
          .partition("finance", {"z"}, support::free_gateway())
          .service({.name = "web"})
          .service({.name = "finance/billing"})
          .hide("finance/billing")
          .traffic({.from = "web", .to = "finance/billing", .mode = mesh::GatewayMode::remote})
          .build();
  const Evidence evidence{*world.model, world.routes};
  ASSERT_TRUE(has_errors(answer(CheckQuestion{}, evidence)));

  world.model->expectations.push_back(promise(world, model::ExpectReachable{false}));

  EXPECT_FALSE(has_errors(answer(CheckQuestion{}, evidence)));
}

}  // namespace
}  // namespace isthmus::analysis
