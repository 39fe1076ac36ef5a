// Limits of an upstream make it a queue of its own: Erlang's systems.
// Tolerance: a correct program fails a comparison once in 10^6 (tests/support/replications.hpp).
#include <gtest/gtest.h>

#include "sim/stats/queueing_formulas.hpp"
#include "tests/support/replications.hpp"

namespace isthmus::dataplane {
namespace {

constexpr std::size_t connections = 10;
constexpr double per_second = 800;
constexpr double service_s = 0.01;

/// 800 requests a second of 10 ms each, over ten connections to an app on which nobody waits.
std::vector<results::RunRecord> over_ten_connections(const std::string& protocol,
                                                     std::optional<std::uint64_t> line) {
  support::MeshBuilder mesh;
  mesh.zone("z").partition("default", {"z"}).protocol("api", protocol);
  mesh.service({.name = "web"});
  mesh.service({.name = "api",
                .concurrency = 5000,
                .service_time = support::exponential(Duration::nearest_seconds(service_s))});
  mesh.traffic(
      {.from = "web", .to = "api", .per_second = per_second, .arrivals = model::PoissonArrivals{}});
  support::World world = mesh.build();
  for (model::Service& service : world.model->services) {
    for (mesh::Upstream& upstream : service.registration.upstreams) {
      upstream.policy.made().limits = {.max_connections = connections,
                                       .max_pending_requests = line};
    }
  }
  return support::replications(world,
                               {.duration = Duration::seconds(42), .warmup = Duration::seconds(2)});
}

stats::Load load() {
  return {
      .arrivals = PerSecond::of(per_second), .service_mean_s = service_s, .servers = connections};
}

double refused(const results::RunRecord& record) {
  const auto overloaded = static_cast<std::size_t>(route::Disposition::overloaded);
  return static_cast<double>(record.traffic[0].ended[overloaded]) /
         static_cast<double>(record.traffic[0].requests);
}

double mean_of(const results::RunRecord& record) {
  return record.traffic[0].latency.mean_seconds();
}

TEST(Limits, OverTcpAreErlangsLossSystem) {
  const auto records = over_ten_connections("tcp", {});

  support::expect_mean(records, stats::erlang_b(load().offered(), connections), 0.01, refused,
                       "refused");
  support::expect_mean(records, service_s, 0.002, mean_of, "mean");
}

TEST(Limits, OverHttpAreErlangsQueue) {
  const auto records = over_ten_connections("http", {});

  support::expect_mean(records, stats::mmc(load())->means.sojourn_mean_s, 0.01, mean_of, "mean");
}

TEST(Limits, OfTheLineMakeItALossSystemWithPlacesToWait) {
  const auto records = over_ten_connections("http", 5);

  support::expect_mean(records, stats::mmck(load(), connections + 5).blocking_prob, 0.02, refused,
                       "refused");
}

}  // namespace
}  // namespace isthmus::dataplane
