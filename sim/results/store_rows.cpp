// Records to rows and back.
#include <algorithm>

#include "sim/results/record_bytes.hpp"
#include "sim/results/store.hpp"

namespace isthmus::results {
namespace {

constexpr std::size_t station_kinds = 3;

std::int64_t number_of(PointId point) { return static_cast<std::int64_t>(point.index()); }

/// Dispositions and parts by their words, so that a store can be read without this program.
template <class Word>
std::size_t index_of(const std::string& word, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    if (text(static_cast<Word>(i)) == word) return i;
  }
  return count;
}

/// The record of that number; null where there is none.
RunRecord* record_of(std::vector<RunRecord>& records, std::int64_t number) {
  const auto wanted = static_cast<std::size_t>(number);
  const auto at =
      std::lower_bound(records.begin(), records.end(), wanted,
                       [](const RunRecord& one, std::size_t n) { return one.replication < n; });
  return at != records.end() && at->replication == wanted ? &*at : nullptr;
}

TrafficRecord* source_of(std::vector<RunRecord>& records, Statement& row) {
  RunRecord* record = record_of(records, row.integer(0));
  const auto source = static_cast<std::size_t>(row.integer(1));
  return record != nullptr && source < record->traffic.size() ? &record->traffic[source] : nullptr;
}

}  // namespace

void Store::keep_pilot(PointId point, const RunRecord& record) {
  BytesWriter slices;
  write_slices(slices, record.slices);
  Statement pilot{database_, "INSERT OR IGNORE INTO pilot VALUES (?, ?, ?)"};
  pilot.with(number_of(point)).with(static_cast<std::int64_t>(record.replication));
  pilot.with_bytes(slices.take()).run();
}

std::vector<RunRecord> Store::pilots(PointId point) {
  std::vector<RunRecord> records;
  Statement pilot{database_, "SELECT number, slices FROM pilot WHERE point = ? ORDER BY number"};
  pilot.with(number_of(point));
  while (pilot.row()) {
    RunRecord& record = records.emplace_back();
    record.replication = static_cast<std::size_t>(pilot.integer(0));
    const std::string slices = pilot.text(1);
    BytesReader bytes{slices};
    record.slices = slices_from(bytes);
  }
  return records;
}

void Store::keep_traffic(PointId point, const RunRecord& record) {
  const auto number = static_cast<std::int64_t>(record.replication);
  Statement traffic{database_, "INSERT INTO traffic VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
  Statement ending{database_, "INSERT INTO ending VALUES (?, ?, ?, ?, ?)"};
  Statement part{database_, "INSERT INTO part VALUES (?, ?, ?, ?, ?)"};
  for (std::size_t i = 0; i < record.traffic.size(); ++i) {
    const TrafficRecord& one = record.traffic[i];
    const auto source = static_cast<std::int64_t>(i);
    const bool any = !one.latency.empty();
    const stats::Histogram::Total total = any ? one.latency.total() : stats::Histogram::Total{};
    traffic.with(number_of(point)).with(number).with(source);
    traffic.with(static_cast<std::int64_t>(one.requests));
    traffic.with(static_cast<std::int64_t>(one.connections));
    traffic.with(total.seconds).with(total.nanoseconds);
    traffic.with(any ? one.latency.least().in_nanoseconds() : 0);
    traffic.with(any ? one.latency.greatest().in_nanoseconds() : 0);
    BytesWriter buckets;
    write_buckets(buckets, one.latency);
    traffic.with_bytes(buckets.take()).run();
    for (std::size_t d = 0; d < one.ended.size(); ++d) {
      if (one.ended[d] == 0) continue;
      ending.with(number_of(point)).with(number).with(source);
      ending.with(text(static_cast<route::Disposition>(d)));
      ending.with(static_cast<std::int64_t>(one.ended[d])).run();
    }
    for (std::size_t p = 0; p < one.ledger.size(); ++p) {
      if (one.ledger[p] == 0) continue;
      part.with(number_of(point)).with(number).with(source);
      part.with(text(static_cast<Part>(p))).with(one.ledger[p]).run();
    }
  }
}

void Store::keep_stations(PointId point, const RunRecord& record) {
  Statement station{database_,
                    "INSERT INTO station VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                    "?, ?)"};
  for (std::size_t i = 0; i < record.stations.size(); ++i) {
    const StationRecord& one = record.stations[i];
    station.with(number_of(point)).with(static_cast<std::int64_t>(record.replication));
    station.with(static_cast<std::int64_t>(i)).with(one.name).with(text(one.kind));
    station.with(static_cast<std::int64_t>(one.servers)).with(one.capacity_milli);
    station.with(std::int64_t{one.may_grow}).with(static_cast<std::int64_t>(one.arrivals));
    station.with(one.busy_ns).with(one.wait_ns).with(one.service_ns).with(one.busiest_ns);
    station.with(static_cast<std::int64_t>(one.queues)).with(one.queue_area_ns);
    station.with(one.number_area_ns).with(one.carried_in_ns).with(one.carried_out_ns).run();
  }
}

void Store::read_traffic(PointId point, std::vector<RunRecord>& records) {
  Statement traffic{database_,
                    "SELECT replication, requests, connections, latency_total_s, latency_total_ns, "
                    "latency_least_ns, latency_greatest_ns, latency_buckets FROM traffic WHERE "
                    "point = ? ORDER BY replication, source"};
  traffic.with(number_of(point));
  while (traffic.row()) {
    RunRecord* record = record_of(records, traffic.integer(0));
    if (record == nullptr) continue;
    TrafficRecord& one = record->traffic.emplace_back();
    one.requests = static_cast<std::uint64_t>(traffic.integer(1));
    one.connections = static_cast<std::uint64_t>(traffic.integer(2));
    const std::string bytes = traffic.text(7);
    if (bytes.empty()) continue;
    BytesReader reader{bytes};
    const std::vector<stats::Histogram::Bucket> buckets = buckets_from(reader);
    one.latency = stats::Histogram::restored(buckets, {traffic.integer(3), traffic.integer(4)},
                                             Duration::nanoseconds(traffic.integer(5)),
                                             Duration::nanoseconds(traffic.integer(6)));
  }
  Statement ending{database_,
                   "SELECT replication, source, disposition, requests FROM ending WHERE point = ?"};
  ending.with(number_of(point));
  while (ending.row()) {
    TrafficRecord* one = source_of(records, ending);
    const std::size_t at = index_of<route::Disposition>(ending.text(2), route::disposition_count);
    if (one != nullptr && at < route::disposition_count) {
      one->ended[at] = static_cast<std::uint64_t>(ending.integer(3));
    }
  }
  Statement part{database_, "SELECT replication, source, part, total_ns FROM part WHERE point = ?"};
  part.with(number_of(point));
  while (part.row()) {
    TrafficRecord* one = source_of(records, part);
    const std::size_t at = index_of<Part>(part.text(2), part_count);
    if (one != nullptr && at < part_count) one->ledger[at] = part.integer(3);
  }
}

void Store::read_stations(PointId point, std::vector<RunRecord>& records) {
  Statement station{database_,
                    "SELECT replication, name, kind, servers, capacity_milli, may_grow, arrivals, "
                    "busy_ns, wait_ns, service_ns, busiest_ns, queues, queue_area_ns, "
                    "number_area_ns, carried_in_ns, carried_out_ns FROM station WHERE point = ? "
                    "ORDER BY replication, position"};
  station.with(number_of(point));
  while (station.row()) {
    RunRecord* record = record_of(records, station.integer(0));
    if (record == nullptr) continue;
    StationRecord& one = record->stations.emplace_back();
    one.name = station.text(1);
    one.kind = static_cast<StationKind>(index_of<StationKind>(station.text(2), station_kinds - 1));
    one.servers = static_cast<std::size_t>(station.integer(3));
    one.capacity_milli = station.integer(4);
    one.may_grow = station.integer(5) != 0;
    one.arrivals = static_cast<std::uint64_t>(station.integer(6));
    one.busy_ns = station.integer(7);
    one.wait_ns = station.integer(8);
    one.service_ns = station.integer(9);
    one.busiest_ns = station.integer(10);
    one.queues = static_cast<std::size_t>(station.integer(11));
    one.queue_area_ns = station.integer(12);
    one.number_area_ns = station.integer(13);
    one.carried_in_ns = station.integer(14);
    one.carried_out_ns = station.integer(15);
  }
}

}  // namespace isthmus::results
