// Everything goes wrong at once: the engine in use and its slow twin, other windows and other
// numbers of threads leave one record, in which every request has exactly one end.
#include <gtest/gtest.h>

#include "sim/dataplane/engine.hpp"
#include "sim/random/stream.hpp"
#include "sim/results/invariants.hpp"
#include "tests/support/faults.hpp"

namespace isthmus::dataplane {
namespace {

using model::FaultKind;

Duration ms(std::int64_t n) { return Duration::milliseconds(n); }

support::World mesh_of_three() {
  support::MeshBuilder mesh;
  mesh.protocol("a/app", "http2", {.policy = mesh::BalancePolicy::least_request});
  mesh.protocol("b/app", "http");
  for (const char* zone : {"a", "b", "c"}) mesh.zone(zone);
  mesh.link("a", "b", ms(5)).link("b", "c", ms(7)).link("a", "c", ms(3));
  auto gateway = support::free_gateway();
  gateway.costs = {support::exponential(ms(1)), support::exponential(ms(1)), {}};
  gateway.replicas = 2;
  gateway.queueing.worker_choice = model::WorkerChoice::exact_balance;
  auto sidecar = support::free_sidecar();
  sidecar.queueing.worker_choice = model::WorkerChoice::exact_balance;
  sidecar.streams_max = 5;
  sidecar.costs = {support::exponential(ms(1)), support::exponential(ms(1)), {}};
  for (const char* name : {"a", "b", "c"}) {
    mesh.partition(name, {name}, gateway);
    mesh.service({.name = std::string{name} + "/app",
                  .replicas = 3,
                  .concurrency = 4,
                  .service_time = support::exponential(ms(5)),
                  .sidecar = sidecar,
                  .discipline = name[0] == 'b' ? model::Discipline::ps : model::Discipline::fifo});
  }
  const auto add = [&](const char* from, const char* to, mesh::GatewayMode mode,
                       model::ConnectionUse use, model::Resilience resilience) {
    mesh.traffic({.from = std::string{from} + "/app",
                  .to = std::string{to} + "/app",
                  .mode = mode,
                  .per_second = 200,
                  .arrivals = model::PoissonArrivals{},
                  .connections = use,
                  .resilience = resilience});
  };
  using mesh::GatewayMode;
  using model::ConnectionUse;
  add("a", "b", GatewayMode::local, ConnectionUse::kept_alive, {});
  add("b", "a", GatewayMode::remote, ConnectionUse::per_request,
      {.timeout = Duration::seconds(1), .retry = {.attempts = 3, .backoff = ms(10)}});
  add("c", "a", GatewayMode::none, ConnectionUse::kept_alive,
      {.hedge = model::HedgePolicy{.after = ms(30)}});
  add("a", "c", GatewayMode::local, ConnectionUse::per_request, {});
  support::World world = mesh.build();
  for (mesh::Upstream& upstream : world.model->services[0].registration.upstreams) {
    upstream.policy.made().limits = {.max_connections = 6, .max_pending_requests = 10};
  }
  world.model->control_plane.checks = {
      .interval = ms(300), .timeout = ms(100), .failures = 2, .passes = 1};
  world.model->control_plane.propagation = support::exponential(ms(50));
  return world;
}

/// Events drawn by a seed: any kind, any target, any time.
support::World troubled_world(std::uint64_t seed) {
  support::World world = mesh_of_three();
  random::Stream stream{{seed}, {0}, "events"};
  constexpr FaultKind process[] = {FaultKind::crash, FaultKind::restart, FaultKind::blackhole,
                                   FaultKind::drain};
  const char* names[] = {"a", "b", "c"};
  for (int i = 0; i < 8; ++i) {
    const Duration from = ms(static_cast<std::int64_t>(stream.pick(2500)));
    const Duration to = from + ms(1 + static_cast<std::int64_t>(stream.pick(1500)));
    const std::string name = names[stream.pick(3)];
    const FaultKind kind = process[stream.pick(4)];
    switch (stream.pick(5)) {
      case 0:
        add_event(world, support::service_target(world, name + "/app", stream.pick(3)), kind, from,
                  to);
        break;
      case 1:
        add_event(world, support::gateway_target(world, name, stream.pick(2)), kind, from, to);
        break;
      case 2:
        add_event(world, model::ZoneTarget{world.model->network.find_zone(name)}, FaultKind::cut,
                  from, to);
        break;
      case 3:
        add_event(world, model::LinkTarget{"a", names[1 + stream.pick(2)]}, FaultKind::cut, from,
                  to);
        break;
      default:
        add_event(world, model::LinkTarget{"b", "c"}, FaultKind::degrade, from, to);
        world.model->events.back().extra_latency = ms(20);
        world.model->events.back().loss = Ratio::of(0.2);
    }
  }
  return world;
}

Replication short_run(std::uint64_t seed) {
  return {.index = 2, .seed = seed, .duration = Duration::seconds(3), .warmup = ms(500)};
}

void expect_equal(const results::RunRecord& a, const results::RunRecord& b) {
  EXPECT_EQ(a.fingerprint, b.fingerprint);
  for (std::size_t i = 0; i < a.traffic.size(); ++i) {
    EXPECT_EQ(a.traffic[i].ended, b.traffic[i].ended) << i;
    EXPECT_EQ(a.traffic[i].ledger, b.traffic[i].ledger) << i;
    EXPECT_EQ(a.traffic[i].latency, b.traffic[i].latency) << i;
    EXPECT_EQ(a.timeline->sources[i].lost, b.timeline->sources[i].lost) << i;
  }
  for (std::size_t i = 0; i < a.stations.size(); ++i) {
    EXPECT_EQ(a.stations[i].busy_ns, b.stations[i].busy_ns) << a.stations[i].name;
  }
}

class Troubled : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(Troubled, EveryEngineLeavesTheSameRecord) {
  const support::World world = troubled_world(GetParam());
  const auto ours = world.run(short_run(GetParam()));

  for (const Engine& engine : {Engine{.kind = Engine::Kind::sorted}, Engine{.threads = 2},
                               Engine{.threads = 3}, Engine{.threads = 8}}) {
    expect_equal(ours, simulate_on(engine, *world.model, world.routes, short_run(GetParam())));
  }
}

TEST_P(Troubled, EveryRequestHasExactlyOneEnd) {
  const auto record = troubled_world(GetParam()).run(short_run(GetParam()));

  for (const results::Violation& one : results::violations_of(record)) {
    ADD_FAILURE() << one.rule << " at " << one.where << ": " << one.text;
  }
  for (std::size_t i = 0; i < record.traffic.size(); ++i) {
    std::uint64_t requests = 0;
    for (const results::SpanRecord& span : record.timeline->sources[i].spans) {
      std::uint64_t ended = 0;
      for (const std::uint64_t one : span.ended) ended += one;
      EXPECT_EQ(ended, span.requests);
      requests += span.requests;
    }
    EXPECT_EQ(requests, record.traffic[i].requests);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Troubled, ::testing::Range(std::uint64_t{1}, std::uint64_t{6}));

}  // namespace
}  // namespace isthmus::dataplane
