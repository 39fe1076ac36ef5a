// Fan-out, retries, time-outs and hedges against theory (tests/data/oracles.json).
// Tolerance: a correct program fails a comparison once in 10^6 (tests/support/replications.hpp).
#include <gtest/gtest.h>

#include "tests/support/replications.hpp"

namespace isthmus::dataplane {
namespace {

Duration ms(std::int64_t n) { return Duration::milliseconds(n); }
Duration s(std::int64_t n) { return Duration::seconds(n); }

double mean_of(const results::RunRecord& record) {
  return record.traffic[0].latency.mean_seconds();
}

/// The share of requests that were delivered.
double success(const results::RunRecord& record) {
  return static_cast<double>(record.traffic[0].ended[0]) /
         static_cast<double>(record.traffic[0].requests);
}

double attempts(const results::RunRecord& record) {
  return 1 + static_cast<double>(record.traffic[0].retries) /
                 static_cast<double>(record.traffic[0].requests);
}

/// An app on which nobody waits, asked from outside.
support::World delay(random::Distribution service, model::Resilience resilience,
                     Ratio error_rate = {}) {
  support::MeshBuilder mesh;
  mesh.zone("z").partition("default", {"z"});
  mesh.service({.name = "web",
                .concurrency = 5000,
                .service_time = std::move(service),
                .error_rate = error_rate});
  mesh.traffic({.to = "web",
                .per_second = 2000,
                .arrivals = model::PoissonArrivals{},
                .resilience = resilience});
  return mesh.build();
}

std::vector<results::RunRecord> records_of(const support::World& world) {
  return support::replications(world, {.duration = s(11), .warmup = s(1)});
}

TEST(Retries, OfAttemptsThatFailByChanceAreGeometric) {
  const auto records =
      records_of(delay(support::constant(ms(1)), {.retry = {.attempts = 4}}, Ratio::of(0.3)));

  support::expect_mean(records, 0.9919, 0.001, success, "success");  // retry_p0.3_R3
  support::expect_mean(records, 1.417, 0.002, attempts, "attempts");
}

TEST(TimeOuts, OfEachAttemptCutExponentialTimes) {
  const auto records = records_of(
      delay(support::exponential(ms(10)), {.per_try_timeout = ms(20), .retry = {.attempts = 3}}));

  support::expect_mean(records, 0.9975212478, 0.001, success, "success");  // timeout_exp_tau20ms_R2
  support::expect_mean(records, 1.153650922, 0.002, attempts, "attempts");
  support::expect_mean(records, 0.009850905301, 0.005, mean_of, "mean of those delivered");
}

TEST(Hedges, TakeTheFirstOfTwoAnswers) {
  const auto records = records_of(
      delay(support::exponential(ms(10)), {.hedge = model::HedgePolicy{.after = ms(10)}}));

  support::expect_mean(records, 0.008160602794, 0.005, mean_of, "mean");  // hedge_exp_d10000us
  support::expect_mean(records, 1.3678794412, 0.002, attempts, "attempts");
}

/// A free app that calls `branches` apps at once.
support::World fan_out(std::size_t branches, Duration mean, double per_second,
                       std::size_t concurrency) {
  support::MeshBuilder mesh;
  std::vector<model::CallStep> calls;
  mesh.zone("z").partition("default", {"z"});
  mesh.traffic({.to = "web", .per_second = per_second, .arrivals = model::PoissonArrivals{}});
  for (std::size_t i = 0; i < branches; ++i) {
    const std::string name = "leaf" + std::to_string(i);
    mesh.service(
        {.name = name, .concurrency = concurrency, .service_time = support::exponential(mean)});
    mesh.traffic({.from = "web", .to = name, .arrivals = model::ImpliedCalls{}});
    calls.push_back(support::call(i + 1));
  }
  mesh.service({.name = "web", .concurrency = 5000, .calls = {support::at_once(calls)}});
  return mesh.build();
}

TEST(FanOut, WaitsForTheLastOfTenExponentials) {
  const auto records = records_of(fan_out(10, ms(10), 500, 5000));

  support::expect_mean(records, 0.02928968254, 0.005, mean_of, "mean");  // fanout_max10_exp
  support::expect_mean(
      records, 0.06903236794, 0.02,
      [](const auto& r) { return r.traffic[0].latency.quantile(0.99).in_seconds(); }, "p99");
}

TEST(ForkJoin, OfTwoQueuesMeetsFlattoAndHahn) {
  const auto records =
      support::replications(fan_out(2, ms(1), 500, 1), {.duration = s(42), .warmup = s(2)});

  support::expect_mean(records, 0.002875, 0.01, mean_of, "mean");  // forkjoin2_lam500
}

}  // namespace
}  // namespace isthmus::dataplane
