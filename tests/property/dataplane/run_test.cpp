// What holds for every run, shown on worlds that a seed makes up.
#include <gtest/gtest.h>

#include <string>

#include "sim/dataplane/engine.hpp"
#include "sim/random/stream.hpp"
#include "sim/results/invariants.hpp"
#include "tests/support/mesh_builder.hpp"

// g++ 12 sees the insides of empty optionals as uninitialised (GCC bug 80635).
#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

namespace isthmus::dataplane {
namespace {

/// A handful of partitions and services with everything drawn: costs, sizes, modes, connections.
class WorldMaker {
 public:
  explicit WorldMaker(std::uint64_t seed)
      : stream_{{.number = seed}, {}, "world"}, partitions_{2 + pick(3)} {}

  /// `extra`: one more partition with traffic of its own, which the others do not use.
  support::World make(bool extra) {
    support::MeshBuilder mesh;
    for (std::size_t p = 0; p < partitions_; ++p) add_partition(mesh, name(p));
    for (std::size_t p = 0; p < partitions_; ++p) {
      for (std::size_t q = p + 1; q < partitions_; ++q) {
        mesh.link(name(p), name(q), delay(20'000), quality(), BitRate::bits_per_second(2e7));
      }
    }
    for (std::size_t i = 0; i < 2 * partitions_; ++i) {
      mesh.traffic(sketch(name(i % partitions_), name(pick(partitions_))));
    }
    if (extra) {
      add_partition(mesh, "a-stranger");
      mesh.traffic(sketch("a-stranger", "a-stranger"));
    }
    return mesh.build();
  }

 private:
  std::uint64_t pick(std::uint64_t n) { return stream_.pick(n); }
  static std::string name(std::size_t p) { return "p" + std::to_string(p); }
  Duration delay(std::uint64_t microseconds_max) {
    return Duration::microseconds(static_cast<std::int64_t>(pick(microseconds_max)));
  }
  random::Distribution law(std::uint64_t microseconds_max) {
    const Duration mean = delay(microseconds_max) + Duration::microseconds(1);
    switch (pick(4)) {
      case 0:
        return support::constant(mean);
      case 1:
        return support::constant({});
      case 2:
        return random::Lognormal{mean, mean * 4};
      default:
        return support::exponential(mean);
    }
  }
  model::ProxyCosts costs() {
    return {law(200), law(100), {Duration::milliseconds(static_cast<std::int64_t>(pick(900)))}};
  }
  model::LinkQuality quality() {
    model::LinkQuality quality;
    if (one_in(3)) quality.jitter = law(3000);
    if (one_in(3)) quality.sharing = static_cast<model::LinkSharing>(pick(3));
    if (one_in(3)) quality.loss = Ratio::percent(static_cast<double>(pick(10)));
    return quality;
  }
  void speak(support::MeshBuilder& mesh, const std::string& service) {
    const auto policy = static_cast<mesh::BalancePolicy>(pick(6));
    mesh.protocol(service, one_in(2) ? "http" : "tcp",
                  {policy, static_cast<std::uint32_t>(pick(4))});
  }
  bool one_in(std::uint64_t n) { return pick(n) == 0; }
  std::optional<model::CpuLimit> cpu() {
    if (!one_in(4)) return std::nullopt;
    return model::CpuLimit{200 + static_cast<std::int64_t>(pick(1500))};
  }
  std::optional<std::size_t> queue_limit() {
    return one_in(4) ? std::optional<std::size_t>{pick(20)} : std::nullopt;
  }
  void draw(model::ProxyQueueing& queueing) {
    queueing.worker_choice = static_cast<model::WorkerChoice>(pick(3));
    queueing.cpu = cpu();
    queueing.queue_limit = queue_limit();
    const bool shared = queueing.worker_choice == model::WorkerChoice::shared;
    if (!shared && one_in(3)) {
      queueing.loop.emplace(model::LoopCosts{law(20), delay(10), delay(30)});
    }
  }
  void add_partition(support::MeshBuilder& mesh, const std::string& partition) {
    mesh.zone(partition);
    mesh.link(partition, partition, delay(500), BitRate::bits_per_second(1e8));
    model::GatewaySpec gateway{.costs = costs()};
    gateway.replicas = 1 + pick(3);
    gateway.workers = 1 + pick(4);
    draw(gateway.queueing);
    mesh.partition(partition, {partition}, gateway);
    for (const char* service : {"app", "web"}) {
      model::SidecarSpec sidecar{.costs = costs(), .handshake = {law(800), law(300)}};
      sidecar.workers = 1 + pick(3);
      draw(sidecar.queueing);
      const std::string full = partition + "/" + service;
      mesh.service({.name = full,
                    .replicas = 1 + pick(4),
                    .concurrency = pick(12),
                    .service_time = law(4000),
                    .sidecar = sidecar,
                    .discipline = static_cast<model::Discipline>(pick(2)),
                    .queue_limit = queue_limit(),
                    .cpu = cpu()});
      if (pick(9) == 0) mesh.hide(full);
      speak(mesh, full);
    }
  }
  support::TrafficSketch sketch(const std::string& from, const std::string& to) {
    support::TrafficSketch traffic{.name = "traffic " + std::to_string(traffic_++)};
    if (pick(6) != 0) traffic.from = from + "/web";
    traffic.to = to + "/app";
    traffic.mode = static_cast<mesh::GatewayMode>(pick(3));
    traffic.per_second = 20 + static_cast<double>(pick(300));
    if (pick(2) == 0) traffic.arrivals = model::PoissonArrivals{};
    traffic.connections = static_cast<model::ConnectionUse>(pick(2));
    if (one_in(3)) traffic.idle_timeout = delay(40'000);
    traffic.tls = {static_cast<model::TlsVersion>(pick(2)),
                   static_cast<model::TlsResumption>(pick(3))};
    traffic.request_size = Bytes::of(static_cast<std::int64_t>(pick(5'000)));
    traffic.response_size = Bytes::of(static_cast<std::int64_t>(pick(50'000)));
    return traffic;
  }

  random::Stream stream_;
  std::size_t partitions_;
  std::size_t traffic_ = 0;
};

class AnyWorld : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  static constexpr Replication replication{.index = 2,
                                           .seed = 5,
                                           .duration = Duration::milliseconds(900),
                                           .warmup = Duration::milliseconds(200)};
};

TEST_P(AnyWorld, BreaksNoInvariant) {
  const auto record = WorldMaker{GetParam()}.make(false).run(replication);

  for (const results::Violation& violation : results::violations_of(record)) {
    ADD_FAILURE() << violation.rule << " at " << violation.where << ": " << violation.text;
  }
}

TEST_P(AnyWorld, RunTwiceIsTheSame) {
  const support::World world = WorldMaker{GetParam()}.make(false);

  const auto one = world.run(replication);
  const auto other = world.run(replication);

  EXPECT_EQ(one.fingerprint, other.fingerprint);
  EXPECT_EQ(one.events, other.events);
}

TEST_P(AnyWorld, IsTheSameOnTheSlowTwinAndOnThreads) {
  const support::World world = WorldMaker{GetParam()}.make(false);
  const auto ours = world.run(replication);

  for (const Engine& engine :
       {Engine{.kind = Engine::Kind::sorted}, Engine{.threads = 2}, Engine{.threads = 3}}) {
    const auto theirs = simulate_on(engine, *world.model, world.routes, replication);
    EXPECT_EQ(ours.fingerprint, theirs.fingerprint);
    EXPECT_EQ(ours.events, theirs.events);
  }
}

TEST_P(AnyWorld, AnotherSeedOrReplicationIsAnotherRun) {
  const support::World world = WorldMaker{GetParam()}.make(false);
  Replication other_seed = replication;
  other_seed.seed = 6;
  Replication other_index = replication;
  other_index.index = 3;

  const auto fingerprint = world.run(replication).fingerprint;

  EXPECT_NE(world.run(other_seed).fingerprint, fingerprint);
  EXPECT_NE(world.run(other_index).fingerprint, fingerprint);
}

TEST_P(AnyWorld, AStrangerChangesNobodysDraws) {
  const auto alone = WorldMaker{GetParam()}.make(false).run(replication);
  const auto with_stranger = WorldMaker{GetParam()}.make(true).run(replication);

  ASSERT_EQ(with_stranger.traffic.size(), alone.traffic.size() + 1);
  for (std::size_t i = 0; i < alone.traffic.size(); ++i) {
    EXPECT_EQ(with_stranger.traffic[i].ended, alone.traffic[i].ended);
    EXPECT_EQ(with_stranger.traffic[i].ledger, alone.traffic[i].ledger);
    EXPECT_EQ(with_stranger.traffic[i].latency, alone.traffic[i].latency);
  }
}

TEST_P(AnyWorld, TheWarmUpHidesRequestsAndChangesNone) {
  const support::World world = WorldMaker{GetParam()}.make(false);
  Replication whole = replication;
  whole.warmup = Duration::zero();

  const auto measured = world.run(replication);
  const auto all = world.run(whole);

  EXPECT_EQ(measured.fingerprint, all.fingerprint);
  for (std::size_t i = 0; i < all.traffic.size(); ++i) {
    EXPECT_LT(measured.traffic[i].requests, all.traffic[i].requests);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyWorld, ::testing::Range<std::uint64_t>(1, 41));

}  // namespace
}  // namespace isthmus::dataplane
