#include "sim/results/invariants.hpp"

#include <cstdint>
#include <numeric>
#include <utility>

namespace isthmus::results {
namespace {

__extension__ using Wide = __int128;

class Examination {
 public:
  void require(bool holds, const char* rule, const std::string& where, const std::string& text) {
    if (!holds) found_.push_back({rule, where, text});
  }
  template <class Number>
  void require_equal(Number a, Number b, const char* rule, const std::string& where,
                     const char* what) {
    if (a != b) {
      found_.push_back(
          {rule, where,
           std::string{what} + ": " + std::to_string(a) + " and " + std::to_string(b)});
    }
  }
  std::vector<Violation> found() { return std::move(found_); }

 private:
  std::vector<Violation> found_;
};

void examine(const TrafficRecord& traffic, const std::string& where, Examination& exam) {
  const auto delivered = traffic.ended[static_cast<std::size_t>(route::Disposition::delivered)];
  const std::uint64_t ended =
      std::accumulate(traffic.ended.begin(), traffic.ended.end(), std::uint64_t{0});
  exam.require_equal(traffic.requests, ended, "balance", where, "requests and their ends");
  exam.require_equal(traffic.latency.count(), delivered, "balance", where,
                     "latencies and delivered requests");

  Wide parts = 0;
  for (const std::int64_t part : traffic.ledger) parts += part;
  const stats::Histogram::Total total = traffic.latency.total();
  const Wide latency = Wide{total.seconds} * 1'000'000'000 + total.nanoseconds;
  exam.require_equal(static_cast<std::int64_t>(parts), static_cast<std::int64_t>(latency), "ledger",
                     where, "nanoseconds of the parts and of the latencies");
}

void examine(const StationRecord& station, Duration measured, Examination& exam) {
  const auto capacity =
      Wide{measured.in_nanoseconds()} * static_cast<std::int64_t>(station.servers);
  const bool within = station.servers == 0 || station.busy_ns <= capacity;
  exam.require(station.busy_ns >= 0 && within, "capacity", station.name,
               "busy for " + std::to_string(station.busy_ns) + " ns with " +
                   std::to_string(station.servers) + " servers");
  exam.require(station.arrivals > 0 || (station.wait_ns == 0 && station.service_ns == 0),
               "capacity", station.name, "work without arrivals");
  exam.require_equal(station.number_area_ns, station.queue_area_ns + station.busy_ns, "little",
                     station.name, "those present and those waiting or served, in ns");
  exam.require_equal(
      station.number_area_ns,
      station.wait_ns + station.service_ns + station.carried_in_ns - station.carried_out_ns,
      "little", station.name, "number present and time spent, in ns");
}

}  // namespace

std::vector<Violation> violations_of(const RunRecord& record) {
  Examination exam;
  for (std::size_t i = 0; i < record.traffic.size(); ++i) {
    examine(record.traffic[i], "traffic " + std::to_string(i), exam);
  }
  for (const StationRecord& station : record.stations) examine(station, record.measured, exam);
  return exam.found();
}

}  // namespace isthmus::results
