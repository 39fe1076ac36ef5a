// What a gateway's decision costs, and resolving a whole mesh.
#include <benchmark/benchmark.h>

#include <string>

#include "sim/route/gateway_table.hpp"
#include "tests/unit/route/small_mesh.hpp"

namespace isthmus::route {
namespace {

const std::string trust_domain = "11111111-2222-3333-4444-555555555555.consul";

std::string local_name(std::size_t i) {
  return "service-" + std::to_string(i) + ".default.finance.dc1.internal-v1." + trust_domain;
}

GatewayTable table_with(std::size_t services) {
  GatewayTable table;
  for (std::size_t i = 0; i < 20; ++i) {
    table.add_gateway_cluster("p" + std::to_string(i) + ".dc1.internal-v1." + trust_domain,
                              model::PartitionId{i});
  }
  for (std::size_t i = 0; i < services; ++i) {
    table.add_local_cluster(local_name(i), model::ServiceId{i});
  }
  table.seal();
  return table;
}

void match_local(benchmark::State& state) {
  const auto services = static_cast<std::size_t>(state.range(0));
  const GatewayTable table = table_with(services);
  const std::string sni = local_name(services / 2);
  for (auto _ : state) benchmark::DoNotOptimize(table.match(sni));
}
BENCHMARK(match_local)->Arg(10)->Arg(1000)->Arg(100000);

void match_other_partition(benchmark::State& state) {
  const GatewayTable table = table_with(1000);
  const std::string sni = "billing.default.p7.dc1.internal-v1." + trust_domain;
  for (auto _ : state) benchmark::DoNotOptimize(table.match(sni));
}
BENCHMARK(match_other_partition);

void resolve_mesh(benchmark::State& state) {
  SmallMesh mesh;
  mesh.partition("default").partition("finance");
  for (int i = 0; i < 500; ++i) {
    const std::string n = std::to_string(i);
    mesh.service("default", "web" + n).service("finance", "billing" + n);
    mesh.upstream("web" + n, "finance", "billing" + n, mesh::GatewayMode::local);
  }
  mesh.exported("finance", "*", "default");
  const model::Model model = mesh.model();
  for (auto _ : state) benchmark::DoNotOptimize(resolve(model));
  state.SetItemsProcessed(state.iterations() * 500);
}
BENCHMARK(resolve_mesh)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace isthmus::route
