// What must be so in every scenario, whatever its numbers: the identities of time, names, distance
// and load.
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "sim/session/run.hpp"

namespace isthmus::session {
namespace {

std::vector<results::RunRecord> records_of(const std::string& text) {
  std::istringstream in{text};
  Opened opened = open("-", {{}, &in});
  if (!opened) {
    ADD_FAILURE() << opened.diagnostics.front().problem;
    return {};
  }
  return run(*opened.study, {.observe_stations = true}).records;
}

std::string times(int factor, int number, const char* unit) {
  return std::to_string(factor * number) + unit;
}

/// A path through two gateways whose work is random but made of whole steps, all times `factor`
/// times as long. Arrivals have equal gaps: only a random gap is rounded.
std::string slow_motion(int factor) {
  const auto steps = [&](int low, int high) {
    return "\"empirical(" + times(factor, low, "us") + " 60%, " + times(factor, high, "us") +
           " 40%)\"";
  };
  const std::string proxy =
      "per_connection: " + steps(50, 90) + ", per_message: " + steps(30, 400) + ", per_gb: 0s";
  return "isthmus: 1\nzones: {a: {region: a}, b: {region: b}}\nlinks:\n"
         "  - {between: [a, b], one_way: " +
         times(factor, 3, "ms") + "}\n  - {between: [a, a], one_way: " + times(factor, 64, "us") +
         "}\n  - {between: [b, b], one_way: " + times(factor, 64, "us") +
         "}\ndefaults:\n  sidecar: {" + proxy + ", handshake: " + steps(300, 700) +
         "}\n  mesh_gateway: {" + proxy +
         "}\npartitions:\n  default:\n    zones: [a]\n    mesh_gateway: {}\n    services:\n"
         "      web:\n        proxy:\n          upstreams:\n            - {destination_name: api, "
         "destination_partition: far, local_bind_port: 1000, mesh_gateway: {mode: local}}\n"
         "  far:\n    zones: [b]\n    mesh_gateway: {}\n    services:\n      api: {service_time: " +
         steps(500, 1500) +
         "}\nconfig_entries:\n  - {Kind: exported-services, Name: far, Partition: far, Services: "
         "[{Name: api, Consumers: [{Partition: default}]}]}\ntraffic:\n"
         "  - {name: kept, from: web, to: far/api, rate: " +
         std::to_string(512 / factor) +
         "/s, arrivals: constant}\n"
         "  - {name: fresh, from: web, to: far/api, rate: " +
         std::to_string(64 / factor) +
         "/s, arrivals: constant, connections: per_request}\n"
         "run: {replications: 2, warmup: " +
         times(factor, 500, "ms") + ", duration: " + times(factor, 4000, "ms") + "}\n";
}

TEST(Identity, ScalingTimeByAPowerOfTwoScalesEveryOutputExactly) {
  const auto fast = records_of(slow_motion(1));
  const auto slow = records_of(slow_motion(8));

  ASSERT_EQ(fast.size(), slow.size());
  for (std::size_t r = 0; r < fast.size(); ++r) {
    for (std::size_t t = 0; t < fast[r].traffic.size(); ++t) {
      const auto& a = fast[r].traffic[t];
      const auto& b = slow[r].traffic[t];
      EXPECT_GT(a.requests, 100u);
      EXPECT_EQ(a.requests, b.requests);
      EXPECT_EQ(a.connections, b.connections);
      EXPECT_EQ(a.latency.greatest() * 8, b.latency.greatest());
      for (std::size_t part = 0; part < a.ledger.size(); ++part) {
        EXPECT_EQ(a.ledger[part] * 8, b.ledger[part]) << part;
      }
    }
    for (std::size_t s = 0; s < fast[r].stations.size(); ++s) {
      const auto& a = fast[r].stations[s];
      const auto& b = slow[r].stations[s];
      EXPECT_EQ(a.arrivals, b.arrivals) << a.name;
      EXPECT_EQ(a.busy_ns * 8, b.busy_ns) << a.name;
      EXPECT_EQ(a.wait_ns * 8, b.wait_ns) << a.name;
      EXPECT_EQ(a.number_area_ns * 8, b.number_area_ns) << a.name;
    }
  }
}

/// One service that another calls; all costs are constant, since a draw is named after its drawer.
std::string named(const std::string& partition, const std::string& caller,
                  const std::string& called) {
  return "isthmus: 1\ndefaults: {sidecar: {worker_choice: shared}}\npartitions:\n  " + partition +
         ":\n    services:\n      " + caller +
         ":\n        proxy: {upstreams: [{destination_name: " + called +
         ", local_bind_port: 1000}]}\n      " + called +
         ": {service_time: 900us, concurrency: 1}\n"
         "traffic:\n  - {from: " +
         partition + "/" + caller + ", to: " + partition + "/" + called +
         ", rate: 1000/s, arrivals: constant}\n"
         "  - {name: outside, to: " +
         partition + "/" + called +
         ", rate: 90/s, arrivals: constant}\n"
         "run: {replications: 1, warmup: 0s, duration: 3s}\n";
}

TEST(Identity, RenamingChangesOnlyNames) {
  const auto one = records_of(named("default", "web", "api"));
  const auto other = records_of(named("finance", "shop", "stock"));

  ASSERT_EQ(one.size(), 1u);
  ASSERT_EQ(other.size(), 1u);
  EXPECT_GT(one[0].traffic[0].ledger[static_cast<std::size_t>(results::Part::queue)], 0);
  for (std::size_t t = 0; t < 2; ++t) {
    EXPECT_EQ(one[0].traffic[t].latency, other[0].traffic[t].latency);
    EXPECT_EQ(one[0].traffic[t].ledger, other[0].traffic[t].ledger);
  }
}

std::string busy(int microseconds) {
  return "isthmus: 1\npartitions: {default: {services: {app: {concurrency: 2, service_time: exp(" +
         std::to_string(microseconds) +
         "us)}}}}\ntraffic: [{to: app, rate: 1000/s}]\n"
         "run: {replications: 3, warmup: 0s, duration: 5s}\n";
}

TEST(Identity, MoreWorkOnTheSameDrawsNeverShortensAWait) {
  constexpr int means[] = {400, 700, 1000, 1400, 1800};
  std::vector<results::RunRecord> before = records_of(busy(means[0]));
  for (std::size_t i = 1; i < std::size(means); ++i) {
    const auto after = records_of(busy(means[i]));
    for (std::size_t r = 0; r < after.size(); ++r) {
      const auto& less = before[r].details.back().waits;
      const auto& more = after[r].details.back().waits;
      ASSERT_EQ(less.count(), more.count());
      for (const double p : {0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1.0}) {
        EXPECT_LE(less.quantile(p), more.quantile(p)) << means[i] << " us, " << p;
      }
      EXPECT_LT(less.mean_seconds(), more.mean_seconds());
    }
    before = after;
  }
}

}  // namespace
}  // namespace isthmus::session
