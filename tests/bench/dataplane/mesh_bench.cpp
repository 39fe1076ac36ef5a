// The yardstick MESH: P partitions of 12 services, each calling a service of another partition over
// both gateways, 1,000 requests per second each; everything exponential, everything FIFO.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>

#include "tests/support/mesh_builder.hpp"

namespace isthmus::dataplane {
namespace {

constexpr std::size_t services = 12;

std::string partition_name(std::size_t p) { return "p" + std::to_string(1000 + p); }
std::string service_name(std::size_t p, std::size_t s) {
  return partition_name(p) + "/s" + std::to_string(10 + s);
}

support::World mesh_of(std::size_t partitions, model::ConnectionUse use) {
  support::MeshBuilder mesh;
  auto gateway = support::free_gateway();
  gateway.workers = 4;
  gateway.queueing.worker_choice = model::WorkerChoice::shared;
  gateway.costs.per_message = support::exponential(Duration::microseconds(50));
  auto sidecar = support::free_sidecar();
  sidecar.queueing.worker_choice = model::WorkerChoice::shared;
  sidecar.costs.per_message = support::exponential(Duration::microseconds(100));
  for (std::size_t p = 0; p < partitions; ++p) {
    const std::string zone = "zone-" + partition_name(p);
    mesh.zone(zone).link(zone, zone, Duration::microseconds(250));
    mesh.partition(partition_name(p), {zone}, gateway);
    for (std::size_t s = 0; s < services; ++s) {
      const std::size_t far = (p + 1 + s % (partitions - 1)) % partitions;
      mesh.link(zone, "zone-" + partition_name(far), Duration::milliseconds(10));
      mesh.service({.name = service_name(p, s),
                    .concurrency = 8,
                    .service_time = support::exponential(Duration::milliseconds(1)),
                    .sidecar = sidecar});
      mesh.traffic({.from = service_name(p, s),
                    .to = service_name(far, s),
                    .mode = mesh::GatewayMode::local,
                    .per_second = 1000,
                    .arrivals = model::PoissonArrivals{},
                    .connections = use});
    }
  }
  return mesh.build();
}

void mesh(benchmark::State& state, model::ConnectionUse use) {
  const auto partitions = static_cast<std::size_t>(state.range(0));
  const support::World world = mesh_of(partitions, use);
  const double per_second = 1000.0 * static_cast<double>(services * partitions);
  // Long enough for the first second's connections to matter little.
  const Duration duration = Duration::nearest_seconds(std::max(1e6 / per_second, 1.0));
  double requests = 0;
  std::size_t index = 0;
  for (auto _ : state) {
    const auto record = world.run({.index = index++, .duration = duration});
    for (const auto& traffic : record.traffic) requests += static_cast<double>(traffic.requests);
  }
  state.counters["requests"] = benchmark::Counter(requests, benchmark::Counter::kIsRate);
}

BENCHMARK_CAPTURE(mesh, kept_alive, model::ConnectionUse::kept_alive)
    ->Arg(3)
    ->Arg(30)
    ->Arg(300)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(mesh, per_request, model::ConnectionUse::per_request)
    ->Arg(3)
    ->Arg(30)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace isthmus::dataplane
