// What one replication leaves behind: plain records, no opinions. Estimates are made from many.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/model/model.hpp"
#include "sim/results/close_up.hpp"
#include "sim/results/station_detail.hpp"
#include "sim/results/timeline.hpp"
#include "sim/route/disposition.hpp"
#include "sim/stats/histogram.hpp"

namespace isthmus::results {

/// The named parts of a latency. They sum exactly to the total, for every request.
enum class Part {
  app,           ///< The service's own work.
  proxy_cpu,     ///< Sidecars and gateways at work.
  queue,         ///< Waiting for a server, anywhere.
  propagation,   ///< Distance, for request and response.
  transmission,  ///< Bytes over bandwidth.
  tcp_setup,     ///< Round trips to connect, every segment in series.
  tls_setup,     ///< Round trips and CPU of the handshake.
  retry_wait,    ///< Attempts that came to nothing, and backing off between them.
};

inline constexpr std::size_t part_count = LatencyBand::part_count;
std::string_view text(Part part);

/// Nanoseconds per part; sums of many requests stay exact.
using Ledger = std::array<std::int64_t, part_count>;

/// A new connection as its caller sees it, summed over delivered requests that dialled. Queueing
/// and work fall into the phase in which they happen, so the three sum to the latencies.
struct SetupPhases {
  std::uint64_t requests = 0;
  std::int64_t connect_ns = 0;    ///< Until the first segment is connected.
  std::int64_t handshake_ns = 0;  ///< From there until the request may go.
  std::int64_t exchange_ns = 0;   ///< From there until the response is there.
};

/// The requests of one traffic source inside the measured time.
struct TrafficRecord {
  std::uint64_t requests = 0;  ///< Intended to start inside the measured time, and ended.
  std::array<std::uint64_t, route::disposition_count> ended{};  ///< By disposition.
  stats::Histogram latency{};     ///< Of delivered ones, from the intended start to the last byte.
  Ledger ledger{};                ///< Sums over delivered ones.
  std::uint64_t connections = 0;  ///< Dialled for these requests.
  std::uint64_t retries = 0;      ///< Attempts beyond the first of each, hedges included.
  std::uint64_t ejections = 0;    ///< Of hosts, for their failures.
  stats::Histogram failed{};      ///< Of those that ended otherwise: until their caller knew.
  std::optional<CloseUp> close_up{};  ///< Of the sources that were watched.
  SetupPhases setup{};                ///< Of those that dialled.
};

enum class StationKind { sidecar, gateway, service, link };
std::string_view text(StationKind kind);

/// What a place where work queues did inside the measured time.
struct StationRecord {
  std::string
      name{};  ///< "gateway finance[0]", "sidecar default/web[3]", "service finance/billing[1]"
  StationKind kind = StationKind::service;
  std::size_t servers = 1;             ///< 0: as many as there are jobs.
  std::int64_t capacity_milli = 1000;  ///< Thousandths of servers that it may use; 0: no limit.
  bool may_grow = true;                ///< Its queue has no limit.
  std::uint64_t arrivals = 0;
  std::int64_t busy_ns = 0;         ///< Server time inside the measured time, summed over servers.
  std::int64_t wait_ns = 0;         ///< Waiting of the jobs that arrived inside the measured time.
  std::int64_t service_ns = 0;      ///< Work that those jobs brought.
  std::int64_t busiest_ns = 0;      ///< Work brought to the busiest of its queues.
  std::size_t queues = 1;           ///< That share the servers out: workers with their own.
  double service_squares_ns2 = 0;   ///< Squares of the work of each of them, summed.
  std::int64_t gaps_ns = 0;         ///< From each arrival back to the one before it, summed.
  double gap_squares_ns2 = 0;       ///< Squares of the same.
  std::uint64_t gap_count = 0;      ///< How many they are.
  std::int64_t queue_area_ns = 0;   ///< Integral of the number waiting over the measured time.
  std::int64_t number_area_ns = 0;  ///< Integral of the number present over the measured time.
  std::int64_t carried_in_ns = 0;   ///< Of that, by jobs that had arrived before the measured time.
  std::int64_t carried_out_ns =
      0;  ///< Waiting and work, after its end, of jobs that arrived in it.
};

/// A slice of the whole run, for warm-up detection and charts.
struct Slice {
  std::uint64_t requests = 0;
  std::int64_t latency_ns =
      0;  ///< Summed over delivered requests that were intended to start in it.
};

/// One replication.
struct RunRecord {
  std::size_t replication = 0;
  bool whole = true;  ///< False where somebody cancelled it: nothing else in it counts.
  std::uint64_t fingerprint = 0;
  std::uint64_t events = 0;
  Duration warmup{};
  Duration measured{};                    ///< From the end of the warm-up to the end of the run.
  std::vector<TrafficRecord> traffic{};   ///< Per traffic source of the model.
  std::vector<StationRecord> stations{};  ///< In a fixed order: gateways, sidecars, services,
                                          ///< links.
  std::vector<Slice> slices{};            ///< Equal slices from the start of the run.
  std::vector<StationDetail> details{};   ///< Per station; empty unless they were observed.
  std::optional<Timeline> timeline{};     ///< Where the scenario has events.
};

}  // namespace isthmus::results
