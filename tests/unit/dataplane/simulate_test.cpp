#include "sim/dataplane/simulate.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <numeric>

#include "sim/dataplane/hello_template.hpp"
#include "sim/dataplane/tcp_window.hpp"
#include "sim/results/invariants.hpp"
#include "tests/support/mesh_builder.hpp"

namespace isthmus::dataplane {
namespace {

using mesh::GatewayMode;
using model::ConnectionUse;
using results::Part;
using route::Disposition;

Duration ms(std::int64_t n) { return Duration::milliseconds(n); }
Duration us(std::int64_t n) { return Duration::microseconds(n); }
Duration s(std::int64_t n) { return Duration::seconds(n); }

/// Two partitions 5 ms apart, 1 ms inside, each with a gateway of these costs.
support::MeshBuilder two_partitions(const model::GatewaySpec& gateway = support::free_gateway()) {
  support::MeshBuilder mesh;
  mesh.zone("here").zone("there");
  mesh.link("here", "here", ms(1)).link("there", "there", ms(1)).link("here", "there", ms(5));
  mesh.partition("default", {"here"}, gateway).partition("finance", {"there"}, gateway);
  return mesh;
}

std::uint64_t ended(const results::TrafficRecord& traffic, Disposition disposition) {
  return traffic.ended[static_cast<std::size_t>(disposition)];
}

Duration part(const results::TrafficRecord& traffic, Part part) {
  return Duration::nanoseconds(traffic.ledger[static_cast<std::size_t>(part)]);
}

TEST(Simulate, ARequestOnAKeptAliveConnectionPaysEachPlaceThereAndBack) {
  auto gateway = support::free_gateway();
  gateway.costs.per_message = support::constant(us(30));
  auto sidecar = support::free_sidecar();
  sidecar.costs.per_message = support::constant(us(100));
  auto mesh = two_partitions(gateway);
  mesh.service({.name = "web", .sidecar = sidecar});
  mesh.service(
      {.name = "finance/billing", .service_time = support::constant(ms(8)), .sidecar = sidecar});
  mesh.traffic({.from = "web", .to = "finance/billing", .mode = GatewayMode::local});

  const auto record = mesh.build().run({.duration = s(4), .warmup = ms(1500)});

  // 8 ms, two sidecars and two gateways twice, and 1 + 5 + 1 ms each way.
  EXPECT_EQ(record.traffic[0].requests, 2u);
  EXPECT_EQ(record.traffic[0].latency.greatest(), ms(8) + us(400) + us(120) + ms(14));
  EXPECT_EQ(part(record.traffic[0], Part::app), ms(16));
  EXPECT_EQ(part(record.traffic[0], Part::proxy_cpu), us(1040));
  EXPECT_EQ(part(record.traffic[0], Part::propagation), ms(28));
  EXPECT_EQ(part(record.traffic[0], Part::tcp_setup), Duration::zero());
}

TEST(Simulate, ACancelledRunEndsSoonAndSaysThatItIsNotWhole) {
  auto mesh = two_partitions();
  mesh.service({.name = "web"}).service({.name = "finance/billing"});
  mesh.traffic({.from = "web", .to = "finance/billing", .mode = GatewayMode::local});
  const std::atomic<bool> cancel{true};

  const auto record = mesh.build().run({.duration = s(1'000'000), .cancel = &cancel});

  EXPECT_FALSE(record.whole);
  EXPECT_LT(record.events, 100'000u);
}

TEST(Simulate, ANewConnectionPaysItsCostsOnceAtEveryPlace) {
  auto gateway = support::free_gateway();
  gateway.costs.per_connection = support::constant(us(150));
  auto sidecar = support::free_sidecar();
  sidecar.costs.per_connection = support::constant(us(40));
  sidecar.handshake = {support::constant(us(500)), support::constant(us(200))};
  auto mesh = two_partitions(gateway);
  mesh.service({.name = "web", .sidecar = sidecar});
  mesh.service({.name = "finance/billing", .sidecar = sidecar});
  mesh.traffic({.from = "web",
                .to = "finance/billing",
                .mode = GatewayMode::remote,
                .connections = ConnectionUse::per_request});

  const auto record = mesh.build().run({.duration = ms(1500)});

  const auto& traffic = record.traffic[0];
  EXPECT_EQ(traffic.connections, 1u);
  EXPECT_EQ(part(traffic, Part::proxy_cpu), us(150 + 40 + 40));
  EXPECT_EQ(part(traffic, Part::tcp_setup), ms(12));
  EXPECT_EQ(part(traffic, Part::tls_setup), ms(12) + us(500) * 2);
  EXPECT_EQ(part(traffic, Part::propagation), ms(12));
}

TEST(Simulate, AResumedHandshakeCostsWhatResumptionCosts) {
  auto sidecar = support::free_sidecar();
  sidecar.handshake = {support::constant(us(500)), support::constant(us(200))};
  auto mesh = two_partitions();
  mesh.service({.name = "web", .sidecar = sidecar});
  mesh.service({.name = "api", .sidecar = sidecar});
  mesh.traffic({.from = "web",
                .to = "api",
                .connections = ConnectionUse::per_request,
                .tls = {model::TlsVersion::tls_1_3, model::TlsResumption::ticket}});

  const auto record = mesh.build().run({.duration = ms(1500)});

  EXPECT_EQ(part(record.traffic[0], Part::tls_setup), ms(2) + us(400));
}

TEST(Simulate, BytesCostTimeOnTheWireAndWorkInProxies) {
  auto sidecar = support::free_sidecar();
  sidecar.costs.per_byte = {s(1)};  // 1 ns per byte.
  support::MeshBuilder mesh;
  mesh.zone("z").link("z", "z", ms(1), BitRate::bits_per_second(8e6));  // 1 us per byte.
  mesh.partition("default", {"z"});
  mesh.service({.name = "web", .sidecar = sidecar});
  mesh.service({.name = "api", .sidecar = sidecar});
  mesh.traffic({.from = "web",
                .to = "api",
                .request_size = Bytes::of(1000),
                .response_size = Bytes::of(9000)});

  const auto record = mesh.build().run({.duration = ms(2500), .warmup = ms(1500)});

  const auto line = BitRate::bits_per_second(8e6);
  EXPECT_EQ(part(record.traffic[0], Part::transmission),
            wire_time(Bytes::of(1000), line) + wire_time(Bytes::of(9000), line));
  EXPECT_EQ(part(record.traffic[0], Part::proxy_cpu), us(20));
}

TEST(Simulate, AnIdleConnectionIsUsedAgain) {
  auto mesh = two_partitions();
  mesh.service({.name = "web"}).service({.name = "api"});
  mesh.traffic({.from = "web", .to = "api", .per_second = 10});

  const auto record = mesh.build().run({.duration = s(10)});

  EXPECT_EQ(record.traffic[0].requests, 99u);
  EXPECT_EQ(record.traffic[0].connections, 1u);
}

TEST(Simulate, AConnectionIsDialledWhenNoneIsIdle) {
  auto mesh = two_partitions();
  mesh.service({.name = "web"});
  mesh.service({.name = "api", .concurrency = 9, .service_time = support::constant(ms(250))});
  mesh.traffic({.from = "web", .to = "api", .per_second = 10});

  const auto record = mesh.build().run({.duration = s(10)});

  // 6 ms to dial, then 252 ms: three overlap, and once three are idle nobody dials again.
  EXPECT_EQ(record.traffic[0].connections, 3u);
}

TEST(Simulate, TwoTrafficSourcesOfOneUpstreamShareItsConnections) {
  auto mesh = two_partitions();
  mesh.service({.name = "web"}).service({.name = "api"});
  mesh.traffic({.name = "small", .from = "web", .to = "api", .per_second = 10});
  mesh.traffic({.name = "large", .from = "web", .to = "api", .per_second = 3});

  const auto record = mesh.build().run({.duration = s(1)});

  // Both start at 0.1 s * i and 0.333 s * i: never within one exchange of 2 ms.
  EXPECT_EQ(record.traffic[0].connections + record.traffic[1].connections, 1u);
}

TEST(Simulate, InstancesAndGatewaysTakeTurns) {
  auto gateway = support::free_gateway();
  gateway.replicas = 2;
  gateway.workers = 1;
  auto mesh = two_partitions(gateway);
  mesh.service({.name = "web", .replicas = 3});
  mesh.service({.name = "finance/billing", .replicas = 5});
  mesh.traffic({.from = "web",
                .to = "finance/billing",
                .mode = GatewayMode::local,
                .per_second = 60,
                .connections = ConnectionUse::per_request});

  const auto record = mesh.build().run({.duration = s(15), .warmup = s(5)});

  ASSERT_EQ(record.traffic[0].requests, 600u);
  const auto arrivals = [&](const std::string& name) {
    for (const auto& station : record.stations) {
      if (station.name == name) return station.arrivals;
    }
    return std::uint64_t{0};
  };
  // At a gateway: a hello, a request and a response.
  EXPECT_EQ(arrivals("gateway default[0]"), 900u);
  EXPECT_EQ(arrivals("gateway finance[1]"), 900u);
  EXPECT_EQ(arrivals("service finance/billing[0]"), 120u);
  EXPECT_EQ(arrivals("service finance/billing[4]"), 120u);
  // At the caller: dialling, the end of the handshake with the request, and the response.
  EXPECT_EQ(arrivals("sidecar web[2]"), 600u);
}

TEST(Simulate, TheLongerHelloOfABrowserCostsItsTransmissionOnTheSlowLeg) {
  const auto slow = BitRate::bits_per_second(1e6);
  const auto slowest = [&](model::ClientHello client) {
    support::MeshBuilder mesh;
    mesh.zone("here").zone("there").link("here", "there", ms(5), slow);
    mesh.partition("default", {"here"}, support::free_gateway());
    mesh.partition("finance", {"there"}, support::free_gateway());
    auto sidecar = support::free_sidecar();
    sidecar.client_hello = client;
    mesh.service({.name = "web", .sidecar = sidecar}).service({.name = "finance/billing"});
    mesh.traffic({.from = "web",
                  .to = "finance/billing",
                  .mode = GatewayMode::local,
                  .connections = ConnectionUse::per_request});
    return mesh.build().run({.duration = s(4)}).traffic[0].latency.greatest();
  };
  const auto size = [](model::ClientHello client) {
    return HelloTemplate{"billing.default.finance.dc1.internal-v1.example.consul", {}, client}
        .size();
  };

  EXPECT_EQ(slowest(model::ClientHello::chromium) - slowest(model::ClientHello::envoy),
            wire_time(size(model::ClientHello::chromium), slow) -
                wire_time(size(model::ClientHello::envoy), slow));
}

TEST(Simulate, AServiceThatIsNotExportedIsCountedAndCostsNoLatency) {
  auto mesh = two_partitions();
  mesh.service({.name = "web"}).service({.name = "finance/billing"}).hide("finance/billing");
  mesh.traffic(
      {.from = "web", .to = "finance/billing", .mode = GatewayMode::local, .per_second = 10});

  const auto record = mesh.build().run({.duration = s(1)});

  EXPECT_EQ(ended(record.traffic[0], Disposition::not_exported), 9u);
  EXPECT_EQ(record.traffic[0].requests, 9u);
  EXPECT_TRUE(record.traffic[0].latency.empty());
}

TEST(Simulate, AGatewayThatDoesNotKnowTheNameClosesTheConnection) {
  auto mesh = two_partitions();
  mesh.service({.name = "web"}).service({.name = "finance/billing"});
  mesh.traffic(
      {.from = "web", .to = "finance/billing", .mode = GatewayMode::local, .per_second = 10});
  auto world = mesh.build();
  world.routes.gateways[1] = route::GatewayTable{};
  world.routes.gateways[1].seal();

  const auto record = world.run({.duration = s(1)});

  EXPECT_EQ(ended(record.traffic[0], Disposition::no_sni_match), 9u);
  EXPECT_EQ(record.traffic[0].connections, 9u);
  EXPECT_TRUE(record.traffic[0].latency.empty());
}

TEST(Simulate, TrafficFromOutsideMeetsOnlyTheApp) {
  auto mesh = two_partitions();
  mesh.service({.name = "web", .service_time = support::constant(ms(3))});
  mesh.traffic({.to = "web", .per_second = 10});

  const auto record = mesh.build().run({.duration = s(1)});

  EXPECT_EQ(record.traffic[0].latency.least(), ms(3));
  EXPECT_EQ(record.traffic[0].latency.greatest(), ms(3));
  EXPECT_EQ(record.traffic[0].connections, 0u);
}

TEST(Simulate, RequestsOfTheMeasuredTimeAreFollowedToTheirEnd) {
  auto mesh = two_partitions();
  mesh.service({.name = "web", .service_time = support::constant(s(2))});
  mesh.traffic({.to = "web", .per_second = 1});

  const auto record = mesh.build().run({.duration = s(5)});

  // Started at 1, 2, 3 and 4 s; served at 3, 5, 7 and 9 s.
  EXPECT_EQ(ended(record.traffic[0], Disposition::delivered), 4u);
  EXPECT_EQ(record.traffic[0].latency.greatest(), s(5));
}

TEST(Simulate, WhatHasNotEndedAfterTenTimesTheRunHasTimedOut) {
  auto mesh = two_partitions();
  mesh.service({.name = "web", .service_time = support::constant(s(13))});
  mesh.traffic({.to = "web", .per_second = 1});

  const auto record = mesh.build().run({.duration = s(5)});

  EXPECT_EQ(ended(record.traffic[0], Disposition::delivered), 3u);
  EXPECT_EQ(ended(record.traffic[0], Disposition::timed_out), 1u);
  EXPECT_EQ(record.traffic[0].requests, 4u);
}

TEST(Simulate, WhatTakesLongerThanTimeLastsTimesOut) {
  auto sidecar = support::free_sidecar();
  sidecar.costs = {support::constant(Duration::longest()),
                   support::constant(Duration::longest()),
                   {Duration::longest()}};
  sidecar.handshake = {support::constant(Duration::longest()),
                       support::constant(Duration::longest())};
  support::MeshBuilder mesh;
  mesh.zone("z").link("z", "z", Duration::longest(), BitRate::bits_per_second(1e-9));
  mesh.partition("default", {"z"});
  mesh.service({.name = "web"});
  mesh.service({.name = "api", .sidecar = sidecar});
  mesh.service({.name = "slow", .service_time = support::constant(Duration::longest())});
  for (const char* to : {"api", "slow"}) {
    for (const char* from : {"web", "api", ""}) {
      mesh.traffic({.from = from, .to = to, .request_size = Bytes::of(1 << 30)});
    }
  }
  mesh.traffic(
      {.name = "seldom", .to = "web", .per_second = 1e-300, .arrivals = model::PoissonArrivals{}});

  const auto record = mesh.build().run({.duration = s(5)});

  EXPECT_EQ(ended(record.traffic[0], Disposition::connect_timeout), 4u);
  EXPECT_EQ(ended(record.traffic[5], Disposition::timed_out), 4u);
  EXPECT_EQ(record.traffic[6].requests, 0u);
}

TEST(Simulate, AServiceWithoutInstancesAnswersNobody) {
  auto mesh = two_partitions();
  mesh.service({.name = "web"}).service({.name = "finance/billing", .replicas = 0});
  mesh.traffic(
      {.from = "web", .to = "finance/billing", .mode = GatewayMode::local, .per_second = 10});
  mesh.traffic({.to = "finance/billing", .per_second = 10});

  const auto record = mesh.build().run({.duration = s(1)});

  EXPECT_EQ(ended(record.traffic[0], Disposition::no_healthy_endpoint), 9u);
  EXPECT_EQ(ended(record.traffic[1], Disposition::no_healthy_endpoint), 9u);
}

TEST(Simulate, SlicesHoldEveryDeliveredRequestWhereItWasMeantToStart) {
  auto mesh = two_partitions();
  mesh.service({.name = "web", .service_time = support::constant(ms(1))});
  mesh.traffic({.to = "web", .per_second = 10});

  const auto record = mesh.build().run({.duration = s(10), .slices = 4});

  ASSERT_EQ(record.slices.size(), 4u);
  EXPECT_EQ(record.slices[0].requests, 24u);  // From 0.1 s to 2.4 s.
  EXPECT_EQ(record.slices[1].requests, 25u);
  EXPECT_EQ(record.slices[3].latency_ns, 25'000'000);
}

TEST(Simulate, StationsStandInAFixedOrderUnderTheirNames) {
  auto mesh = two_partitions();
  mesh.service({.name = "finance/billing", .replicas = 2}).service({.name = "web"});
  const auto record = mesh.build().run({.duration = s(1)});

  std::vector<std::string> names;
  for (const auto& station : record.stations) names.push_back(station.name);
  EXPECT_EQ(names, (std::vector<std::string>{
                       "gateway default[0]", "gateway finance[0]", "sidecar web[0]",
                       "sidecar finance/billing[0]", "sidecar finance/billing[1]", "service web[0]",
                       "service finance/billing[0]", "service finance/billing[1]"}));
}

}  // namespace
}  // namespace isthmus::dataplane
