// What services call, as a scenario says it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/opened_text.hpp"

namespace isthmus::scenario {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using tests::places;
using Kind = model::CallStep::Kind;

/// web calls as `calls` (from column 14 of line 6) says, and has upstreams for a and b.
Opened with(const std::string& calls) {
  return open_text("t.yaml",
                   "isthmus: 1\n"
                   "traffic: [{to: web, rate: 10/s}]\n"
                   "partitions:\n"
                   "  default:\n"
                   "    services:\n"
                   "      web: {calls: " +
                       calls +
                       ",\n"
                       "        proxy: {upstreams: [{destination_name: a, local_bind_port: 1},\n"
                       "                            {destination_name: b, local_bind_port: 2}]}}\n"
                       "      a: {error_rate: 1%}\n"
                       "      b: {}\n"
                       "      c: {}\n");
}

model::Model model_of(const std::string& calls) {
  const Opened result = with(calls);
  EXPECT_THAT(places(result.diagnostics), IsEmpty()) << result.diagnostics.front().problem;
  return result.model.value_or(model::Model{});
}

TEST(Calls, BecomeStreamsWithTheRateOfTheirCaller) {
  const auto model = model_of("[a, {to: b, probability: 50%, count: 3}]");

  ASSERT_EQ(model.traffic.size(), 3u);
  EXPECT_EQ(model.traffic[1].name, "default/default/web calls default/default/a");
  EXPECT_EQ(model.traffic[1].rate, PerSecond::of(10));
  EXPECT_EQ(model.traffic[2].rate, PerSecond::of(15));
  EXPECT_EQ(model::loop_of(model.traffic[2].arrivals), model::Loop::calls);
}

TEST(Calls, AreATreeOfSteps) {
  const auto model = model_of("[{parallel: [a, {sequence: [b, a]}]}]");

  const auto& steps = model.services[3].calls;
  ASSERT_EQ(steps.size(), 1u);
  EXPECT_EQ(steps[0].kind, Kind::parallel);
  ASSERT_EQ(steps[0].steps.size(), 2u);
  EXPECT_EQ(steps[0].steps[1].kind, Kind::sequence);
  EXPECT_EQ(steps[0].steps[1].steps[1].traffic, model::TrafficId{3});
  EXPECT_EQ(model.services[0].error_rate, Ratio::of(0.01));
}

TEST(Calls, SayWhatTheirCallerDoesWhenTheyFail) {
  const auto model =
      model_of("[{to: a, on_error: ignore, timeout: 1s, retry: {attempts: 3, budget: 20%}}]");

  const model::Resilience& resilience = *model.traffic[1].resilience;
  EXPECT_EQ(resilience.timeout, Duration::seconds(1));
  EXPECT_EQ(resilience.retry.attempts, 3u);
  EXPECT_EQ(resilience.retry.backoff, Duration::milliseconds(25));
  EXPECT_EQ(model.services[3].calls[0].on_error, model::OnError::ignore);
}

struct Wrong {
  const char* calls;
  const char* place;
};

TEST(Calls, ThatContradictThemselvesAreSaidWhereTheyStand) {
  for (const Wrong& wrong :
       {Wrong{"[c]", "traffic-without-upstream:6:21"}, Wrong{"[gone]", "unknown-service:6:21"},
        Wrong{"[{count: 2}]", "required-key:6:21"},
        Wrong{"[{to: a, parallel: [b]}]", "contradicting-keys:6:21"},
        Wrong{"[{parallel: [a], timeout: 1s}]", "contradicting-keys:6:46"},
        Wrong{"[{to: a, timeout: 0s}]", "out-of-range:6:38"},
        Wrong{"[{to: a, timeout: 1s, per_try_timeout: 1s}]", "contradicting-keys:6:59"},
        Wrong{"[{to: a, retry: {}}]", "required-key:6:29"},
        Wrong{"[{to: a, on_error: shrug}]", "unknown-value:6:39"}}) {
    EXPECT_THAT(places(with(wrong.calls).diagnostics), ElementsAre(wrong.place)) << wrong.calls;
  }
}

}  // namespace
}  // namespace isthmus::scenario
