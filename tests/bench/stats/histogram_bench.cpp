// What it costs to record a latency, and to read the histogram.
#include <benchmark/benchmark.h>

#include <cmath>
#include <vector>

#include "sim/stats/histogram.hpp"

namespace isthmus::stats {
namespace {

std::vector<Duration> latencies() {
  std::vector<Duration> all(1 << 16);
  std::uint64_t state = 1;
  for (Duration& value : all) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    const double u = (static_cast<double>(state >> 12) + 0.5) * 0x1p-52;
    value = Duration::nearest_seconds(20e-3 - 2e-3 * std::log(u));
  }
  return all;
}

void Record(benchmark::State& state) {
  const auto values = latencies();
  Histogram histogram;
  std::size_t i = 0;
  for (auto _ : state) histogram.record(values[i++ & 0xffff]);
  benchmark::DoNotOptimize(histogram.count());
}
BENCHMARK(Record);

Histogram full() {
  Histogram histogram;
  for (const Duration value : latencies()) histogram.record(value);
  return histogram;
}

void Quantile(benchmark::State& state) {
  const Histogram histogram = full();
  for (auto _ : state) benchmark::DoNotOptimize(histogram.quantile(0.99));
}
BENCHMARK(Quantile);

void Merge(benchmark::State& state) {
  const Histogram histogram = full();
  Histogram all;
  for (auto _ : state) all.merge(histogram);
  benchmark::DoNotOptimize(all.count());
}
BENCHMARK(Merge);

}  // namespace
}  // namespace isthmus::stats
