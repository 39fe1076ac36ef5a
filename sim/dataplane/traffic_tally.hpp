// What becomes of the requests of one traffic source.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/base/expects.hpp"
#include "sim/dataplane/flight.hpp"
#include "sim/dataplane/measured.hpp"
#include "sim/results/record.hpp"

namespace isthmus::dataplane {

/// The ledger of a delivered request: the parts that it gathered, and those of its path.
inline results::Ledger ledger_of(const Flight& flight) {
  const auto of = [&](Spent part) { return flight.of(part).in_nanoseconds(); };
  const Path& path = *flight.path;
  // In the order of results::Part.
  const bool dialled = flight.dialled;
  return {of(Spent::app),
          of(Spent::proxy_cpu),
          of(Spent::queue),
          path.propagation.in_nanoseconds(),
          (path.transmission + flight.of(Spent::network)).in_nanoseconds(),
          ((dialled ? path.connecting : Duration{}) + path.tcp_of_calls).in_nanoseconds(),
          ((dialled ? path.tls_setup : Duration{}) + path.tls_of_calls).in_nanoseconds(),
          path.waits_of_calls.in_nanoseconds()};
}

class TrafficTally {
 public:
  void started() { ++started_; }
  /// A request of a watched source, inside the measured time or not.
  void begun(std::size_t slice) { ++begun_[slice]; }
  void dialled() { ++record_.connections; }
  void tried_again() { ++record_.retries; }
  void ejected() { ++record_.ejections; }
  void failed(route::Disposition disposition, Duration after) {
    record_.failed.record(after);
    ++record_.requests;
    ++record_.ended[static_cast<std::size_t>(disposition)];
  }
  void delivered(Duration latency, const results::Ledger& ledger) {
    ++record_.requests;
    ++record_.ended[static_cast<std::size_t>(route::Disposition::delivered)];
    record_.latency.record(latency);
    for (std::size_t i = 0; i < ledger.size(); ++i) record_.ledger[i] += ledger[i];
  }

  /// From now on every delivered request is looked at closely.
  void watch(std::size_t slices) {
    results::CloseUp& close_up = record_.close_up.emplace();
    close_up.slices.resize(slices);
    close_up.failed.resize(slices);
    begun_.resize(slices);
  }
  bool watched() const { return record_.close_up.has_value(); }
  /// A delivered request of a watched source, inside the measured time or not.
  void look(std::size_t slice, Duration latency, const results::Ledger& ledger, bool measured) {
    results::CloseUp& close_up = *record_.close_up;
    close_up.slices[slice].record(latency);
    if (!measured) return;
    const std::size_t band = results::CloseUp::BandIndex::of(latency);
    if (band >= close_up.bands.size()) close_up.bands.resize(band + 1);
    ++close_up.bands[band].requests;
    for (std::size_t i = 0; i < ledger.size(); ++i) close_up.bands[band].ledger[i] += ledger[i];
  }

  /// A request of a watched source that ended without an answer.
  void look_at_failure(std::size_t slice) { ++record_.close_up->failed[slice]; }

  /// Of a delivered request that dialled: how long each phase was.
  void set_up(Duration connect, Duration handshake, Duration exchange) {
    ++record_.setup.requests;
    record_.setup.connect_ns += connect.in_nanoseconds();
    record_.setup.handshake_ns += handshake.in_nanoseconds();
    record_.setup.exchange_ns += exchange.in_nanoseconds();
  }

  /// Hands the record over, for a copy of its histogram would be as large as all else; requests
  /// that have not ended by now have timed out.
  results::TrafficRecord take() {
    record_.ended[static_cast<std::size_t>(route::Disposition::timed_out)] +=
        started_ - record_.requests;
    record_.requests = started_;
    for (std::size_t i = 0; i < begun_.size(); ++i) {
      results::CloseUp& close_up = *record_.close_up;
      const std::uint64_t ended = close_up.slices[i].count() + close_up.failed[i];
      if (begun_[i] > ended) close_up.failed[i] += static_cast<std::uint32_t>(begun_[i] - ended);
    }
    return std::move(record_);
  }

 private:
  results::TrafficRecord record_;
  std::uint64_t started_ = 0;           ///< Inside the measured time.
  std::vector<std::uint32_t> begun_{};  ///< Per slice, of a watched source.
};

}  // namespace isthmus::dataplane
