// HOLD: take the next event, schedule another; the pending set alone, at three sizes.
//
// Source   Jones, An empirical comparison of priority-queue and event-set implementations, 1986.
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "sim/kernel/pending_set.hpp"

namespace isthmus::kernel {
namespace {

/// Exponential gaps with a mean of 1 ms, drawn beforehand.
std::vector<Duration> gaps() {
  std::vector<Duration> all(1 << 16);
  std::uint64_t state = 1;
  for (Duration& gap : all) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    const double u = (static_cast<double>(state >> 12) + 0.5) * 0x1p-52;
    gap = Duration::nearest_seconds(-1e-3 * std::log(u));
  }
  return all;
}

void Hold(benchmark::State& state) {
  const std::vector<Duration> gap = gaps();
  PendingSet pending;
  std::uint32_t draw = 0;
  for (std::uint32_t i = 0; i < state.range(0); ++i) {
    pending.push({SimTime::start() + gap[draw++ & 0xffff], Phase::arrival}, Event{i});
  }
  for (auto _ : state) {
    const SimTime now = pending.next().time();
    const Event event = pending.pop();
    pending.push({now + gap[draw++ & 0xffff], Phase::arrival}, event);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(Hold)->Arg(100)->Arg(10'000)->Arg(1'000'000);

/// The same where every delay is one of four constants: only the heads of lanes are in the heap.
void HoldInLanes(benchmark::State& state) {
  PendingSet pending;
  std::vector<LaneId> lanes;
  for (std::int64_t us : {250, 700, 1100, 10'000}) {
    lanes.push_back(pending.lane(Duration::microseconds(us), Phase::arrival));
  }
  const std::vector<Duration> gap = gaps();
  for (std::uint32_t i = 0; i < state.range(0); ++i) {
    pending.push({SimTime::start() + gap[i & 0xffff], Phase::arrival}, Event{i});
  }
  for (auto _ : state) {
    const SimTime now = pending.next().time();
    const Event event = pending.pop();
    pending.push_along(lanes[event.word & 3], now, event);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(HoldInLanes)->Arg(100)->Arg(10'000)->Arg(1'000'000);

/// A deadline set and cancelled for each event, as for requests that are answered in time.
void HoldWithDeadlines(benchmark::State& state) {
  const std::vector<Duration> gap = gaps();
  PendingSet pending;
  const LaneId deadline = pending.lane(Duration::seconds(1), Phase::timeout);
  std::vector<Timer> timers(static_cast<std::size_t>(state.range(0)));
  std::uint32_t draw = 0;
  for (std::uint32_t i = 0; i < state.range(0); ++i) {
    pending.push({SimTime::start() + gap[draw++ & 0xffff], Phase::arrival}, Event{i});
  }
  for (auto _ : state) {
    const SimTime now = pending.next().time();
    const Event event = pending.pop();
    if (event.word >= timers.size()) continue;  // A deadline that was missed.
    pending.cancel(timers[event.word]);
    timers[event.word] = pending.push_timer_along(deadline, now, Event{UINT32_MAX});
    pending.push({now + gap[draw++ & 0xffff], Phase::arrival}, event);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(HoldWithDeadlines)->Arg(100)->Arg(10'000);

}  // namespace
}  // namespace isthmus::kernel
