// Requests that part: what routes promise is what a run does.
#include <gtest/gtest.h>

#include <cmath>
#include <sstream>
#include <string>

#include "sim/session/run.hpp"
#include "sim/session/study.hpp"

namespace isthmus::session {
namespace {

const std::string two_apis = R"(isthmus: 1
partitions:
  default:
    services:
      web: {proxy: {upstreams: [{destination_name: api, local_bind_port: 10000}]}}
      api: {}
      admin: {}
config_entries:
  - {Kind: proxy-defaults, Name: global, Config: {protocol: http}}
)";

results::RunRecord only_record(const std::string& text) {
  std::istringstream in{text};
  const Opened found = open("-", {{}, &in});
  EXPECT_TRUE(found) << found.diagnostics.front().problem;
  RunOptions options;
  options.jobs = 1;
  return run(*found.study, options).records.at(0);
}

std::uint64_t arrivals(const results::RunRecord& record, const std::string& station) {
  for (const results::StationRecord& one : record.stations) {
    if (one.name == station) return one.arrivals;
  }
  return 0;
}

TEST(Parted, ASplitterSharesOutRequestsByWeight) {
  const results::RunRecord record = only_record(
      two_apis +
      "  - {Kind: service-splitter, Name: api, Splits: [{Weight: 80}, {Weight: 20, Service: "
      "admin}]}\n"
      "traffic: [{from: web, to: api, rate: 1000/s}]\n"
      "run: {duration: 10s, warmup: 0s, replications: 1}\n");

  const auto all = static_cast<double>(arrivals(record, "service api[0]") +
                                       arrivals(record, "service admin[0]"));
  const auto few = static_cast<double>(arrivals(record, "service admin[0]"));
  ASSERT_GT(all, 9000);
  // 4.9 standard deviations: a correct program fails once in a million seeds.
  EXPECT_NEAR(few / all, 0.2, 4.9 * std::sqrt(0.2 * 0.8 / all));
}

TEST(Parted, ARouterSendsRequestsOnByWhatTheirTrafficSays) {
  const results::RunRecord record = only_record(
      two_apis +
      "  - {Kind: service-router, Name: api, Routes: [{Match: {HTTP: {PathPrefix: /admin}}, "
      "Destination: {Service: admin}}]}\n"
      "traffic:\n"
      "  - {name: a, from: web, to: api, rate: 10/s, arrivals: constant}\n"
      "  - {name: b, from: web, to: api, rate: 4/s, arrivals: constant, path: /admin}\n"
      "run: {duration: 10s, warmup: 0s, replications: 1}\n");

  EXPECT_EQ(arrivals(record, "service api[0]"), record.traffic[0].requests);
  EXPECT_EQ(arrivals(record, "service admin[0]"), record.traffic[1].requests);
  EXPECT_GT(record.traffic[1].requests, 30U);
}

TEST(Parted, OnlyTheShareThatHasNowhereToGoFails) {
  const results::RunRecord record = only_record(
      two_apis +
      "  - {Kind: service-splitter, Name: api, Splits: [{Weight: 50}, {Weight: 50, Service: "
      "nobody}]}\n"
      "traffic: [{from: web, to: api, rate: 1000/s}]\n"
      "run: {duration: 2s, warmup: 0s, replications: 1}\n");

  const results::TrafficRecord& traffic = record.traffic.at(0);
  const std::uint64_t lost =
      traffic.ended[static_cast<std::size_t>(route::Disposition::no_healthy_endpoint)];
  EXPECT_GT(lost, 0U);
  EXPECT_EQ(lost + arrivals(record, "service api[0]"), traffic.requests);
}

}  // namespace
}  // namespace isthmus::session
