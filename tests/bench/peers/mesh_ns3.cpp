// MESH on the kernel of ns-3 alone: no packets, no devices, only its events. Everything beside the
// kernel is as cheap as it can be made by hand, so what is measured is what ns-3 would cost us.
//
//   bench_mesh_ns3 PARTITIONS SECONDS     prints requests, mean latency in ms
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <vector>

#include <ns3/nstime.h>
#include <ns3/simulator.h>

namespace {

constexpr int services = 12;
constexpr int visits = 9;  // Sidecar, two gateways, sidecar, app, and back over the first four.

struct Station {
  int servers = 1;
  double mean_s = 0;
  int busy = 0;
  std::deque<std::uint32_t> waiting{};
};

struct Request {
  double began_s = 0;
  std::uint32_t source = 0;
  int visit = 0;
};

/// SplitMix64; an exponential by inversion.
class Chance {
 public:
  double exponential(double mean) {
    state_ += 0x9e3779b97f4a7c15u;
    std::uint64_t x = state_;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    x ^= x >> 31;
    return -mean * std::log((static_cast<double>(x >> 11) + 0.5) * 0x1p-53);
  }

 private:
  std::uint64_t state_ = 1;
};

class Mesh {
 public:
  Mesh(int partitions, double seconds) : partitions_{partitions}, end_s_{seconds} {
    stations_.resize(static_cast<std::size_t>(partitions) * (1 + 2 * services));
    for (int p = 0; p < partitions; ++p) {
      stations_[gateway(p)] = {4, 50e-6};
      for (int s = 0; s < services; ++s) {
        stations_[sidecar(p, s)] = {2, 100e-6};
        stations_[app(p, s)] = {8, 1e-3};
      }
    }
  }

  void run() {
    for (int source = 0; source < partitions_ * services; ++source) next(source);
    ns3::Simulator::Run();
    ns3::Simulator::Destroy();
    std::printf("%llu %.4f\n", static_cast<unsigned long long>(done_),
                1e3 * sum_s_ / static_cast<double>(done_));
  }

 private:
  std::size_t at(int p, int n) const {
    return static_cast<std::size_t>(p) * (1 + 2 * services) + static_cast<std::size_t>(n);
  }
  std::size_t gateway(int p) const { return at(p, 0); }
  std::size_t sidecar(int p, int s) const { return at(p, 1 + s); }
  std::size_t app(int p, int s) const { return at(p, 1 + services + s); }

  static double now() { return ns3::Simulator::Now().GetSeconds(); }
  template <class... Arguments>
  static void after(double seconds, Arguments... arguments) {
    ns3::Simulator::Schedule(ns3::NanoSeconds(std::llround(seconds * 1e9)), arguments...);
  }

  void next(int source) {
    const double gap = chance_.exponential(1e-3);
    if (now() + gap < end_s_) after(gap, &Mesh::begin, this, source);
  }

  void begin(int source) {
    next(source);
    std::uint32_t place = static_cast<std::uint32_t>(requests_.size());
    if (free_.empty()) {
      requests_.emplace_back();
    } else {
      place = free_.back();
      free_.pop_back();
    }
    requests_[place] = {now(), static_cast<std::uint32_t>(source), 0};
    arrive(place);
  }

  std::size_t station_of(const Request& request) const {
    const int p = static_cast<int>(request.source) / services;
    const int s = static_cast<int>(request.source) % services;
    const int far = (p + 1 + s % (partitions_ - 1)) % partitions_;
    switch (request.visit < 5 ? request.visit : visits - 1 - request.visit) {
      case 0:
        return sidecar(p, s);
      case 1:
        return gateway(p);
      case 2:
        return gateway(far);
      case 3:
        return sidecar(far, s);
      default:
        return app(far, s);
    }
  }

  void arrive(std::uint32_t place) {
    Station& station = stations_[station_of(requests_[place])];
    if (station.busy == station.servers) {
      station.waiting.push_back(place);
      return;
    }
    ++station.busy;
    after(chance_.exponential(station.mean_s), &Mesh::depart, this, place);
  }

  void depart(std::uint32_t place) {
    Station& station = stations_[station_of(requests_[place])];
    if (station.waiting.empty()) {
      --station.busy;
    } else {
      const std::uint32_t first = station.waiting.front();
      station.waiting.pop_front();
      after(chance_.exponential(station.mean_s), &Mesh::depart, this, first);
    }
    static constexpr double onward_s[visits] = {250e-6, 10e-3, 250e-6, 0, 0,
                                                250e-6, 10e-3, 250e-6, 0};
    Request& request = requests_[place];
    const double onward = onward_s[request.visit];
    if (++request.visit == visits) {
      ++done_;
      sum_s_ += now() - request.began_s;
      free_.push_back(place);
    } else if (onward > 0) {
      after(onward, &Mesh::arrive, this, place);
    } else {
      arrive(place);
    }
  }

  int partitions_;
  double end_s_;
  std::vector<Station> stations_{};
  std::vector<Request> requests_{};
  std::vector<std::uint32_t> free_{};
  Chance chance_{};
  std::uint64_t done_ = 0;
  double sum_s_ = 0;
};

}  // namespace

int main(int count, char** words) {
  if (count != 3) {
    std::fprintf(stderr, "usage: bench_mesh_ns3 PARTITIONS SECONDS\n");
    return 2;
  }
  Mesh mesh{std::atoi(words[1]), std::atof(words[2])};
  mesh.run();
}
