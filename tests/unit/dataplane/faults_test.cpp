// What becomes of requests when something goes wrong, counted request by request.
#include <gtest/gtest.h>

#include "sim/results/invariants.hpp"
#include "tests/support/faults.hpp"

namespace isthmus::dataplane {
namespace {

using model::FaultKind;
using route::Disposition;

Duration ms(std::int64_t n) { return Duration::milliseconds(n); }
Duration s(std::int64_t n) { return Duration::seconds(n); }

/// Ten requests a second, the first after 100 ms, over 10 ms to an app that takes no time.
support::World pair(std::size_t replicas, model::ConnectionUse use, model::Resilience resilience,
                    Duration service_time = {}) {
  support::MeshBuilder mesh;
  mesh.zone("a").zone("b").link("a", "b", ms(10));
  mesh.partition("default", {"a"}).partition("far", {"b"});
  mesh.service({.name = "web"});
  mesh.service({.name = "far/api",
                .replicas = replicas,
                .concurrency = 100,
                .service_time = support::constant(service_time)});
  mesh.traffic({.from = "web",
                .to = "far/api",
                .per_second = 10,
                .connections = use,
                .resilience = resilience});
  support::World world = mesh.build();
  support::let_nobody_check(world);
  return world;
}

support::World new_connections(std::size_t replicas, model::Resilience resilience = {}) {
  return pair(replicas, model::ConnectionUse::per_request, resilience);
}
support::World kept_alive(Duration service_time, model::Resilience resilience = {}) {
  return pair(1, model::ConnectionUse::kept_alive, resilience, service_time);
}

results::RunRecord run(const support::World& world) {
  auto record = world.run({.duration = s(30)});
  EXPECT_TRUE(results::violations_of(record).empty());
  return record;
}

std::uint64_t ended(const results::RunRecord& record, Disposition disposition) {
  return record.traffic[0].ended[static_cast<std::size_t>(disposition)];
}

TEST(Faults, ABlackHoleLosesAllRequestsOfItsTimeWhereCallersDoNotWaitForIt) {
  support::World world = new_connections(1, {.timeout = ms(500)});
  add_event(world, support::service_target(world, "far/api"), FaultKind::blackhole, ms(9970),
            ms(19'970));

  const auto record = run(world);

  EXPECT_EQ(ended(record, Disposition::timed_out), 100u);
  EXPECT_EQ(ended(record, Disposition::delivered), record.traffic[0].requests - 100);
}

TEST(Faults, ADialIntoABlackHoleEndsWithTheConnectTimeoutUnlessItsSynComesAgainInTime) {
  support::World world = new_connections(1);
  add_event(world, support::service_target(world, "far/api"), FaultKind::blackhole, ms(9970),
            ms(19'970));

  const auto record = run(world);

  // SYNs after 0, 1 and 3 s; the next would come after the timeout of 5 s.
  EXPECT_EQ(ended(record, Disposition::connect_timeout), 70u);
  EXPECT_EQ(record.traffic[0].latency.greatest(), s(3) + ms(60));
}

TEST(Faults, ACrashRefusesNewConnections) {
  support::World world = new_connections(1);
  add_event(world, support::service_target(world, "far/api"), FaultKind::crash, ms(9970),
            ms(19'970));

  const auto record = run(world);

  EXPECT_EQ(ended(record, Disposition::connect_refused), 100u);
}

TEST(Faults, ACrashOfOneOfTwoRefusesEverySecondConnection) {
  support::World world = new_connections(2);
  add_event(world, support::service_target(world, "far/api", 1), FaultKind::crash, ms(9970),
            ms(19'970));

  EXPECT_EQ(ended(run(world), Disposition::connect_refused), 50u);
}

TEST(Faults, WhatIsUnderWayGetsAResetOneWayAfterTheCrash) {
  support::World world = kept_alive(s(2));
  add_event(world, support::service_target(world, "far/api"), FaultKind::crash, ms(9970), ms(9980));

  const auto record = run(world);

  EXPECT_EQ(ended(record, Disposition::reset), 20u);  // Of two seconds.
  EXPECT_EQ(ended(record, Disposition::delivered), record.traffic[0].requests - 20);
}

TEST(Faults, AResetIsTriedAgain) {
  support::World world = kept_alive(s(2), {.retry = {.attempts = 2}});
  add_event(world, support::service_target(world, "far/api"), FaultKind::crash, ms(9970), ms(9971));

  const auto record = run(world);

  EXPECT_EQ(ended(record, Disposition::reset), 0u);
  EXPECT_EQ(record.traffic[0].retries, 20u);
  EXPECT_EQ(ended(record, Disposition::delivered), record.traffic[0].requests);
}

TEST(Faults, AnswersStuckInABlackHoleArriveWhenItIsOver) {
  support::World world = kept_alive(ms(500));
  add_event(world, support::service_target(world, "far/api"), FaultKind::blackhole, ms(9970),
            ms(10'970));

  const auto record = run(world);

  EXPECT_EQ(ended(record, Disposition::delivered), record.traffic[0].requests);
  EXPECT_GT(record.traffic[0].latency.greatest(), s(1));
}

TEST(Faults, OneWayThatIsCutHoldsUpAnswers) {
  support::World world = kept_alive({});
  add_event(world, model::LinkTarget{"a", "b", model::LinkDirection::back}, FaultKind::cut,
            ms(9970), ms(10'970));

  const auto record = run(world);

  EXPECT_EQ(ended(record, Disposition::delivered), record.traffic[0].requests);
  // Answered at 10.01 s, and again 0.22, 0.66 and 1.54 s later.
  EXPECT_EQ(record.traffic[0].latency.greatest(), ms(1560));
}

TEST(Faults, AnInstanceThatDrainsEndsWhatItHas) {
  support::World world = kept_alive(ms(500));
  world.model->control_plane.checks.interval = s(1000);
  add_event(world, support::service_target(world, "far/api"), FaultKind::drain, ms(9970),
            ms(19'970));

  const auto record = run(world);

  EXPECT_EQ(ended(record, Disposition::reset), 0u);
  EXPECT_GT(ended(record, Disposition::no_healthy_endpoint), 90u);
}

TEST(Faults, NobodyDialsWhatIsBelievedToBeDead) {
  support::World world = new_connections(2);
  support::check_every(world, ms(100));
  add_event(world, support::service_target(world, "far/api", 1), FaultKind::crash, ms(9970),
            ms(19'970));

  EXPECT_LE(ended(run(world), Disposition::connect_refused), 1u);
}

TEST(Faults, NobodySendsFromAnInstanceThatIsNotThere) {
  support::World world = new_connections(1);
  add_event(world, support::service_target(world, "web"), FaultKind::crash, ms(9970), ms(19'970));

  const auto record = run(world);

  EXPECT_EQ(ended(record, Disposition::no_healthy_endpoint), 100u);
}

TEST(Faults, ADegradedLinkAddsItsLatencyToEachWay) {
  support::World world = kept_alive({});
  add_event(world, model::LinkTarget{"a", "b"}, FaultKind::degrade, ms(9970), ms(19'970));
  world.model->events.back().extra_latency = ms(40);

  const auto record = run(world);

  // An answer takes as long as until the next request, which dials: three round trips of 100 ms.
  EXPECT_EQ(record.traffic[0].latency.greatest(), ms(300));
  EXPECT_EQ(ended(record, Disposition::delivered), record.traffic[0].requests);
}

/// The same pair, with a longer way around over a third zone.
support::World with_a_way_around(Duration reroute_after) {
  support::MeshBuilder mesh;
  mesh.zone("a").zone("b").zone("c");
  mesh.link("a", "b", ms(10)).link("a", "c", ms(30)).link("c", "b", ms(40));
  mesh.partition("default", {"a"}).partition("far", {"b"});
  mesh.service({.name = "web"});
  mesh.service({.name = "far/api", .concurrency = 100});
  mesh.traffic({.from = "web", .to = "far/api", .per_second = 10});
  support::World world = mesh.build();
  support::let_nobody_check(world);
  add_event(world, model::LinkTarget{"a", "b"}, FaultKind::cut, ms(9970), ms(19'970));
  world.model->events.back().reroute_after = reroute_after;
  return world;
}

TEST(Faults, TheNetworkFindsTheWayAroundACutLinkAfterAWhile) {
  const auto record = run(with_a_way_around(ms(0)));

  // There and back over the third zone: 70 ms each way instead of 10 ms. As an answer now takes
  // longer than until the next request, that one dials: three round trips.
  EXPECT_EQ(ended(record, Disposition::delivered), record.traffic[0].requests);
  EXPECT_NEAR(record.traffic[0].latency.quantile(0.9).in_seconds(), 0.14, 0.001);
  EXPECT_EQ(record.traffic[0].latency.greatest(), ms(420));
}

TEST(Faults, NothingFindsAWayBeforeTheNetworkKnows) {
  const auto record = run(with_a_way_around(s(10)));

  EXPECT_GT(record.traffic[0].latency.greatest(), s(9));
}

TEST(Faults, ACutOnTheWayAroundStopsWhatTakesIt) {
  support::World world = with_a_way_around(ms(0));
  add_event(world, model::LinkTarget{"c", "b"}, FaultKind::cut, ms(14'970), ms(19'970));
  world.model->events.back().reroute_after = s(10);

  EXPECT_GT(run(world).traffic[0].latency.greatest(), s(4));
}

/// Ten requests a second over a connection that carries all of them, two seconds each.
support::World streams(mesh::UpstreamLimits limits) {
  support::MeshBuilder mesh;
  mesh.zone("a").zone("b").link("a", "b", ms(10));
  mesh.partition("default", {"a"}).partition("far", {"b"}).protocol("far/api", "http2");
  auto sidecar = support::free_sidecar();
  sidecar.queueing.worker_choice = model::WorkerChoice::exact_balance;
  mesh.service({.name = "web", .sidecar = sidecar});
  mesh.service({.name = "far/api",
                .concurrency = 100,
                .service_time = support::constant(s(2)),
                .sidecar = sidecar});
  mesh.traffic({.from = "web", .to = "far/api", .per_second = 10});
  support::World world = mesh.build();
  for (model::Service& service : world.model->services) {
    for (mesh::Upstream& upstream : service.registration.upstreams) {
      upstream.policy.made().limits = limits;
    }
  }
  support::let_nobody_check(world);
  add_event(world, support::service_target(world, "far/api"), FaultKind::crash, ms(9970),
            ms(11'970));
  return world;
}

TEST(Faults, AllStreamsOfAConnectionAreResetAndItIsDialledAnew) {
  const auto record = run(streams({}));

  EXPECT_EQ(ended(record, Disposition::reset), 20u);
  EXPECT_EQ(ended(record, Disposition::connect_refused), 20u);
  EXPECT_EQ(record.traffic[0].connections, 22u);  // One, twenty in vain, and another one.
}

TEST(Faults, LimitsCountNoConnectionThatIsGone) {
  const auto record = run(streams({.max_connections = 1, .max_concurrent_requests = 25}));

  EXPECT_EQ(ended(record, Disposition::overloaded), 0u);
  EXPECT_EQ(ended(record, Disposition::delivered), record.traffic[0].requests - 40);
}

/// Through one gateway of the destination, of which there are two.
support::World through_gateways(mesh::GatewayMode mode) {
  support::MeshBuilder mesh;
  mesh.zone("a").zone("b").link("a", "b", ms(10));
  auto gateway = support::free_gateway();
  gateway.replicas = 2;
  mesh.partition("default", {"a"}, gateway).partition("far", {"b"}, gateway);
  mesh.service({.name = "web"});
  mesh.service({.name = "far/api", .concurrency = 100});
  mesh.traffic({.from = "web",
                .to = "far/api",
                .mode = mode,
                .per_second = 10,
                .connections = model::ConnectionUse::per_request});
  support::World world = mesh.build();
  support::check_every(world, ms(100));
  add_event(world, support::gateway_target(world, "far", 0), FaultKind::crash, ms(9970),
            ms(19'970));
  return world;
}

TEST(Faults, SidecarsGoOnDiallingAGatewayThatIsDead) {
  const auto record = run(through_gateways(mesh::GatewayMode::remote));

  EXPECT_EQ(ended(record, Disposition::connect_refused), 50u);
}

TEST(Faults, GatewaysDoNotDialAGatewayThatIsDead) {
  const auto record = run(through_gateways(mesh::GatewayMode::local));

  EXPECT_LE(ended(record, Disposition::connect_refused), 2u);
}

}  // namespace
}  // namespace isthmus::dataplane
