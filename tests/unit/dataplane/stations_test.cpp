// Stations with rules of their own, seen from the requests that pass them.
#include <gtest/gtest.h>

#include "sim/results/invariants.hpp"
#include "tests/support/mesh_builder.hpp"

namespace isthmus::dataplane {
namespace {

using results::Part;
using route::Disposition;

Duration ms(std::int64_t n) { return Duration::milliseconds(n); }
Duration us(std::int64_t n) { return Duration::microseconds(n); }
Duration s(std::int64_t n) { return Duration::seconds(n); }

Duration part(const results::TrafficRecord& traffic, Part part) {
  return Duration::nanoseconds(traffic.ledger[static_cast<std::size_t>(part)]);
}

std::uint64_t ended(const results::TrafficRecord& traffic, Disposition disposition) {
  return traffic.ended[static_cast<std::size_t>(disposition)];
}

/// One service that two streams reach from outside at the same instants.
results::RunRecord two_at_once(support::ServiceSketch sketch, double per_second = 1) {
  support::MeshBuilder mesh;
  mesh.zone("here").partition("default", {"here"});
  sketch.name = "api";
  mesh.service(sketch);
  mesh.traffic({.name = "one", .to = "api", .per_second = per_second});
  mesh.traffic({.name = "other", .to = "api", .per_second = per_second});
  const auto record = mesh.build().run({.duration = ms(2500), .warmup = ms(500)});
  EXPECT_TRUE(results::violations_of(record).empty());
  return record;
}

TEST(Stations, TwoRequestsThatShareAServerTakeTwiceAsLong) {
  const auto record =
      two_at_once({.service_time = support::constant(ms(10)), .discipline = model::Discipline::ps});

  for (const auto& traffic : record.traffic) {
    EXPECT_EQ(traffic.latency.least(), ms(20));
    EXPECT_EQ(part(traffic, Part::app), ms(10) * 2);
    EXPECT_EQ(part(traffic, Part::queue), ms(10) * 2);
  }
  EXPECT_EQ(record.stations.back().busy_ns, ms(40).in_nanoseconds());
}

TEST(Stations, WhereConcurrencyIsUnlimitedNobodyWaits) {
  const auto record = two_at_once({.concurrency = 0, .service_time = support::constant(ms(10))});

  EXPECT_EQ(record.traffic[1].latency.greatest(), ms(10));
  EXPECT_EQ(record.stations.back().servers, 0u);
}

TEST(Stations, WhatFindsNoPlaceIsOverloaded) {
  const auto record = two_at_once({.service_time = support::constant(ms(10)), .queue_limit = 0});

  EXPECT_EQ(ended(record.traffic[0], Disposition::delivered) +
                ended(record.traffic[1], Disposition::delivered),
            2u);
  EXPECT_EQ(ended(record.traffic[0], Disposition::overloaded) +
                ended(record.traffic[1], Disposition::overloaded),
            2u);
}

TEST(Stations, ASharedServerRefusesToo) {
  const auto record = two_at_once({.service_time = support::constant(ms(10)),
                                   .discipline = model::Discipline::ps,
                                   .queue_limit = 0});

  EXPECT_EQ(ended(record.traffic[0], Disposition::overloaded) +
                ended(record.traffic[1], Disposition::overloaded),
            2u);
}

TEST(Stations, ARequestLongerThanTheQuotaWaitsForTheNextPeriod) {
  // Two of 100 ms on two threads need 200 ms of CPU; half a CPU gives 50 ms in each 100 ms.
  const auto record = two_at_once(
      {.concurrency = 2, .service_time = support::constant(ms(100)), .cpu = model::CpuLimit{500}});

  for (const auto& traffic : record.traffic) {
    EXPECT_GE(traffic.latency.least(), ms(250));  // Four quotas of 25 ms with pauses between them.
    EXPECT_LE(traffic.latency.greatest(), ms(325));
  }
  EXPECT_EQ(record.stations.back().busy_ns, ms(400).in_nanoseconds());
  EXPECT_EQ(record.stations.back().capacity_milli, 500);
}

TEST(Stations, AQuotaThatIsNeverSpentChangesNothing) {
  const support::ServiceSketch free{.service_time = support::constant(ms(10))};
  support::ServiceSketch limited = free;
  limited.cpu = model::CpuLimit{1000};

  EXPECT_EQ(two_at_once(limited).traffic[0].latency, two_at_once(free).traffic[0].latency);
}

/// A caller with `connections` requests at once, whose sidecar has four workers.
results::RunRecord four_workers(model::WorkerChoice choice) {
  support::MeshBuilder mesh;
  mesh.zone("here").partition("default", {"here"});
  auto sidecar = support::free_sidecar();
  sidecar.workers = 4;
  sidecar.queueing.worker_choice = choice;
  sidecar.costs.per_message = support::constant(ms(1));
  mesh.service({.name = "web", .sidecar = sidecar});
  mesh.service({.name = "api", .concurrency = 0});
  for (const char* name : {"a", "b", "c", "d"}) {
    mesh.traffic({.name = name, .from = "web", .to = "api"});
  }
  return mesh.build().run({.duration = ms(3500), .warmup = ms(1500)});
}

Duration queued(const results::RunRecord& record) {
  Duration all;
  for (const auto& traffic : record.traffic) all += part(traffic, Part::queue);
  return all;
}

TEST(Workers, InExactBalanceFourConnectionsHaveAWorkerEach) {
  EXPECT_EQ(queued(four_workers(model::WorkerChoice::exact_balance)), Duration::zero());
}

TEST(Workers, OfOneQueueTakeWhatComes) {
  EXPECT_EQ(queued(four_workers(model::WorkerChoice::shared)), Duration::zero());
}

TEST(Workers, ChosenByChanceSomeHaveSeveralConnectionsAndOthersNone) {
  EXPECT_GT(queued(four_workers(model::WorkerChoice::random)), Duration::zero());
}

TEST(Workers, OfOneInstanceAreReportedTogether) {
  const auto record = four_workers(model::WorkerChoice::random);

  ASSERT_EQ(record.stations[1].name, "sidecar web[0]");
  EXPECT_EQ(record.stations[1].servers, 4u);
  EXPECT_EQ(record.stations[1].queues, 4u);
  EXPECT_EQ(record.stations[1].arrivals, 16u);
}

TEST(Loops, AConnectionThroughAGatewayIsEightEvents) {
  support::MeshBuilder mesh;
  mesh.zone("here").zone("there").link("here", "there", ms(5)).link("there", "there", ms(1));
  auto gateway = support::free_gateway();
  gateway.workers = 1;
  gateway.queueing.loop = {support::constant(us(8)), us(2), us(21)};
  mesh.partition("default", {"here"}).partition("finance", {"there"}, gateway);
  mesh.service({.name = "web"}).service({.name = "finance/billing"});
  mesh.traffic({.from = "web",
                .to = "finance/billing",
                .mode = mesh::GatewayMode::remote,
                .connections = model::ConnectionUse::per_request});

  const auto record = mesh.build().run({.duration = s(2)});

  ASSERT_EQ(record.stations[0].name, "gateway finance[0]");
  ASSERT_EQ(record.traffic[0].connections, 1u);
  // Accept and hello in one visit; connected, server's messages, request, response, two closes:
  // always so far apart that they find the gateway asleep.
  EXPECT_EQ(record.stations[0].arrivals, 7u);
  EXPECT_EQ(record.stations[0].service_ns, us(8 * 8 + 7 * (2 + 21)).in_nanoseconds());
  EXPECT_EQ(part(record.traffic[0], Part::proxy_cpu), us(6 * 8 + 5 * (2 + 21)));
}

}  // namespace
}  // namespace isthmus::dataplane
