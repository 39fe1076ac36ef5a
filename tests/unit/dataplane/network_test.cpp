// What links add to single messages, and which connection and host a request gets.
#include <gtest/gtest.h>

#include "sim/results/invariants.hpp"
#include "tests/support/mesh_builder.hpp"

namespace isthmus::dataplane {
namespace {

using results::Part;

Duration ms(std::int64_t n) { return Duration::milliseconds(n); }
Duration s(std::int64_t n) { return Duration::seconds(n); }

Duration part(const results::TrafficRecord& traffic, Part part) {
  return Duration::nanoseconds(traffic.ledger[static_cast<std::size_t>(part)]);
}

/// Web calls an api 5 ms away, once a second; the second request counts.
results::TrafficRecord one_request(const model::LinkQuality& quality, model::ConnectionUse use) {
  support::MeshBuilder mesh;
  mesh.zone("a").zone("b").link("a", "b", ms(5), quality).partition("default", {"a"});
  mesh.service({.name = "web"}).service({.name = "api", .zones = {"b"}});
  mesh.traffic({.from = "web", .to = "api", .connections = use});
  const auto record = mesh.build().run({.duration = ms(2500), .warmup = ms(1500)});
  EXPECT_TRUE(results::violations_of(record).empty());
  EXPECT_EQ(record.traffic[0].latency.count(), 1u);
  return record.traffic[0];
}

const model::LinkQuality always_a_millisecond{.jitter = support::constant(ms(1))};

TEST(Jitter, IsAddedToARequestAndItsResponse) {
  const auto traffic = one_request(always_a_millisecond, model::ConnectionUse::kept_alive);

  EXPECT_EQ(part(traffic, Part::transmission), ms(2));
  EXPECT_EQ(traffic.latency.greatest(), ms(12));
}

TEST(Jitter, IsAddedToEveryMessageOfANewConnection) {
  const auto traffic = one_request(always_a_millisecond, model::ConnectionUse::per_request);

  // Connecting there and back, the hello, the answer to it, the request and the response.
  EXPECT_EQ(part(traffic, Part::transmission), ms(6));
  EXPECT_EQ(traffic.latency.greatest(), ms(36));
}

TEST(Loss, OfASingleSegmentCostsATimeoutAndTwiceThatTheNextTime) {
  const model::LinkQuality poor{.loss = Ratio::percent(50)};
  const auto traffic = one_request(poor, model::ConnectionUse::kept_alive);

  // Each loss of the request or the response: 210, then 420, then 840 ms, and so on.
  EXPECT_EQ(part(traffic, Part::transmission).in_nanoseconds() % ms(210).in_nanoseconds(), 0);
}

/// Two callers at once, each with a request of 100 ms on the line between zones.
results::RunRecord two_on_a_line(model::LinkSharing sharing) {
  support::MeshBuilder mesh;
  mesh.zone("a").zone("b").partition("default", {"a"});
  mesh.link("a", "b", ms(5), model::LinkQuality{.sharing = sharing},
            BitRate::bits_per_second(1.2e5));
  mesh.service({.name = "web"}).service({.name = "api", .zones = {"b"}, .concurrency = 0});
  for (const char* name : {"one", "other"}) {
    mesh.traffic({.name = name, .from = "web", .to = "api", .request_size = Bytes::of(1460)});
  }
  const auto record = mesh.build().run({.duration = ms(3500), .warmup = ms(2500)});
  EXPECT_TRUE(results::violations_of(record).empty());
  return record;
}

Duration line_time(const results::TrafficRecord& traffic) {
  return traffic.latency.greatest() - ms(10);
}

TEST(SharedLinks, AnUnsharedOneCarriesBothAsIfTheyWereAlone) {
  const auto record = two_on_a_line(model::LinkSharing::none);

  EXPECT_EQ(line_time(record.traffic[0]), ms(100));
  EXPECT_EQ(line_time(record.traffic[1]), ms(100));
}

TEST(SharedLinks, InTurnsOneWaitsForTheOther) {
  const auto record = two_on_a_line(model::LinkSharing::fifo);

  const Duration both = line_time(record.traffic[0]) + line_time(record.traffic[1]);
  EXPECT_EQ(both, ms(100) + ms(200));
}

TEST(SharedLinks, AtEqualSharesBothTakeTwiceAsLong) {
  const auto record = two_on_a_line(model::LinkSharing::ps);

  EXPECT_EQ(line_time(record.traffic[0]), ms(200));
  EXPECT_EQ(line_time(record.traffic[1]), ms(200));
}

TEST(SharedLinks, AreStationsOfTheirOwn) {
  const auto record = two_on_a_line(model::LinkSharing::fifo);

  const auto& there = record.stations[record.stations.size() - 2];
  EXPECT_EQ(there.name, "link a-b[0]");
  EXPECT_EQ(there.arrivals, 2u);
  EXPECT_EQ(there.busy_ns, ms(200).in_nanoseconds());
}

/// A caller with one stream of requests to an api of several instances.
struct Balanced {
  std::string protocol = "http";
  mesh::LoadBalancer balance{};
  std::size_t replicas = 4;
  double per_second = 100;
  Duration service_time{};
  Duration idle_timeout = s(3600);
};

results::RunRecord run(const Balanced& spec) {
  support::MeshBuilder mesh;
  mesh.zone("a").partition("default", {"a"});
  mesh.service({.name = "web"});
  mesh.service({.name = "api",
                .replicas = spec.replicas,
                .service_time = support::constant(spec.service_time)});
  mesh.protocol("api", spec.protocol, spec.balance);
  mesh.traffic({.from = "web",
                .to = "api",
                .per_second = spec.per_second,
                .idle_timeout = spec.idle_timeout});
  return mesh.build().run({.duration = s(11), .warmup = ms(995)});
}

std::vector<std::uint64_t> arrivals_at_api(const results::RunRecord& record) {
  std::vector<std::uint64_t> arrivals;
  for (const auto& station : record.stations) {
    if (station.name.rfind("service api[", 0) == 0) arrivals.push_back(station.arrivals);
  }
  return arrivals;
}

TEST(Balance, OverHttpEveryRequestTakesItsTurn) {
  EXPECT_EQ(arrivals_at_api(run({})), (std::vector<std::uint64_t>{250, 250, 250, 250}));
}

TEST(Balance, OverTcpAConnectionStaysWhereItIs) {
  EXPECT_EQ(arrivals_at_api(run({.protocol = "tcp"})), (std::vector<std::uint64_t>{1000, 0, 0, 0}));
}

TEST(Balance, AHashOfTheSourceSendsAllRequestsOfACallerToOneHost) {
  const auto arrivals = arrivals_at_api(run({.balance = {mesh::BalancePolicy::ring_hash, 0}}));

  EXPECT_EQ(std::count(arrivals.begin(), arrivals.end(), 1000u), 1);
}

TEST(Balance, ByChanceEveryHostGetsAboutItsShare) {
  const auto arrivals = arrivals_at_api(run({.balance = {mesh::BalancePolicy::random, 0}}));

  // Binomial, 1000 draws of a quarter: 250 with standard deviation 13.7; five of them.
  for (const std::uint64_t n : arrivals) EXPECT_NEAR(static_cast<double>(n), 250, 5 * 13.7);
}

TEST(Balance, WithManyChoicesTheLeastRequestedHostIsAlwaysFree) {
  // Three requests overlap at any time; with 64 draws of four hosts a busy one is never taken.
  const auto record = run({.balance = {mesh::BalancePolicy::least_request, 64},
                           .per_second = 100,
                           .service_time = ms(29)});

  EXPECT_EQ(part(record.traffic[0], Part::queue), Duration::zero());
}

TEST(IdleTimeout, ClosesAConnectionThatNobodyUsesInTime) {
  const auto dialled = [](Duration timeout) {
    return run({.per_second = 2, .idle_timeout = timeout}).traffic[0].connections;
  };

  EXPECT_EQ(dialled(ms(1900)), 20u) << "each of four hosts is used every two seconds";
  EXPECT_EQ(dialled(ms(2100)), 3u) << "the first of each host; one came before the measured time";
}

}  // namespace
}  // namespace isthmus::dataplane
