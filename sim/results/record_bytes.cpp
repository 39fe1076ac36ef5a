// The fields of each part are listed once, and carried in either direction: what is written cannot
// differ from what is read.
#include "sim/results/record_bytes.hpp"

#include <concepts>
#include <utility>

namespace isthmus::results {
namespace {

/// Writes whatever it is shown.
class Out {
 public:
  template <std::integral Integer>
  void operator()(const Integer& number) {
    bytes_.number(static_cast<std::uint64_t>(number));
  }
  void operator()(const double& real) { bytes_.real(real); }
  void operator()(const std::string& text) { bytes_.text(text); }
  void operator()(const StationKind& kind) { bytes_.number(static_cast<std::uint64_t>(kind)); }
  void operator()(const Duration& duration) { bytes_.signed_number(duration.in_nanoseconds()); }
  void operator()(const stats::Histogram& histogram) {
    BytesWriter buckets;
    write_buckets(buckets, histogram);
    bytes_.text(buckets.take());
    if (histogram.empty()) return;
    bytes_.signed_number(histogram.total().seconds);
    bytes_.signed_number(histogram.total().nanoseconds);
    (*this)(histogram.least());
    (*this)(histogram.greatest());
  }
  void operator()(const CoarseHistogram& histogram) {
    (*this)(histogram.first());
    length(histogram.counts());
    for (const std::uint32_t count : histogram.counts()) (*this)(count);
  }

  template <class Element>
  void length(const std::vector<Element>& all) {
    (*this)(all.size());
  }
  /// Whether there is a part that may be missing.
  template <class Part>
  bool has(const std::optional<Part>& part) {
    (*this)(part.has_value());
    return part.has_value();
  }

  std::string take() { return bytes_.take(); }

 private:
  BytesWriter bytes_{};
};

/// Reads into whatever it is shown.
class In {
 public:
  explicit In(std::string_view bytes) : bytes_{bytes} {}

  template <std::integral Integer>
  void operator()(Integer& number) {
    number = static_cast<Integer>(bytes_.number());
  }
  void operator()(double& real) { real = bytes_.real(); }
  void operator()(std::string& text) { text = bytes_.text(); }
  void operator()(StationKind& kind) { kind = static_cast<StationKind>(bytes_.number()); }
  void operator()(Duration& duration) { duration = Duration::nanoseconds(bytes_.signed_number()); }
  void operator()(stats::Histogram& histogram) {
    const std::string text = bytes_.text();
    if (text.empty()) return;
    BytesReader inner{text};
    const std::vector<stats::Histogram::Bucket> buckets = buckets_from(inner);
    stats::Histogram::Total total;
    Duration least;
    Duration greatest;
    (*this)(total.seconds);
    (*this)(total.nanoseconds);
    (*this)(least);
    (*this)(greatest);
    if (ok()) histogram = stats::Histogram::restored(buckets, total, least, greatest);
  }
  void operator()(CoarseHistogram& histogram) {
    std::size_t first = 0;
    std::vector<std::uint32_t> counts;
    (*this)(first);
    length(counts);
    for (std::uint32_t& count : counts) (*this)(count);
    histogram = CoarseHistogram::restored(first, std::move(counts));
  }

  template <class Element>
  void length(std::vector<Element>& all) {
    const std::uint64_t size = bytes_.number();
    // Whatever was written of an element took a number at least.
    if (size > bytes_.left() / sizeof(std::uint64_t)) {
      bytes_.give_up();
    } else {
      all.resize(static_cast<std::size_t>(size));
    }
  }
  template <class Part>
  bool has(std::optional<Part>& part) {
    if (bytes_.number() != 0) part.emplace();
    return part.has_value();
  }

  bool ok() const { return bytes_.ok(); }
  bool whole() const { return bytes_.ok() && bytes_.at_end(); }

 private:
  BytesReader bytes_;
};

template <class Way, class Numbers>
void carry_numbers(Way& way, Numbers& numbers) {
  for (auto& number : numbers) way(number);
}

template <class Way, class Vector, class Carry>
void carry_all(Way& way, Vector& all, Carry carry) {
  way.length(all);
  for (auto& one : all) carry(one);
}

template <class Way, class Vector>
void carry_each(Way& way, Vector& all) {
  carry_all(way, all, [&](auto& one) { way(one); });
}

template <class Way, class Slices>
void carry_slices(Way& way, Slices& slices) {
  carry_all(way, slices, [&](auto& slice) {
    way(slice.requests);
    way(slice.latency_ns);
  });
}

template <class Way, class Record>
void carry_close_up(Way& way, Record& close_up) {
  carry_each(way, close_up.slices);
  carry_each(way, close_up.failed);
  carry_all(way, close_up.bands, [&](auto& band) {
    way(band.requests);
    carry_numbers(way, band.ledger);
  });
}

template <class Way, class Record>
void carry_traffic(Way& way, Record& record) {
  for (auto* number : {&record.requests, &record.connections, &record.retries, &record.ejections,
                       &record.setup.requests}) {
    way(*number);
  }
  for (auto* number :
       {&record.setup.connect_ns, &record.setup.handshake_ns, &record.setup.exchange_ns}) {
    way(*number);
  }
  carry_numbers(way, record.ended);
  carry_numbers(way, record.ledger);
  way(record.latency);
  way(record.failed);
  if (way.has(record.close_up)) carry_close_up(way, *record.close_up);
}

template <class Way, class Record>
void carry_station(Way& way, Record& record) {
  way(record.name);
  way(record.kind);
  way(record.servers);
  way(record.arrivals);
  way(record.may_grow);
  way(record.queues);
  way(record.gap_count);
  way(record.service_squares_ns2);
  way(record.gap_squares_ns2);
  for (auto* number : {&record.capacity_milli, &record.busy_ns, &record.wait_ns, &record.service_ns,
                       &record.busiest_ns, &record.gaps_ns, &record.queue_area_ns,
                       &record.number_area_ns, &record.carried_in_ns, &record.carried_out_ns}) {
    way(*number);
  }
}

template <class Way, class Record>
void carry_detail(Way& way, Record& detail) {
  way(detail.waits);
  way(detail.sojourns);
  way(detail.slowdowns);
  way(detail.slowed);
  carry_each(way, detail.at_number_ns);
  carry_each(way, detail.at_probes);
  carry_all(way, detail.by_work, [&](auto& one) {
    way(one.jobs);
    way(one.work_ns);
    way(one.sojourn_ns);
  });
}

template <class Way, class Record>
void carry_timeline(Way& way, Record& timeline) {
  carry_all(way, timeline.sources, [&](auto& source) {
    carry_all(way, source.spans, [&](auto& span) {
      way(span.requests);
      carry_numbers(way, span.ended);
      way(span.latency);
    });
    carry_each(way, source.lost);
  });
  carry_all(way, timeline.windows, [&](auto& window) {
    way(window.requests);
    way(window.latency);
  });
}

template <class Way, class Record>
void carry_record(Way& way, Record& record) {
  way(record.replication);
  way(record.fingerprint);
  way(record.events);
  way(record.warmup);
  way(record.measured);
  carry_all(way, record.traffic, [&](auto& one) { carry_traffic(way, one); });
  carry_all(way, record.stations, [&](auto& one) { carry_station(way, one); });
  carry_slices(way, record.slices);
  carry_all(way, record.details, [&](auto& one) { carry_detail(way, one); });
  if (way.has(record.timeline)) carry_timeline(way, *record.timeline);
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
  Out out;
  carry_record(out, record);
  return out.take();
}

std::optional<RunRecord> record_from(std::string_view text) {
  In in{text};
  RunRecord record;
  carry_record(in, record);
  if (!in.whole()) return std::nullopt;
  return record;
}

}  // namespace isthmus::results
