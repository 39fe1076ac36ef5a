// A visit to a station alone: what queueing itself costs, without any event.
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "sim/dataplane/station.hpp"

namespace isthmus::dataplane {
namespace {

/// Exponential times with a mean of 1 ms, drawn beforehand.
std::vector<Duration> times() {
  std::vector<Duration> all(1 << 16);
  std::uint64_t state = 1;
  for (Duration& time : all) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    const double u = (static_cast<double>(state >> 12) + 0.5) * 0x1p-52;
    time = Duration::nearest_seconds(-1e-3 * std::log(u));
  }
  return all;
}

/// First come, first served, at 80 % load.
void Admit(benchmark::State& state) {
  const std::vector<Duration> time = times();
  const std::int64_t servers = state.range(0);
  Station station{static_cast<std::size_t>(servers)};
  SimTime now = SimTime::start();
  std::uint32_t draw = 0;
  for (auto _ : state) {
    now = now + time[draw++ & 0xffff] * 5 / (4 * servers);
    benchmark::DoNotOptimize(station.admit(now, time[draw++ & 0xffff]));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(Admit)->Arg(1)->Arg(2)->Arg(4)->Arg(8)->Arg(64);

}  // namespace
}  // namespace isthmus::dataplane
