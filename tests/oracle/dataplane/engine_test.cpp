// The engine in use against its slow twin, other windows and other numbers of threads: one record.
#include "sim/dataplane/engine.hpp"

#include <gtest/gtest.h>

#include "sim/results/invariants.hpp"
#include "tests/support/mesh_builder.hpp"

namespace isthmus::dataplane {
namespace {

Duration ms(std::int64_t n) { return Duration::milliseconds(n); }
Duration us(std::int64_t n) { return Duration::microseconds(n); }

/// Three partitions, everything random, every mode and every way to connect.
support::World busy_world() {
  support::MeshBuilder mesh;
  for (const char* zone : {"a", "b", "c"}) mesh.zone(zone);
  mesh.link("a", "b", ms(5), BitRate::bits_per_second(1e9));
  mesh.link("b", "c", ms(7)).link("a", "c", ms(3));
  auto gateway = support::free_gateway();
  gateway.costs = {
      support::exponential(us(150)), support::exponential(us(50)), {Duration::milliseconds(400)}};
  gateway.replicas = 2;
  auto sidecar = support::free_sidecar();
  sidecar.costs = {
      support::exponential(us(80)), support::exponential(us(100)), {Duration::milliseconds(360)}};
  sidecar.handshake = {support::exponential(us(500)), support::exponential(us(200))};
  for (const char* name : {"a", "b", "c"}) {
    mesh.partition(name, {name}, gateway);
    mesh.service({.name = std::string{name} + "/app",
                  .replicas = 3,
                  .concurrency = 4,
                  .service_time = support::exponential(ms(1)),
                  .sidecar = sidecar});
  }
  const auto add = [&](const char* from, const char* to, mesh::GatewayMode mode,
                       model::ConnectionUse use, model::TlsPlan tls) {
    mesh.traffic({.from = std::string{from} + "/app",
                  .to = std::string{to} + "/app",
                  .mode = mode,
                  .per_second = 300,
                  .arrivals = model::PoissonArrivals{},
                  .connections = use,
                  .tls = tls,
                  .request_size = Bytes::of(1024),
                  .response_size = Bytes::of(16'384)});
  };
  using mesh::GatewayMode;
  using model::ConnectionUse;
  using model::TlsResumption;
  using model::TlsVersion;
  add("a", "b", GatewayMode::local, ConnectionUse::kept_alive, {});
  add("b", "a", GatewayMode::remote, ConnectionUse::per_request, {});
  add("c", "a", GatewayMode::none, ConnectionUse::per_request,
      {TlsVersion::tls_1_2, TlsResumption::none});
  add("a", "c", GatewayMode::local, ConnectionUse::per_request,
      {TlsVersion::tls_1_3, TlsResumption::early_data});
  add("c", "b", GatewayMode::local, ConnectionUse::per_request,
      {TlsVersion::tls_1_2, TlsResumption::ticket});
  return mesh.build();
}

/// Three partitions that call each other for users who wait; callers time out, retry and hedge.
support::World watched_world() {
  support::MeshBuilder mesh;
  for (const char* zone : {"a", "b", "c"}) mesh.zone(zone);
  mesh.link("a", "b", ms(2)).link("b", "c", ms(3)).link("a", "c", ms(1));
  auto gateway = support::free_gateway();
  gateway.costs = {support::exponential(us(150)), support::exponential(us(50)), {}};
  for (const char* name : {"a", "b", "c"}) mesh.partition(name, {name}, gateway);
  auto maybe = support::call(2);
  maybe.probability = Ratio::of(0.7);
  maybe.on_error = model::OnError::ignore;
  auto twice = support::call(3);
  twice.count = 2;
  mesh.service({.name = "a/front",
                .replicas = 2,
                .concurrency = 4,
                .service_time = support::exponential(ms(1)),
                .calls = {support::at_once({support::call(1), maybe})}});
  mesh.service({.name = "b/app",
                .concurrency = 3,
                .service_time = support::exponential(ms(2)),
                .error_rate = Ratio::of(0.05),
                .calls = {twice}});
  mesh.service({.name = "c/app", .concurrency = 8, .service_time = support::exponential(ms(4))});
  mesh.service({.name = "c/leaf", .concurrency = 2, .service_time = support::exponential(ms(1))});
  mesh.traffic({.name = "people",
                .to = "a/front",
                .arrivals = model::Users{12, support::exponential(ms(20))},
                .resilience = {.timeout = ms(60)}});
  const auto add = [&](const char* from, const char* to, mesh::GatewayMode mode,
                       model::Resilience resilience) {
    mesh.traffic({.from = from,
                  .to = to,
                  .mode = mode,
                  .arrivals = model::ImpliedCalls{},
                  .resilience = resilience});
  };
  add("a/front", "b/app", mesh::GatewayMode::local,
      {.per_try_timeout = ms(25), .retry = {.attempts = 3, .backoff = ms(2)}});
  add("a/front", "c/app", mesh::GatewayMode::remote,
      {.hedge = model::HedgePolicy{.after = ms(8), .attempts = 3}});
  add("b/app", "c/leaf", mesh::GatewayMode::local, {});
  return mesh.build();
}

void expect_equal(const results::RunRecord& a, const results::RunRecord& b) {
  EXPECT_EQ(a.fingerprint, b.fingerprint);
  EXPECT_EQ(a.events, b.events);
  ASSERT_EQ(a.traffic.size(), b.traffic.size());
  for (std::size_t i = 0; i < a.traffic.size(); ++i) {
    EXPECT_EQ(a.traffic[i].ended, b.traffic[i].ended);
    EXPECT_EQ(a.traffic[i].ledger, b.traffic[i].ledger);
    EXPECT_EQ(a.traffic[i].connections, b.traffic[i].connections);
    EXPECT_EQ(a.traffic[i].latency, b.traffic[i].latency);
  }
  ASSERT_EQ(a.stations.size(), b.stations.size());
  for (std::size_t i = 0; i < a.stations.size(); ++i) {
    EXPECT_EQ(a.stations[i].name, b.stations[i].name);
    EXPECT_EQ(a.stations[i].busy_ns, b.stations[i].busy_ns);
    EXPECT_EQ(a.stations[i].number_area_ns, b.stations[i].number_area_ns);
  }
}

class EngineTwin : public ::testing::TestWithParam<Engine> {};

TEST_P(EngineTwin, LeavesTheSameRecord) {
  const support::World world = busy_world();
  const Replication replication{
      .index = 3, .seed = 11, .duration = Duration::seconds(4), .warmup = Duration::seconds(1)};

  const auto ours = world.run(replication);

  EXPECT_GT(ours.traffic[0].requests, 700u);
  expect_equal(ours, simulate_on(GetParam(), *world.model, world.routes, replication));
}

TEST_P(EngineTwin, LeavesTheSameRecordWhereCallersWatchTheirRequests) {
  const support::World world = watched_world();
  const Replication replication{
      .index = 1, .seed = 5, .duration = Duration::seconds(6), .warmup = Duration::seconds(1)};

  const auto ours = world.run(replication);

  EXPECT_GT(ours.traffic[1].retries, 50u);
  EXPECT_GT(ours.traffic[2].retries, 50u);
  EXPECT_TRUE(results::violations_of(ours).empty());
  expect_equal(ours, simulate_on(GetParam(), *world.model, world.routes, replication));
}

INSTANTIATE_TEST_SUITE_P(
    All, EngineTwin,
    ::testing::Values(Engine{.kind = Engine::Kind::sorted}, Engine{.threads = 2},
                      Engine{.threads = 3, .window = Duration::microseconds(700)},
                      Engine{.window = Duration::microseconds(10)}));

}  // namespace
}  // namespace isthmus::dataplane
