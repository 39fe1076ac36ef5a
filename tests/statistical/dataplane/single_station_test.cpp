// One station under Poisson load against the closed forms of M/M/c (tests/data/oracles.json).
// Tolerance: a correct program fails a comparison once in 10^6 (tests/support/replications.hpp).
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/replications.hpp"

namespace isthmus::dataplane {
namespace {

struct Case {
  std::string id;
  double precision;  ///< Standard error of the mean time in the system, relative.
  Duration duration;
};

std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.id; }

nlohmann::json entry(const std::string& id) {
  std::ifstream file{ISTHMUS_SOURCE_DIR "/tests/data/oracles.json"};
  const auto all = nlohmann::json::parse(file);
  for (const auto& candidate : all["oracles"]) {
    if (candidate["id"] == id) return candidate;
  }
  return {};
}

class SingleStation : public ::testing::TestWithParam<Case> {};

TEST_P(SingleStation, MeetsTheClosedForm) {
  const auto oracle = entry(GetParam().id);
  ASSERT_FALSE(oracle.is_null());
  const auto& parameters = oracle["parameters"];
  const auto& expected = oracle["expected"];
  const double servers = parameters["servers"].get<double>();
  support::MeshBuilder mesh;
  mesh.zone("z").partition("default", {"z"});
  mesh.service({.name = "web",
                .concurrency = parameters["servers"].get<std::size_t>(),
                .service_time = support::exponential(
                    Duration::nearest_seconds(parameters["service_mean_s"].get<double>()))});
  mesh.traffic({.to = "web",
                .per_second = parameters["arrival_rate_per_s"].get<double>(),
                .arrivals = model::PoissonArrivals{}});

  const auto records = support::replications(
      mesh.build(), {.duration = GetParam().duration, .warmup = Duration::seconds(3)});

  const double precision = GetParam().precision;
  const auto expect = [&](const char* key, double scale, const auto& measure) {
    support::expect_mean(records, expected[key].get<double>(), scale * precision, measure, key);
  };
  const auto& station = [](const results::RunRecord& r) -> const results::StationRecord& {
    return r.stations.back();
  };
  expect("sojourn_mean_s", 1, [](const auto& r) { return r.traffic[0].latency.mean_seconds(); });
  expect("L_mean", 1.5, [&](const auto& r) {
    return static_cast<double>(station(r).number_area_ns) /
           static_cast<double>(r.measured.in_nanoseconds());
  });
  expect("Lq_mean", 3, [&](const auto& r) {
    return static_cast<double>(station(r).queue_area_ns) /
           static_cast<double>(r.measured.in_nanoseconds());
  });
  expect("utilization", 1, [&](const auto& r) {
    return static_cast<double>(station(r).busy_ns) /
           (servers * static_cast<double>(r.measured.in_nanoseconds()));
  });
  expect("wait_mean_s", 2, [&](const auto& r) {
    return static_cast<double>(station(r).wait_ns) * 1e-9 /
           static_cast<double>(station(r).arrivals);
  });
  expect("sojourn_p50_s", 1.5,
         [](const auto& r) { return r.traffic[0].latency.quantile(0.5).in_seconds(); });
  expect("sojourn_p99_s", 3,
         [](const auto& r) { return r.traffic[0].latency.quantile(0.99).in_seconds(); });
}

INSTANTIATE_TEST_SUITE_P(Oracle, SingleStation,
                         ::testing::Values(Case{"mm1_lam300_mu1000", 0.003, Duration::seconds(93)},
                                           Case{"mm1_lam800_mu1000", 0.008, Duration::seconds(93)},
                                           Case{"mm4_lam2800_mu1000", 0.004, Duration::seconds(43)},
                                           Case{"mm4_lam3600_mu1000", 0.01, Duration::seconds(53)}),
                         [](const auto& one) {
                           std::string name = one.param.id;
                           for (char& c : name) c = c == '_' ? 'x' : c;
                           return name;
                         });

}  // namespace
}  // namespace isthmus::dataplane
