// What a draw costs.
#include <benchmark/benchmark.h>

#include "sim/random/distribution.hpp"
#include "sim/random/variate.hpp"

namespace isthmus::random {
namespace {

constexpr Duration ms = Duration::milliseconds(1);

void Bits(benchmark::State& state) {
  Stream stream{Seed{1}, Replication{0}, "bench"};
  for (auto _ : state) benchmark::DoNotOptimize(stream.bits());
}
BENCHMARK(Bits);

void NewStream(benchmark::State& state) {
  for (auto _ : state) {
    Stream stream{Seed{1}, Replication{0}, "arrivals/finance/web"};
    benchmark::DoNotOptimize(stream.bits());
  }
}
BENCHMARK(NewStream);

void UnitExponential(benchmark::State& state) {
  Stream stream{Seed{1}, Replication{0}, "bench"};
  for (auto _ : state) benchmark::DoNotOptimize(unit_exponential(stream));
}
BENCHMARK(UnitExponential);

void Draw(benchmark::State& state, const Distribution& law) {
  Stream stream{Seed{1}, Replication{0}, "bench"};
  const Sampler sampler{law};
  for (auto _ : state) benchmark::DoNotOptimize(sampler(stream));
}
BENCHMARK_CAPTURE(Draw, exponential, Exponential{ms});
BENCHMARK_CAPTURE(Draw, lognormal, Lognormal{ms, ms * 8});
BENCHMARK_CAPTURE(Draw, erlang_4, Erlang{4, ms});
BENCHMARK_CAPTURE(Draw, pareto, BoundedPareto{ms, ms * 1000, 1.5});

}  // namespace
}  // namespace isthmus::random
