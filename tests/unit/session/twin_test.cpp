// What a formula says beside what was measured.
#include <gtest/gtest.h>

#include <sstream>

#include "sim/session/run.hpp"

namespace isthmus::session {
namespace {

RunResult after(const std::string& service, const std::string& traffic) {
  std::istringstream in{"isthmus: 1\npartitions: {default: {services: {app: {" + service +
                        "}}}}\ntraffic: [{to: app, " + traffic +
                        "}]\nrun: {warmup: 2s, duration: 40s}\n"};
  const Opened opened = open("-", {{}, &in});
  EXPECT_TRUE(opened.study.has_value());
  return run(*opened.study);
}

/// That of the app: the last station.
analysis::Twin twin_after(const std::string& service, const std::string& traffic) {
  return after(service, traffic).twins.back().value();
}

TEST(Twin, ExponentialWorkAndPoissonArrivalsAreMarkovian) {
  const auto twin = twin_after("service_time: exp(10ms), concurrency: 2", "rate: 100/s");

  EXPECT_EQ(twin.formula, "M/M/2");
  EXPECT_TRUE(twin.is_exact);
  EXPECT_NEAR(twin.wait_s, 0.01 / 3, 0.0002);  // Erlang's C at 0.5 with two servers.
  EXPECT_NEAR(twin.difference_s, 0, 0.0004);
}

TEST(Twin, ConstantWorkIsMD1) {
  const auto twin = twin_after("service_time: 10ms", "rate: 50/s");

  EXPECT_EQ(twin.formula, "M/D/1");
  EXPECT_NEAR(twin.wait_s, 0.005, 0.0003);
}

TEST(Twin, AnyOtherWorkAtOneServerIsMG1) {
  EXPECT_EQ(twin_after("service_time: {p50: 5ms, p99: 30ms}", "rate: 50/s").formula, "M/G/1");
}

TEST(Twin, SeveralServersOfOtherWorkAreApproximate) {
  const auto twin =
      twin_after("service_time: {p50: 5ms, p99: 30ms}, concurrency: 3", "rate: 200/s");

  EXPECT_EQ(twin.formula, "Allen-Cunneen G/G/3");
  EXPECT_FALSE(twin.is_exact);
}

TEST(Twin, EqualGapsAreSeenInTheVarianceOfArrivals) {
  const auto twin = twin_after("service_time: exp(10ms)", "rate: 50/s, arrivals: constant");

  EXPECT_EQ(twin.formula, "Allen-Cunneen G/G/1");
  EXPECT_NEAR(twin.arrival_scv, 0, 1e-9);
  EXPECT_NEAR(twin.service_scv, 1, 0.05);
}

TEST(Twin, AStationThatCannotKeepUpHasNone) {
  EXPECT_FALSE(after("service_time: exp(10ms)", "rate: 150/s").twins.back().has_value());
}

}  // namespace
}  // namespace isthmus::session
