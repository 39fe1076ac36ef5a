// A station under bursty load and in closed loops, against theory (tests/data/oracles.json).
// Tolerance: a correct program fails a comparison once in 10^6 (tests/support/replications.hpp).
#include <gtest/gtest.h>

#include "tests/support/replications.hpp"

namespace isthmus::dataplane {
namespace {

Duration us(std::int64_t n) { return Duration::microseconds(n); }
Duration ms(std::int64_t n) { return Duration::milliseconds(n); }
Duration s(std::int64_t n) { return Duration::seconds(n); }

/// One app with exponential service, asked from outside.
support::World station(model::Arrivals arrivals, double per_second, Duration service,
                       std::size_t servers = 1) {
  support::MeshBuilder mesh;
  mesh.zone("z").partition("default", {"z"});
  mesh.service(
      {.name = "web", .concurrency = servers, .service_time = support::exponential(service)});
  mesh.traffic({.to = "web", .per_second = per_second, .arrivals = std::move(arrivals)});
  return mesh.build();
}

double mean_of(const results::RunRecord& record) {
  return record.traffic[0].latency.mean_seconds();
}
double per_second(const results::RunRecord& record) {
  return static_cast<double>(record.traffic[0].requests) / record.measured.in_seconds();
}

TEST(Arrivals, InEqualGapsGiveDM1) {
  const auto records = support::replications(station(model::ConstantArrivals{}, 800, ms(1)),
                                             {.duration = s(42), .warmup = s(2)});

  support::expect_mean(records, 0.00269273084, 0.01, mean_of, "sojourn mean");  // dm1_lam800
  support::expect_mean(
      records, 0.01240048378, 0.03,
      [](const auto& r) { return r.traffic[0].latency.quantile(0.99).in_seconds(); }, "p99");
}

TEST(Arrivals, OfARenewalProcessGiveH2M1) {
  // Balanced means: nine of ten gaps have the rate 1440/s, the others 160/s.
  const random::Hyperexponential gap{
      {{Ratio::of(0.9), Duration::nanoseconds(694'444)}, {Ratio::of(0.1), us(6250)}}};
  const auto records = support::replications(station(model::RenewalArrivals{gap}, 800, ms(1)),
                                             {.duration = s(63), .warmup = s(3)});

  support::expect_mean(records, 0.01187825441, 0.03, mean_of, "sojourn mean");  // h2m1_lam800
  support::expect_mean(records, 800, 0.005, per_second, "rate");
}

TEST(Arrivals, WithARateThatChangesAtRandomGiveMmppM1) {
  const model::MmppArrivals mmpp{
      {{PerSecond::of(500), ms(100)}, {PerSecond::of(1500), Duration::nanoseconds(33'333'333)}}};
  const auto records =
      support::replications(station(mmpp, 750, ms(1)), {.duration = s(63), .warmup = s(3)});

  support::expect_mean(records, 0.02150154413, 0.04, mean_of, "sojourn mean");
  support::expect_mean(records, 750, 0.01, per_second, "rate");
}

TEST(ClosedLoop, OfMachinesAndOneRepairmanMeetsTheBirthDeathChain) {
  const auto records =
      support::replications(station(model::Users{20, support::exponential(ms(100))}, 200, ms(10)),
                            {.duration = s(63), .warmup = s(3)});

  support::expect_mean(records, 99.81309501, 0.005, per_second, "throughput");
  support::expect_mean(records, 0.1003745099, 0.005, mean_of, "response");
}

TEST(ClosedLoop, OfUsersWhoDoNotThinkMeetsMeanValueAnalysis) {
  // Two sidecars that are visited twice by each request, and an app.
  // Source   Reiser & Lavenberg, Mean-value analysis of closed multichain queueing networks, 1980.
  const double demands[] = {0.001, 0.0005, 0.002};
  double queue[3] = {};
  double response = 0;
  for (int n = 1; n <= 4; ++n) {
    double at[3];
    response = 0;
    for (int k = 0; k < 3; ++k) response += at[k] = demands[k] * (1 + queue[k]);
    for (int k = 0; k < 3; ++k) queue[k] = n / response * at[k];
  }
  auto first = support::free_sidecar();
  first.workers = 1;
  first.costs.per_message = support::exponential(us(500));
  auto second = first;
  second.costs.per_message = support::exponential(us(250));
  support::MeshBuilder mesh;
  mesh.zone("z").partition("default", {"z"});
  mesh.service({.name = "web", .sidecar = first});
  mesh.service({.name = "api", .service_time = support::exponential(ms(2)), .sidecar = second});
  mesh.traffic({.from = "web",
                .to = "api",
                .arrivals = model::Users{4, support::constant(Duration::zero())}});

  const auto records = support::replications(mesh.build(), {.duration = s(33), .warmup = s(3)});

  support::expect_mean(records, response, 0.005, mean_of, "response");
  support::expect_mean(records, 4 / response, 0.005, per_second, "throughput");
}

}  // namespace
}  // namespace isthmus::dataplane
