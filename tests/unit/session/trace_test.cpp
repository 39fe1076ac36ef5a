// Requests that are followed: their stays fill their time, and their parts are their ledgers.
#include "sim/session/trace.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace isthmus::session {
namespace {

using results::Trace;
using results::TraceReason;

struct Followed {
  Study study;
  RunResult result;
  results::Traces traces;
};

Followed follow(const std::string& scenario, std::vector<std::string> settings = {}) {
  Opened opened = open(std::string{ISTHMUS_SOURCE_DIR} + "/scenarios/" + scenario,
                       {.settings = std::move(settings)});
  Followed followed;
  followed.study = std::move(opened.study).value();
  followed.result =
      run(followed.study,
          {.replications = 1, .duration = Duration::seconds(4), .warmup = Duration::seconds(1)});
  followed.traces = traces_of(followed.study, followed.result);
  return followed;
}

std::size_t count(const results::Traces& traces, TraceReason reason) {
  return static_cast<std::size_t>(
      std::count_if(traces.requests.begin(), traces.requests.end(), [&](const Trace& trace) {
        return std::find(trace.why.begin(), trace.why.end(), reason) != trace.why.end();
      }));
}

/// What is wrong with the times of a request; empty if nothing is.
std::string fault_in(const Trace& trace) {
  SimTime at = trace.intended;
  results::Ledger sums{};
  for (const results::TraceStay& stay : trace.stays) {
    if (stay.from != at) return "a stay does not begin where the last one ended";
    for (const results::TracePart& part : stay.parts) {
      at = at + part.length;
      sums[static_cast<std::size_t>(part.part)] += part.length.in_nanoseconds();
    }
    if (stay.to != at) return "the parts do not fill their stay";
  }
  if (at != trace.ended) return "the stays do not fill the request";
  if (trace.ledger && sums != *trace.ledger) return "the parts are not the ledger";
  return "";
}

class EveryKindOfStation : public testing::TestWithParam<const char*> {};

TEST_P(EveryKindOfStation, HasRequestsWhosePartsAddUpToTheirLedgers) {
  const Followed followed = follow(GetParam());

  EXPECT_GT(followed.traces.requests.size(), 3u);
  for (const Trace& trace : followed.traces.requests) {
    EXPECT_EQ(fault_in(trace), "") << "request " << trace.ordinal << " of " << trace.traffic;
  }
}

INSTANTIATE_TEST_SUITE_P(Trace, EveryKindOfStation,
                         testing::Values("tutorial/01-ten-lines.yaml",
                                         "tutorial/03-through-gateways.yaml",
                                         "tutorial/04-new-connections.yaml",
                                         "tutorial/05-three-partitions-two-clouds.yaml",
                                         "tutorial/07-load.yaml", "tutorial/08-calls.yaml",
                                         "queueing/cpu-limit.yaml", "queueing/loss.yaml",
                                         "queueing/ps.yaml", "lab/chain.yaml", "lab/gateway.yaml",
                                         "splitting/by-path.yaml"));

TEST(Trace, ThoseAroundTheP99HaveAboutThatLatency) {
  const Followed followed = follow("queueing/mm4.yaml");

  ASSERT_GT(count(followed.traces, TraceReason::around_p99), 0u);
  for (const Trace& trace : followed.traces.requests) {
    if (trace.why.front() != TraceReason::around_p99) continue;
    const double p99 =
        followed.result.records[0].traffic[trace.traffic].latency.quantile(0.99).in_seconds();
    EXPECT_NEAR((trace.ended - trace.intended).in_seconds(), p99, 0.02 * p99);
  }
}

TEST(Trace, OfEachSourceThereAreAFewForEachReason) {
  const Followed followed = follow("tutorial/03-through-gateways.yaml");

  const std::size_t sources = followed.study.model.traffic.size();
  EXPECT_EQ(count(followed.traces, TraceReason::sampled), 4 * sources);
  EXPECT_EQ(count(followed.traces, TraceReason::around_p99), 4 * sources);
  EXPECT_EQ(count(followed.traces, TraceReason::failed), 0u);
}

TEST(Trace, RequestsThatFailAreAmongThem) {
  const Followed followed = follow("queueing/loss.yaml");

  EXPECT_GT(count(followed.traces, TraceReason::failed), 0u);
  for (const Trace& trace : followed.traces.requests) {
    EXPECT_EQ(trace.ledger.has_value(), trace.disposition == route::Disposition::delivered);
  }
}

TEST(Trace, ARequestThatDialledHasAConnectionForEachSegmentAndItsHello) {
  const Followed followed = follow("tutorial/03-through-gateways.yaml");

  for (const Trace& trace : followed.traces.requests) {
    if (trace.connections.empty()) continue;
    EXPECT_FALSE(trace.hello.empty());
    EXPECT_EQ(followed.traces.stations[trace.connections.front().from].kind,
              results::StationKind::sidecar);
    for (std::size_t i = 1; i < trace.connections.size(); ++i) {
      EXPECT_EQ(trace.connections[i].from, trace.connections[i - 1].to);
    }
  }
}

TEST(Trace, NothingWasRunSoNothingIsFollowed) {
  const Followed followed = follow("tutorial/01-ten-lines.yaml");

  EXPECT_TRUE(traces_of(followed.study, RunResult{}).requests.empty());
}

TEST(Trace, ARunThatIsNotWantedAnyMoreLeavesNone) {
  const Followed followed = follow("tutorial/01-ten-lines.yaml");
  const std::atomic<bool> cancelled{true};

  const auto traces = traces_of(followed.study, followed.result, {.cancel = &cancelled});

  EXPECT_TRUE(traces.requests.empty());
}

}  // namespace
}  // namespace isthmus::session
