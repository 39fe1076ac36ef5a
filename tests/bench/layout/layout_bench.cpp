// How long a drawing takes; the sizes are those of a small mesh, a large one and a very large one.
#include <benchmark/benchmark.h>

#include "sim/layout/drawing.hpp"
#include "tests/support/random_graph.hpp"

namespace isthmus::layout {
namespace {

void layered_drawing(benchmark::State& state) {
  tests::RandomGraph wish;
  wish.clusters = static_cast<std::size_t>(state.range(0));
  wish.nodes = static_cast<std::size_t>(state.range(1));
  wish.edges = wish.nodes * 3 / 2;
  wish.crossing_one_in = 10;
  const Graph graph = tests::made(wish);
  for (auto _ : state) benchmark::DoNotOptimize(layered(graph));
}
BENCHMARK(layered_drawing)
    ->Args({4, 22})
    ->Args({10, 1'010})
    ->Args({20, 2'010})
    ->Unit(benchmark::kMillisecond);

void framed_drawing(benchmark::State& state) {
  tests::RandomGraph wish;
  wish.clusters = static_cast<std::size_t>(state.range(0));
  wish.nodes = 2 * wish.clusters;
  wish.edges = 14 * wish.clusters;
  wish.crossing_one_in = 1;
  const Graph graph = tests::made(wish);
  for (auto _ : state) benchmark::DoNotOptimize(framed(graph));
}
BENCHMARK(framed_drawing)->Arg(30)->Arg(300)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace isthmus::layout
