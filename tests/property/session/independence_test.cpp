// What a run does not depend on: threads, the order in which a scenario names its services, and
// services that nobody who is looked at has to do with. In a mesh with everything that draws.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "sim/results/invariants.hpp"
#include "sim/results/record_bytes.hpp"
#include "sim/session/run.hpp"

namespace isthmus::session {
namespace {

const std::string upstream = "destination_partition: far, local_bind_port: ";

/// The services of a partition, each a block of lines.
using Blocks = std::vector<std::string>;

Blocks near_services() {
  return {
      "      web:\n        replicas: 3\n        concurrency: 4\n        service_time: exp(1ms)\n"
      "        calls:\n"
      "          - {to: cache, probability: 60%, on_error: ignore, work: 200us}\n"
      "          - parallel:\n"
      "              - {to: far/billing, retry: {attempts: 3, backoff: 5ms, budget: 20%}}\n"
      "              - {to: far/ledger, count: 2, per_try_timeout: 60ms, hedge: {after: 30ms}}\n"
      "        proxy:\n          upstreams:\n"
      "            - {destination_name: cache, local_bind_port: 1000}\n"
      "            - {destination_name: billing, " +
          upstream +
          "1001, mesh_gateway: {mode: local}}\n"
          "            - {destination_name: ledger, " +
          upstream + "1002, mesh_gateway: {mode: remote}}\n",
      "      cache: {replicas: 3, service_time: exp(500us), error_rate: 2%, queue_limit: 40}\n",
      "      jobs:\n        replicas: 2\n        sidecar: {workers: 3}\n        proxy:\n"
      "          upstreams:\n            - {destination_name: billing, " +
          upstream + "1000}\n"};
}

Blocks far_services() {
  return {
      "      billing: {replicas: 4, concurrency: 2, discipline: ps, service_time: "
      "\"lognormal(p50=2ms, p99=20ms)\"}\n",
      "      ledger: {replicas: 2, cpu: 700m, service_time: exp(1ms), error_rate: 1%}\n"};
}

/// Asks and is asked only by itself, over the same gateways' zones and with draws of every kind.
const std::string stranger =
    "      NAME:\n        replicas: 2\n        service_time: exp(2ms)\n        error_rate: 5%\n"
    "        calls: [{to: NAME-store, probability: 50%, retry: {attempts: 2}}]\n        proxy: "
    "{upstreams: [{destination_name: NAME-store, local_bind_port: 1000}]}\n"
    "      NAME-store: {replicas: 2, service_time: exp(1ms), error_rate: 9%}\n";

std::string named(std::string text, const std::string& name) {
  for (std::size_t at = 0; (at = text.find("NAME", at)) != std::string::npos;) {
    text.replace(at, 4, name);
  }
  return text;
}

std::string joined(const Blocks& blocks) {
  std::string text;
  for (const std::string& block : blocks) text += block;
  return text;
}

std::string scenario(const Blocks& near, const Blocks& far, const std::string& more_traffic = "") {
  return "isthmus: 1\nzones: {a: {region: a}, b: {region: b}}\nlinks:\n"
         "  - {between: [a, b], rtt: 8ms, jitter: exp(300us), loss: 0.5%, bandwidth: 100Mbit/s, "
         "sharing: fifo}\npartitions:\n  default:\n    zones: [a]\n    mesh_gateway: {replicas: 2}"
         "\n    services:\n" +
         joined(near) +
         "  far:\n    zones: [b]\n    mesh_gateway: {replicas: 2, workers: 2}\n    services:\n" +
         joined(far) +
         "config_entries:\n"
         "  - {Kind: service-defaults, Name: ledger, Partition: far, Protocol: http2}\n"
         "  - {Kind: service-defaults, Name: cache, Protocol: http}\n"
         "  - {Kind: service-resolver, Name: cache, LoadBalancer: {Policy: least_request}}\n"
         "  - Kind: exported-services\n    Name: far\n    Partition: far\n    Services:\n"
         "      - {Name: billing, Consumers: [{Partition: default}]}\n"
         "      - {Name: ledger, Consumers: [{Partition: default}]}\n"
         "consul: {health_checks: {interval: 1s, timeout: 500ms, failures: 1}}\n"
         "traffic:\n  - {name: users, to: web, rate: 60/s, timeout: 2s}\n"
         "  - {name: batch, from: jobs, to: far/billing, rate: 20/s, connections: per_request}\n" +
         more_traffic +
         "events:\n  - {name: gateway, at: 3s, for: 1s, gateway: far[0], how: crash}\n"
         "  - {name: hole, at: 5s, for: 500ms, service: far/ledger[1], how: blackhole}\n"
         "run: {replications: 3, warmup: 500ms, duration: 7s, seed: 11}\n";
}

std::vector<results::RunRecord> records_of(const std::string& text, std::size_t jobs = 1) {
  std::istringstream in{text};
  Opened opened = open("-", {{}, &in});
  for (const Diagnostic& one : opened.diagnostics) {
    EXPECT_NE(one.severity, Severity::error) << one.problem;
  }
  if (!opened) return {};
  return run(*opened.study, {.jobs = jobs}).records;
}

/// The test would say little if nothing went wrong, was tried again or was dialled.
void expect_a_rich_run(const std::vector<results::RunRecord>& records) {
  ASSERT_EQ(records.size(), 3u);
  std::uint64_t failed = 0;
  std::uint64_t retries = 0;
  for (const results::TrafficRecord& traffic : records[0].traffic) {
    failed += traffic.failed.count();
    retries += traffic.retries;
  }
  EXPECT_GT(failed, 10u);
  EXPECT_GT(retries, 10u);
  EXPECT_TRUE(results::violations_of(records[0]).empty());
}

TEST(Run, HasTheSameBytesOnAnyNumberOfThreads) {
  const std::string text = scenario(near_services(), far_services());
  const auto one = records_of(text);

  expect_a_rich_run(one);
  for (const std::size_t jobs : {2, 3, 5, 16}) {
    const auto many = records_of(text, jobs);
    ASSERT_EQ(many.size(), one.size());
    for (std::size_t r = 0; r < one.size(); ++r) {
      EXPECT_EQ(results::bytes_of(many[r]), results::bytes_of(one[r])) << jobs << " threads";
    }
  }
}

TEST(Run, HasTheSameBytesForAnyOrderOfServices) {
  Blocks near = near_services();
  Blocks far = far_services();
  const auto as_written = records_of(scenario(near, far));

  expect_a_rich_run(as_written);
  std::sort(near.begin(), near.end());
  std::sort(far.begin(), far.end());
  do {
    do {
      const auto reordered = records_of(scenario(near, far));
      ASSERT_EQ(reordered.size(), as_written.size());
      for (std::size_t r = 0; r < as_written.size(); ++r) {
        EXPECT_EQ(results::bytes_of(reordered[r]), results::bytes_of(as_written[r]));
      }
    } while (std::next_permutation(far.begin(), far.end()));
  } while (std::next_permutation(near.begin(), near.end()));
}

TEST(Run, OfAMeshWithAStrangerLeavesEverybodyElseTheirDraws) {
  const auto alone = records_of(scenario(near_services(), far_services()));

  expect_a_rich_run(alone);
  for (const std::string name : {"aa-first", "zz-last"}) {
    Blocks near = near_services();
    near.insert(name == "aa-first" ? near.begin() : near.end(), named(stranger, name));
    const auto together = records_of(
        scenario(near, far_services(),
                 "  - {name: " + name + ", to: " + name + ", rate: 50/s, retry: {attempts: 2}}\n"));
    ASSERT_EQ(together.size(), alone.size());
    for (std::size_t r = 0; r < alone.size(); ++r) {
      // Streams stand as they are written, those of calls behind them: leave out the stranger's.
      std::vector<const results::TrafficRecord*> others;
      for (const auto& one : together[r].traffic) others.push_back(&one);
      ASSERT_EQ(others.size(), alone[r].traffic.size() + 2);
      for (const auto& mine : alone[r].traffic) {
        const auto same = [&](const results::TrafficRecord* other) {
          return other->requests == mine.requests && other->ended == mine.ended &&
                 other->ledger == mine.ledger && other->latency == mine.latency &&
                 other->failed == mine.failed && other->retries == mine.retries &&
                 other->connections == mine.connections;
        };
        EXPECT_EQ(std::count_if(others.begin(), others.end(), same), 1) << name;
      }
      for (const results::StationRecord& mine : alone[r].stations) {
        const auto there = std::find_if(together[r].stations.begin(), together[r].stations.end(),
                                        [&](const auto& other) { return other.name == mine.name; });
        ASSERT_NE(there, together[r].stations.end()) << mine.name;
        EXPECT_EQ(there->arrivals, mine.arrivals) << mine.name;
        EXPECT_EQ(there->busy_ns, mine.busy_ns) << mine.name;
        EXPECT_EQ(there->wait_ns, mine.wait_ns) << mine.name;
      }
    }
  }
}

}  // namespace
}  // namespace isthmus::session
