// A mesh in the small: partitions of twelve services that call services of other partitions through
// two gateways and a 10 ms link. What the kernel costs under a realistic load; the model itself is
// as small as it can be (FIFO stations whose departures are known on arrival).
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <vector>

#include "sim/kernel/windowed_run.hpp"

namespace isthmus::kernel {
namespace {

constexpr std::size_t services = 12;
constexpr Duration lan = Duration::microseconds(250);
constexpr Duration wan = Duration::milliseconds(10);

/// A FIFO station with a few servers; says when a job that arrives now will leave.
struct Station {
  std::array<SimTime, 8> free{};
  std::size_t servers = 1;

  SimTime departure(SimTime now, Duration service) {
    SimTime* first = std::min_element(free.data(), free.data() + servers);
    return *first = std::max(now, *first) + service;
  }
};

class Partition {
 public:
  struct Message {
    SimTime started;
    std::uint32_t stage;  ///< The station it arrives at, along the request's way.
    std::uint16_t from_partition, from_service, to_partition, to_service;
  };
  enum class Kind { client, step };

  Partition(std::size_t self, std::size_t count)
      : self_{self}, count_{count}, state_{self * 77 + 1} {
    for (Station& station : sidecars_) station.servers = 2;
    for (Station& station : apps_) station.servers = 8;
    gateway_.servers = 4;
  }

  void start(Scheduler<Message>& out) {
    for (std::size_t service = 0; service < services; ++service) client(service, out);
  }

  void happen(Event event, SimTime now, Scheduler<Message>& out) {
    if (event.kind<Kind>() == Kind::client) {
      client(event.index(), out);
      const std::uint64_t dice = next();
      const std::size_t to = (self_ + 1 + dice % (count_ - 1)) % count_;
      visit(keep({now, 0, static_cast<std::uint16_t>(self_),
                  static_cast<std::uint16_t>(event.index()), static_cast<std::uint16_t>(to),
                  static_cast<std::uint16_t>((dice >> 32) % services)}),
            now, out);
    } else {
      visit(event.index(), now, out);
    }
  }
  void receive(Message& message, SimTime now, Scheduler<Message>& out) {
    visit(keep(message), now, out);
  }

  std::uint64_t finished = 0;
  double latency_s = 0;

 private:
  /// The request is at the station of its stage: 0 client's sidecar, 1 gateway, 2 far gateway, 3
  /// far sidecar, 4 service, and back: 5 sidecar, 6 gateway, 7 gateway, 8 sidecar.
  void visit(std::uint32_t index, SimTime now, Scheduler<Message>& out) {
    Message& request = requests_[index];
    const std::uint32_t stage = request.stage++;
    Station& station = stage == 0 || stage == 8   ? sidecars_[request.from_service]
                       : stage == 3 || stage == 5 ? sidecars_[request.to_service]
                       : stage == 4               ? apps_[request.to_service]
                                                  : gateway_;
    const double mean_ns = stage == 4 ? 1e6 : &station == &gateway_ ? 5e4 : 1e5;
    const SimTime leaves = station.departure(
        now, Duration::nanoseconds(static_cast<std::int64_t>(mean_ns * exponential())));
    if (stage == 8) {
      ++finished;
      latency_s += (leaves - request.started).in_seconds();
      free_.push_back(index);
    } else if (stage == 1 || stage == 6) {
      const std::size_t to = stage == 1 ? request.to_partition : request.from_partition;
      out.send(ProcessId{to}, leaves + wan, Phase::arrival, request);
      free_.push_back(index);
    } else {
      const Duration link = stage == 3 || stage == 4 ? Duration::zero() : lan;
      out.at(leaves + link, Phase::arrival, Event::of(Kind::step, index));
    }
  }
  void client(std::size_t service, Scheduler<Message>& out) {
    out.after(Duration::nanoseconds(static_cast<std::int64_t>(1e6 * exponential())), Phase::arrival,
              Event::of(Kind::client, service));
  }
  std::uint32_t keep(const Message& request) {
    if (free_.empty()) {
      free_.push_back(static_cast<std::uint32_t>(requests_.size()));
      requests_.emplace_back();
    }
    const std::uint32_t index = free_.back();
    free_.pop_back();
    requests_[index] = request;
    return index;
  }
  std::uint64_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    return state_ ^= state_ << 17;
  }
  double exponential() { return -std::log((static_cast<double>(next() >> 12) + 0.5) * 0x1p-52); }

  std::size_t self_;
  std::size_t count_;
  std::uint64_t state_;
  std::array<Station, services> sidecars_;
  std::array<Station, services> apps_;
  Station gateway_;
  std::vector<Message> requests_;
  std::vector<std::uint32_t> free_;
};

void Mesh(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  std::uint64_t finished = 0;
  for (auto _ : state) {
    std::vector<Partition> partitions;
    for (std::size_t i = 0; i < count; ++i) partitions.emplace_back(i, count);
    WindowedRun<Partition> run{partitions, {wan, static_cast<std::size_t>(state.range(1))}};
    for (std::size_t i = 0; i < count; ++i) partitions[i].start(run.scheduler(ProcessId{i}));
    run.run_through(SimTime::start() + Duration::microseconds(30'000'000 / state.range(0)));
    double latency_s = 0;
    std::uint64_t now_finished = 0;
    for (const Partition& partition : partitions) {
      now_finished += partition.finished;
      latency_s += partition.latency_s;
    }
    finished += now_finished;
    state.counters["mean_ms"] = latency_s / static_cast<double>(now_finished) * 1e3;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(finished));
}
BENCHMARK(Mesh)->ArgsProduct({{3, 30, 300}, {1, 2}})->UseRealTime()->MeasureProcessCPUTime();

}  // namespace
}  // namespace isthmus::kernel
