#include "sim/results/record_bytes.hpp"

namespace isthmus::results {
namespace {

void write_histogram(BytesWriter& bytes, const stats::Histogram& histogram) {
  BytesWriter buckets;
  write_buckets(buckets, histogram);
  bytes.text(buckets.take());
  if (histogram.empty()) return;
  bytes.signed_number(histogram.total().seconds);
  bytes.signed_number(histogram.total().nanoseconds);
  bytes.signed_number(histogram.least().in_nanoseconds());
  bytes.signed_number(histogram.greatest().in_nanoseconds());
}

stats::Histogram histogram_from(BytesReader& bytes) {
  const std::string text = bytes.text();
  if (text.empty()) return {};
  BytesReader inner{text};
  const std::vector<stats::Histogram::Bucket> buckets = buckets_from(inner);
  stats::Histogram::Total total;
  total.seconds = bytes.signed_number();
  total.nanoseconds = bytes.signed_number();
  const Duration least = Duration::nanoseconds(bytes.signed_number());
  const Duration greatest = Duration::nanoseconds(bytes.signed_number());
  if (!bytes.ok()) return {};
  return stats::Histogram::restored(buckets, total, least, greatest);
}

void write_traffic(BytesWriter& bytes, const TrafficRecord& record) {
  bytes.number(record.requests);
  bytes.number(record.connections);
  bytes.number(record.retries);
  bytes.number(record.ejections);
  for (const std::uint64_t ended : record.ended) bytes.number(ended);
  for (const std::int64_t part : record.ledger) bytes.signed_number(part);
  write_histogram(bytes, record.latency);
  write_histogram(bytes, record.failed);
}

TrafficRecord traffic_from(BytesReader& bytes) {
  TrafficRecord record;
  record.requests = bytes.number();
  record.connections = bytes.number();
  record.retries = bytes.number();
  record.ejections = bytes.number();
  for (std::uint64_t& ended : record.ended) ended = bytes.number();
  for (std::int64_t& part : record.ledger) part = bytes.signed_number();
  record.latency = histogram_from(bytes);
  record.failed = histogram_from(bytes);
  return record;
}

void write_station(BytesWriter& bytes, const StationRecord& record) {
  bytes.text(record.name);
  bytes.number(static_cast<std::uint64_t>(record.kind));
  bytes.number(record.servers);
  bytes.number(record.arrivals);
  bytes.number(record.may_grow ? 1 : 0);
  bytes.number(record.queues);
  for (const std::int64_t number :
       {record.capacity_milli, record.busy_ns, record.wait_ns, record.service_ns, record.busiest_ns,
        record.queue_area_ns, record.number_area_ns, record.carried_in_ns, record.carried_out_ns}) {
    bytes.signed_number(number);
  }
}

StationRecord station_from(BytesReader& bytes) {
  StationRecord record;
  record.name = bytes.text();
  record.kind = static_cast<StationKind>(bytes.number());
  record.servers = static_cast<std::size_t>(bytes.number());
  record.arrivals = bytes.number();
  record.may_grow = bytes.number() != 0;
  record.queues = static_cast<std::size_t>(bytes.number());
  for (std::int64_t* number :
       {&record.capacity_milli, &record.busy_ns, &record.wait_ns, &record.service_ns,
        &record.busiest_ns, &record.queue_area_ns, &record.number_area_ns, &record.carried_in_ns,
        &record.carried_out_ns}) {
    *number = bytes.signed_number();
  }
  return record;
}

}  // namespace

void write_buckets(BytesWriter& bytes, const stats::Histogram& histogram) {
  histogram.each_bucket([&](const stats::Histogram::Bucket& bucket) {
    bytes.signed_number(bucket.least.in_nanoseconds());
    bytes.signed_number(bucket.greatest.in_nanoseconds());
    bytes.number(bucket.count);
  });
}

std::vector<stats::Histogram::Bucket> buckets_from(BytesReader& bytes) {
  std::vector<stats::Histogram::Bucket> buckets;
  while (bytes.ok() && !bytes.at_end()) {
    const Duration least = Duration::nanoseconds(bytes.signed_number());
    const Duration greatest = Duration::nanoseconds(bytes.signed_number());
    buckets.push_back({least, greatest, bytes.number()});
  }
  return buckets;
}

void write_slices(BytesWriter& bytes, const std::vector<Slice>& slices) {
  for (const Slice& slice : slices) {
    bytes.number(slice.requests);
    bytes.signed_number(slice.latency_ns);
  }
}

std::vector<Slice> slices_from(BytesReader& bytes) {
  std::vector<Slice> slices;
  while (bytes.ok() && !bytes.at_end()) {
    Slice slice;
    slice.requests = bytes.number();
    slice.latency_ns = bytes.signed_number();
    slices.push_back(slice);
  }
  return slices;
}

std::string bytes_of(const RunRecord& record) {
  BytesWriter bytes;
  bytes.number(record.replication);
  bytes.number(record.fingerprint);
  bytes.number(record.events);
  bytes.signed_number(record.warmup.in_nanoseconds());
  bytes.signed_number(record.measured.in_nanoseconds());
  bytes.number(record.traffic.size());
  for (const TrafficRecord& one : record.traffic) write_traffic(bytes, one);
  bytes.number(record.stations.size());
  for (const StationRecord& one : record.stations) write_station(bytes, one);
  BytesWriter slices;
  write_slices(slices, record.slices);
  bytes.text(slices.take());
  return bytes.take();
}

std::optional<RunRecord> record_from(std::string_view text) {
  BytesReader bytes{text};
  RunRecord record;
  record.replication = static_cast<std::size_t>(bytes.number());
  record.fingerprint = bytes.number();
  record.events = bytes.number();
  record.warmup = Duration::nanoseconds(bytes.signed_number());
  record.measured = Duration::nanoseconds(bytes.signed_number());
  for (std::uint64_t n = bytes.number(); n > 0 && bytes.ok(); --n) {
    record.traffic.push_back(traffic_from(bytes));
  }
  for (std::uint64_t n = bytes.number(); n > 0 && bytes.ok(); --n) {
    record.stations.push_back(station_from(bytes));
  }
  const std::string slices = bytes.text();
  BytesReader inner{slices};
  record.slices = slices_from(inner);
  if (!bytes.ok() || !bytes.at_end()) return std::nullopt;
  return record;
}

}  // namespace isthmus::results
