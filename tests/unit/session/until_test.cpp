// A run that goes on until it knows enough.
#include <gtest/gtest.h>

#include <sstream>

#include "sim/session/run.hpp"

namespace isthmus::session {
namespace {

/// A station with Poisson arrivals at a load of `rate` times 10 ms.
Study station(const std::string& rate, const std::string& run) {
  std::istringstream in{
      "isthmus: 1\npartitions: {default: {services: {app: {service_time: "
      "exp(10ms)}}}}\ntraffic: [{to: app, rate: " +
      rate + "}]\nrun: {warmup: 1s, " + run + "}\n"};
  Opened opened = open("-", {{}, &in});
  EXPECT_TRUE(opened.study.has_value());
  return std::move(*opened.study);
}

bool has(const Diagnostics& diagnostics, const std::string& code) {
  for (const Diagnostic& one : diagnostics) {
    if (one.code == code) return true;
  }
  return false;
}

TEST(Until, TheRunStopsAtTheFirstFixedCountThatIsPreciseEnough) {
  const RunResult result =
      run(station("50/s", "duration: 4s, replications: 32.., until: mean within 4%"));

  EXPECT_TRUE(result.convergence.reached());
  EXPECT_GT(result.records.size(), 32u);
  EXPECT_EQ(result.records.size() % 16, 0u);
  EXPECT_LE(*result.summary.pairs[0].latency->of(model::Statistic::mean).half_width,
            0.04 * result.summary.pairs[0].latency->of(model::Statistic::mean).mean);
}

TEST(Until, NoRunStopsBeforeThirtyTwo) {
  const RunResult result =
      run(station("5/s", "duration: 40s, replications: 2.., until: mean within 50%"));

  EXPECT_EQ(result.records.size(), 32u);
}

TEST(Until, WhereItStopsDoesNotDependOnThreads) {
  const Study study = station("50/s", "duration: 4s, until: p90 within 5%");

  const RunResult one = run(study, {.jobs = 1});
  const RunResult four = run(study, {.jobs = 4});

  EXPECT_EQ(one.records.size(), four.records.size());
  EXPECT_EQ(one.summary.fingerprint, four.summary.fingerprint);
}

TEST(Until, AtTheLimitItSaysThatItHasNotConverged) {
  const RunResult result =
      run(station("50/s", "duration: 2s, replications: 32..40, until: p99 within 0.1%"));

  EXPECT_EQ(result.records.size(), 40u);
  EXPECT_FALSE(result.converged);
  EXPECT_TRUE(has(result.diagnostics, "not-converged"));
}

TEST(Until, SimulatedTimeIsALimitToo) {
  const RunResult result = run(
      station("50/s", "duration: 2s, replications: 32.., max_time: 100s, until: p99 within 0.1%"));

  EXPECT_EQ(result.records.size(), 50u);
  EXPECT_FALSE(result.convergence.reached());
}

TEST(Until, TooLittleSimulatedTimeIsRefused) {
  const RunResult result =
      run(station("50/s", "duration: 2s, max_time: 10s, until: p99 within 5%"));

  EXPECT_TRUE(has(result.diagnostics, "max-time-too-short"));
  EXPECT_TRUE(result.records.empty());
}

TEST(Until, AnUnstableStationIsGivenUpAtOnce) {
  const RunResult result =
      run(station("150/s", "duration: 2s, replications: 32.., until: mean within 5%"));

  EXPECT_EQ(result.records.size(), 32u);
  EXPECT_TRUE(result.convergence.hopeless);
}

TEST(Until, WithoutItTheCountIsTheScenarios) {
  const RunResult result = run(station("50/s", "duration: 2s, replications: 5"));

  EXPECT_EQ(result.records.size(), 5u);
  EXPECT_TRUE(result.convergence.reached());
}

TEST(PrecisionEverywhere, AsksForAllThatAPageShows) {
  const auto all = std::get<std::vector<model::Precision>>(precision_everywhere("5%"));

  EXPECT_EQ(all.size(), 4u);
  EXPECT_TRUE(std::holds_alternative<QuantityFault>(precision_everywhere("0%")));
}

}  // namespace
}  // namespace isthmus::session
