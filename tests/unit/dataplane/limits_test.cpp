// Upstreams with limits, hosts that are left out, and what routes say about failures.
#include <gtest/gtest.h>

#include "sim/results/invariants.hpp"
#include "tests/support/mesh_builder.hpp"

namespace isthmus::dataplane {
namespace {

using route::Disposition;

Duration ms(std::int64_t n) { return Duration::milliseconds(n); }
Duration s(std::int64_t n) { return Duration::seconds(n); }

/// Three requests at once, each second from 1 s on, from web to api, which takes 10 ms.
struct Sketch {
  std::string protocol = "http";
  std::size_t batch = 3;
  std::size_t replicas = 1;
  std::size_t concurrency = 8;
  Ratio error_rate{};
  Duration service_time = ms(10);
  std::uint64_t streams_max = UINT64_MAX;
  mesh::UpstreamPolicy policy{};
  mesh::RouterRule rule{};
  model::Resilience resilience{};
};

support::World world_of(const Sketch& sketch) {
  support::MeshBuilder mesh;
  mesh.zone("z").partition("default", {"z"}).protocol("api", sketch.protocol);
  mesh.service({.name = "web"});
  model::SidecarSpec sidecar = support::free_sidecar();
  sidecar.streams_max = sketch.streams_max;
  mesh.service({.name = "api",
                .replicas = sketch.replicas,
                .concurrency = sketch.concurrency,
                .service_time = support::constant(sketch.service_time),
                .error_rate = sketch.error_rate,
                .sidecar = sidecar});
  mesh.traffic({.from = "web",
                .to = "api",
                .per_second = static_cast<double>(sketch.batch),
                .arrivals = model::BatchArrivals{sketch.batch},
                .resilience = sketch.resilience});
  support::World world = mesh.build();
  for (model::Service& service : world.model->services) {
    for (mesh::Upstream& upstream : service.registration.upstreams) {
      upstream.policy = sketch.policy;
    }
  }
  if (sketch.rule.retries.has_condition() || sketch.rule.request_timeout ||
      sketch.rule.idle_timeout) {
    mesh::ServiceRouter& router = world.model->service_routers.emplace_back();
    router.service = support::MeshBuilder::name_of("api");
    router.rules.push_back(sketch.rule);
    world.routes = route::resolve(*world.model);
  }
  return world;
}

results::RunRecord asked(const Sketch& sketch, Duration duration = ms(4500)) {
  auto record = world_of(sketch).run({.duration = duration});
  EXPECT_TRUE(results::violations_of(record).empty());
  return record;
}

std::uint64_t ended(const results::RunRecord& record, Disposition disposition) {
  return record.traffic[0].ended[static_cast<std::size_t>(disposition)];
}

/// What arrived at an instance of api.
std::uint64_t at_api(const results::RunRecord& record, std::size_t instance) {
  for (const results::StationRecord& station : record.stations) {
    if (station.name == "service api[" + std::to_string(instance) + "]") return station.arrivals;
  }
  return 0;
}

mesh::UpstreamPolicy limited(mesh::UpstreamLimits limits) { return {.limits = limits}; }
mesh::UpstreamPolicy ejecting(mesh::PassiveHealthCheck check) {
  return {.passive_health_check = check};
}

TEST(Limits, OfConnectionsMakeRequestsWaitInLine) {
  const auto record = asked({.policy = limited({.max_connections = 1})});

  EXPECT_EQ(ended(record, Disposition::delivered), record.traffic[0].requests);
  EXPECT_EQ(record.traffic[0].connections, 1u);
  EXPECT_EQ(record.traffic[0].latency.least(), ms(10));
  EXPECT_EQ(record.traffic[0].latency.greatest(), ms(30));
}

TEST(Limits, OfConnectionsAreOfAllHostsButOneIsAlwaysAllowedToEach) {
  const auto record = asked({.replicas = 2, .policy = limited({.max_connections = 1})});

  EXPECT_EQ(record.traffic[0].connections, 2u);
  EXPECT_EQ(record.traffic[0].latency.greatest(), ms(20));
}

TEST(Limits, OfALineRefuseWhoComesBeyond) {
  const auto record = asked({.policy = limited({.max_connections = 1, .max_pending_requests = 1})});
  const std::uint64_t batches = record.traffic[0].requests / 3;

  // One has the connection, one waits, one is refused; but of the first three, one dials.
  EXPECT_EQ(ended(record, Disposition::delivered), 2 * batches - 1);
  EXPECT_EQ(ended(record, Disposition::overloaded), batches + 1);
  EXPECT_EQ(record.traffic[0].latency.greatest(), ms(20));
}

TEST(Limits, OfRequestsRefuseAtOnce) {
  const auto record = asked({.policy = limited({.max_concurrent_requests = 2})});
  const std::uint64_t batches = record.traffic[0].requests / 3;

  EXPECT_EQ(ended(record, Disposition::overloaded), batches);
  EXPECT_EQ(record.traffic[0].failed.greatest(), Duration::zero());
}

TEST(Limits, OfZeroLetNothingPass) {
  EXPECT_EQ(
      ended(asked({.policy = limited({.max_concurrent_requests = 0})}), Disposition::delivered),
      0u);
  EXPECT_EQ(ended(asked({.policy = limited({.max_pending_requests = 0})}), Disposition::delivered),
            0u);
  EXPECT_EQ(ended(asked({.protocol = "tcp", .policy = limited({.max_connections = 0})}),
                  Disposition::delivered),
            0u);
}

TEST(Limits, OfATcpUpstreamHaveNoLine) {
  const auto record = asked({.protocol = "tcp", .policy = limited({.max_connections = 2})});

  EXPECT_EQ(ended(record, Disposition::overloaded), record.traffic[0].requests / 3);
}

TEST(Limits, ForgetWhoGaveUpWaiting) {
  const auto record = asked({.policy = limited({.max_connections = 1, .max_pending_requests = 3}),
                             .resilience = {.timeout = ms(15)}},
                            ms(20'500));
  const std::uint64_t batches = record.traffic[0].requests / 3;

  // Somebody would be refused sooner or later if those who gave up still stood in line.
  EXPECT_EQ(ended(record, Disposition::delivered), batches);
  EXPECT_EQ(ended(record, Disposition::timed_out), 2 * batches);
}

TEST(Ejection, LeavesOutOneHostOfTwoAfterFailuresInARow) {
  const auto record = asked({.batch = 1,
                             .replicas = 2,
                             .error_rate = Ratio::of(1),
                             .policy = ejecting({.max_failures = 2})},
                            ms(20'500));

  // One after its second failure; the other may not be left out too.
  EXPECT_EQ(record.traffic[0].ejections, 1u);
  EXPECT_EQ(at_api(record, 0) + at_api(record, 1), record.traffic[0].requests);
  EXPECT_EQ(std::min(at_api(record, 0), at_api(record, 1)), 2u);
}

TEST(Ejection, OfAllHostsLeavesNobody) {
  const auto record = asked({.batch = 1,
                             .replicas = 2,
                             .error_rate = Ratio::of(1),
                             .policy = ejecting({.max_failures = 1, .max_ejection_percent = 100})});

  EXPECT_EQ(ended(record, Disposition::service_error), 2u);
  EXPECT_EQ(ended(record, Disposition::no_healthy_endpoint), record.traffic[0].requests - 2);
}

TEST(Ejection, OverTcpDoesNotSeeErrorsOfTheApp) {
  const auto record = asked({.protocol = "tcp",
                             .batch = 1,
                             .error_rate = Ratio::of(1),
                             .policy = ejecting({.max_failures = 1})});

  EXPECT_EQ(record.traffic[0].ejections, 0u);
}

TEST(Routes, TryAgainOnTheirConditions) {
  const auto retries = [](mesh::RouteRetries words) {
    const auto record =
        asked({.batch = 1, .error_rate = Ratio::of(1), .rule = {.retries = std::move(words)}});
    return record.traffic[0].retries / record.traffic[0].requests;
  };

  EXPECT_EQ(retries({.count = 3, .on = {"5xx"}}), 3u);
  EXPECT_EQ(retries({.on = {"5xx"}}), 1u);
  EXPECT_EQ(retries({.count = 3, .status_codes = {500}}), 3u);
  EXPECT_EQ(retries({.count = 3, .status_codes = {502, 503}}), 0u);
  EXPECT_EQ(retries({.count = 3, .on_connect_failure = true}), 0u);
  EXPECT_EQ(retries({.count = 3, .on = {"gateway-error"}}), 0u);
}

TEST(Routes, LetThreeRequestsBeTriedAgainAtOnce) {
  const auto record = asked(
      {.batch = 5, .error_rate = Ratio::of(1), .rule = {.retries = {.count = 1, .on = {"5xx"}}}});

  EXPECT_EQ(record.traffic[0].retries, record.traffic[0].requests / 5 * 3);
}

TEST(Routes, EndWhatTakesLongerThanTheirTimes) {
  const mesh::RouterRule request{.request_timeout = ms(9)};
  const mesh::RouterRule idle{.idle_timeout = ms(9)};

  EXPECT_EQ(ended(asked({.rule = request}), Disposition::delivered), 0u);
  EXPECT_EQ(ended(asked({.rule = idle}), Disposition::delivered), 0u);
  EXPECT_EQ(asked({.rule = request}).traffic[0].failed.greatest(), ms(9));
}

TEST(Routes, WaitFifteenSecondsWhereNothingIsWritten) {
  const auto http = asked({.service_time = s(16)}, s(40));
  const auto tcp = asked({.protocol = "tcp", .service_time = s(16)}, s(40));

  EXPECT_EQ(ended(http, Disposition::delivered), 0u);
  EXPECT_EQ(http.traffic[0].failed.greatest(), s(15));
  EXPECT_GT(ended(tcp, Disposition::delivered), 0u);
}

TEST(Streams, ShareOneConnection) {
  const auto record = asked({.protocol = "http2"});

  EXPECT_EQ(record.traffic[0].connections, 1u);
  EXPECT_EQ(record.traffic[0].latency.greatest(), ms(10));
  EXPECT_EQ(asked({}).traffic[0].connections, 3u);
}

TEST(Streams, NeedAnotherConnectionBeyondTheirMost) {
  EXPECT_EQ(asked({.protocol = "grpc", .batch = 5, .streams_max = 2}).traffic[0].connections, 3u);
}

TEST(Streams, AreLimitedByRequestsAtOnce) {
  const auto record =
      asked({.protocol = "http2", .policy = limited({.max_concurrent_requests = 2})});

  EXPECT_EQ(ended(record, Disposition::overloaded), record.traffic[0].requests / 3);
}

TEST(Streams, WaitForAConnectionThatIsBeingDialled) {
  support::MeshBuilder mesh;
  mesh.zone("here").zone("there").link("here", "there", ms(5));
  mesh.partition("default", {"here"}).protocol("api", "http2");
  mesh.service({.name = "web"});
  mesh.service({.name = "api", .zones = {"there"}, .concurrency = 8});
  mesh.traffic({.from = "web", .to = "api", .per_second = 2, .arrivals = model::BatchArrivals{2}});

  const auto record = mesh.build().run({.duration = ms(1500)});

  // 10 ms to connect, 10 for the handshake, 10 for the request: both of them.
  EXPECT_EQ(record.traffic[0].connections, 1u);
  EXPECT_EQ(record.traffic[0].latency.greatest(), ms(30));
  const auto queue = record.traffic[0].ledger[static_cast<std::size_t>(results::Part::queue)];
  EXPECT_EQ(queue, ms(20).in_nanoseconds());
}

TEST(Streams, OfOneConnectionPassOneWorkerEverywhere) {
  const auto busiest = [](const char* protocol) {
    support::MeshBuilder mesh;
    model::SidecarSpec sidecar = support::free_sidecar();
    sidecar.workers = 4;
    sidecar.costs.per_message = support::constant(ms(1));
    sidecar.queueing.worker_choice = model::WorkerChoice::exact_balance;
    mesh.zone("z").partition("default", {"z"}).protocol("api", protocol);
    mesh.service({.name = "web"});
    mesh.service({.name = "api", .concurrency = 8, .sidecar = sidecar});
    mesh.traffic(
        {.from = "web", .to = "api", .per_second = 4, .arrivals = model::BatchArrivals{4}});
    const auto record = mesh.build().run({.duration = ms(3500)});
    return record.traffic[0].latency.greatest();
  };

  EXPECT_EQ(busiest("http"), ms(2));
  EXPECT_GT(busiest("http2"), ms(5));
}

}  // namespace
}  // namespace isthmus::dataplane
