// Do 95 % of the intervals hold the truth? A thousand short independent runs of each world whose
// truth is known. The band is that of the oracle coverage_band_1000: a correct program leaves it
// once in a million times.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <sstream>
#include <string>

#include "sim/session/run.hpp"

namespace isthmus::session {
namespace {

constexpr std::size_t runs = 1000;
constexpr double accept_low = 0.9162290806;
constexpr double accept_high = 0.9837709194;

struct Truth {
  model::Statistic statistic;
  double seconds;
};

/// The share of the runs whose interval holds each of the truths.
std::vector<double> coverage(const std::string& scenario, const std::vector<Truth>& truths) {
  std::istringstream in{scenario};
  const Opened opened = open("-", {{}, &in});
  std::vector<double> held(truths.size());
  if (!opened) {
    ADD_FAILURE() << opened.diagnostics.front().problem;
    return held;
  }
  RunOptions options;
  for (std::size_t i = 0; i < runs; ++i) {
    options.seed = 1000 + i;
    const RunResult result = run(*opened.study, options);
    for (std::size_t k = 0; k < truths.size(); ++k) {
      const auto& estimate = result.summary.pairs[0].latency->of(truths[k].statistic);
      const bool holds =
          estimate.low() <= truths[k].seconds && truths[k].seconds <= estimate.high();
      held[k] += holds ? 1.0 / runs : 0;
    }
  }
  return held;
}

void expect_nominal(const std::string& scenario, const std::vector<Truth>& truths) {
  const std::vector<double> held = coverage(scenario, truths);
  for (std::size_t k = 0; k < truths.size(); ++k) {
    std::printf("  %-5s %.1f %%\n", std::string{text(truths[k].statistic)}.c_str(), 100 * held[k]);
    EXPECT_GE(held[k], accept_low) << text(truths[k].statistic);
    EXPECT_LE(held[k], accept_high) << text(truths[k].statistic);
  }
}

std::string station(int servers, int rate_per_s, int duration_s) {
  return "isthmus: 1\npartitions: {default: {services: {app: {service_time: exp(1ms), "
         "concurrency: " +
         std::to_string(servers) + "}}}}\ntraffic: [{to: app, rate: " + std::to_string(rate_per_s) +
         "/s}]\nrun: {replications: 32, warmup: 1s, duration: " + std::to_string(duration_s) +
         "s}\n";
}

TEST(Coverage, OfAnMM1IsNominal) {
  // The sojourn time is exponential with mean 1 / (1000 - 500) s.
  const auto quantile = [](double p) { return -std::log(1 - p) * 0.002; };
  expect_nominal(station(1, 500, 9), {{model::Statistic::mean, 0.002},
                                      {model::Statistic::p50, quantile(0.5)},
                                      {model::Statistic::p90, quantile(0.9)},
                                      {model::Statistic::p99, quantile(0.99)}});
}

TEST(Coverage, OfAnMM4IsNominal) {
  // Erlang's C of four servers at 0.7 is 0.4286543182: wait 0.4286543182 / (4000 - 2800) s.
  expect_nominal(station(4, 2800, 5), {{model::Statistic::mean, 0.001 + 0.4286543182 / 1200}});
}

TEST(Coverage, OfAPathThroughTwoGatewaysIsNominal) {
  const std::string proxy = "workers: 1, per_connection: 0s, per_gb: 0s, per_message: exp(500us)";
  const std::string scenario =
      "isthmus: 1\nzones: {a: {region: a}, b: {region: b}}\nlinks:\n"
      "  - {between: [a, b], one_way: 2ms}\n  - {between: [a, a], rtt: 0s}\n"
      "  - {between: [b, b], rtt: 0s}\ndefaults:\n  sidecar: {" +
      proxy + ", handshake: 0s}\n  mesh_gateway: {" + proxy +
      "}\npartitions:\n  default:\n    zones: [a]\n    mesh_gateway: {}\n    services:\n"
      "      web:\n        proxy:\n          upstreams:\n            - {destination_name: api, "
      "destination_partition: far, local_bind_port: 1000, mesh_gateway: {mode: local}}\n"
      "  far:\n    zones: [b]\n    mesh_gateway: {}\n    services:\n"
      "      api: {service_time: exp(2ms)}\n"
      "config_entries:\n  - {Kind: exported-services, Name: far, Partition: far, Services: "
      "[{Name: api, Consumers: [{Partition: default}]}]}\n"
      "traffic:\n  - {from: web, to: far/api, rate: 250/s}\n"
      "run: {replications: 32, warmup: 4s, duration: 12s}\n";
  // Jackson: each proxy is passed twice at 1 / (2000 - 500) s, the app once at 1 / (500 - 250) s.
  const double mean = 8.0 / (2000 - 500) + 1.0 / (500 - 250) + 0.004;
  expect_nominal(scenario, {{model::Statistic::mean, mean}});
}

}  // namespace
}  // namespace isthmus::session
