// Callers that time out, try again and ask twice.
#include <gtest/gtest.h>

#include "sim/results/invariants.hpp"
#include "tests/support/mesh_builder.hpp"

namespace isthmus::dataplane {
namespace {

using results::Part;
using route::Disposition;

Duration ms(std::int64_t n) { return Duration::milliseconds(n); }
Duration s(std::int64_t n) { return Duration::seconds(n); }

/// One request a second for an app that takes 10 ms and works on as many as there are.
results::RunRecord asked(model::Resilience resilience, Ratio error_rate = {}) {
  support::MeshBuilder mesh;
  mesh.zone("z").partition("default", {"z"});
  mesh.service({.name = "web",
                .concurrency = 8,
                .service_time = support::constant(ms(10)),
                .error_rate = error_rate});
  mesh.traffic({.to = "web", .per_second = 1, .resilience = resilience});
  auto record = mesh.build().run({.duration = ms(4500)});
  EXPECT_TRUE(results::violations_of(record).empty());
  return record;
}

std::uint64_t ended(const results::RunRecord& record, Disposition disposition) {
  return record.traffic[0].ended[static_cast<std::size_t>(disposition)];
}

TEST(Orders, ThatAreAnsweredInTimeAreAsIfNobodyWatched) {
  const auto record = asked({.timeout = ms(11)});

  EXPECT_EQ(ended(record, Disposition::delivered), 4u);
  EXPECT_EQ(record.traffic[0].latency.greatest(), ms(10));
  EXPECT_EQ(record.traffic[0].retries, 0u);
}

TEST(Orders, AnAnswerAtTheDeadlineCounts) {
  EXPECT_EQ(ended(asked({.timeout = ms(10)}), Disposition::delivered), 4u);
}

TEST(Orders, TimeOutAndTheWorkGoesOnForNobody) {
  const auto record = asked({.timeout = ms(9)});

  EXPECT_EQ(ended(record, Disposition::timed_out), 4u);
  EXPECT_EQ(record.stations.back().busy_ns, ms(40).in_nanoseconds());
}

TEST(Orders, EveryAttemptMayTimeOut) {
  const auto record = asked({.per_try_timeout = ms(4), .retry = {.attempts = 3}});

  EXPECT_EQ(ended(record, Disposition::timed_out), 4u);
  EXPECT_EQ(record.traffic[0].retries, 8u);
  EXPECT_EQ(record.stations.back().arrivals, 12u);
}

TEST(Orders, TheTimeOfAttemptsThatCameToNothingIsAWait) {
  // Half of the answers are errors; whoever is delivered after k failures took 10 (k + 1) ms.
  const auto record = asked({.retry = {.attempts = 50}}, Ratio::of(0.5));

  const auto wait = record.traffic[0].ledger[static_cast<std::size_t>(Part::retry_wait)];
  EXPECT_EQ(ended(record, Disposition::delivered), 4u);
  EXPECT_GT(record.traffic[0].retries, 0u);
  EXPECT_EQ(wait, ms(10).in_nanoseconds() * static_cast<std::int64_t>(record.traffic[0].retries));
}

TEST(Orders, ABudgetLeavesThreeRetriesAlways) {
  const auto record = asked({.retry = {.attempts = 9, .budget = Ratio::of(0.01)}}, Ratio::of(1));

  EXPECT_EQ(ended(record, Disposition::service_error), 4u);
  EXPECT_EQ(record.traffic[0].retries, 32u);  // One order at a time: never more than one retries.
}

TEST(Orders, AskTwiceAndTheFirstAnswerCounts) {
  const auto record = asked({.hedge = model::HedgePolicy{.after = ms(4)}});

  EXPECT_EQ(record.traffic[0].latency.greatest(), ms(10));
  EXPECT_EQ(record.traffic[0].retries, 4u);
}

TEST(Orders, NobodyAsksTwiceWhoIsAnsweredBefore) {
  EXPECT_EQ(asked({.hedge = model::HedgePolicy{.after = ms(10)}}).traffic[0].retries, 0u);
}

TEST(Orders, AUserWhoGaveUpThinksAndAsksAgain) {
  support::MeshBuilder mesh;
  mesh.zone("z").partition("default", {"z"});
  mesh.service({.name = "web", .concurrency = 8, .service_time = support::constant(ms(100))});
  mesh.traffic({.to = "web",
                .arrivals = model::Users{1, support::constant(ms(15))},
                .resilience = {.timeout = ms(10)}});

  const auto record = mesh.build().run({.duration = s(1)});

  EXPECT_EQ(ended(record, Disposition::timed_out), 40u);  // One in 25 ms.
}

}  // namespace
}  // namespace isthmus::dataplane
