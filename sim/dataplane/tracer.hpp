// Follows single requests through a run, and keeps those worth looking at.
//
// Which they are is known only at their end, so it follows all of them: a run with a tracer is a
// run of its own, in addition to those that are measured. It changes nothing in the trajectory.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "sim/dataplane/flight.hpp"
#include "sim/dataplane/simulate.hpp"
#include "sim/dataplane/station.hpp"
#include "sim/results/trace.hpp"

namespace isthmus::dataplane {

/// Which requests to keep.
struct TraceWish {
  /// A traffic source whose requests are kept, and its p99, if it delivered anything.
  struct Source {
    std::size_t traffic = 0;
    std::optional<Duration> p99{};
  };
  std::vector<Source> sources{};
  std::size_t each = 4;  ///< Requests of a source for each reason.
};

/// The replication once more, with a tracer.
///
/// Returns  the record that it has without one, and the requests that were kept.
struct TracedRun {
  results::RunRecord record{};
  results::Traces traces{};
};
TracedRun simulate_traced(const model::Model& model, const route::RouteTable& routes,
                          const Replication& replication, const TraceWish& wish);

/// A visit as its site sees it.
struct Sighting {
  std::size_t station = 0;
  results::TraceStage stage = results::TraceStage::request;
  SimTime arrival;
  Visit visit;
  Duration crossed;  ///< Propagation of the leg that it came over and that belongs to the message.
  Duration segment;  ///< Of a hello: propagation of the segment that it came over.
};

class Tracer {
 public:
  Tracer(std::uint64_t seed, const TraceWish& wish, std::size_t traffic_sources);

  /// Limits   requests of one flow that begin in the same nanosecond cannot be told apart: none of
  ///          them is kept.
  void began(const Flight& flight, std::size_t traffic, bool measured);
  void visited(const Flight& flight, const Sighting& sighting);
  /// The service at `station` got what it called for; `ledger` is what that took until `now`.
  void called(const Flight& flight, std::size_t station, SimTime now,
              const results::Ledger& ledger);
  /// The hello of its connections, as the first place that reads it gets it.
  void heard(const Flight& flight, std::span<const std::byte> hello);
  /// `ledger`: only of a delivered request.
  void ended(const Flight& flight, SimTime when, route::Disposition disposition,
             const std::optional<results::Ledger>& ledger);

  /// What was kept, by source and ordinal; the tracer is empty after it.
  std::vector<results::Trace> take();

 private:
  struct Key {
    std::uint32_t flow;
    SimTime intended;
    std::uint32_t call;
    std::uint32_t generation;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  static Key key_of(const Flight& flight) {
    return {flight.flow, flight.intended, flight.call.index, flight.call.generation};
  }
  /// What a flight had spent when it was last seen.
  struct Spending {
    std::array<Duration, 4> spent{};
    Duration connecting;
    Duration tls_setup;
  };
  static Spending spending_of(const Flight& flight);

  struct Live {
    results::Trace trace{};
    Spending known{};
    Duration queued{};  ///< At the last station; not yet among what is known.
    bool measured = false;
    std::uint32_t alike = 1;  ///< Requests with the same key.
  };
  static constexpr std::size_t reason_count = 4;
  /// One reason's few: the lowest scores, ascending.
  using Ranking = std::vector<std::pair<std::uint64_t, std::uint64_t>>;  ///< Score, ordinal.
  struct SourceTraces {
    bool wanted = false;
    std::optional<Duration> p99{};
    std::uint64_t begun = 0;
    std::array<Ranking, reason_count> rankings{};
    std::map<std::uint64_t, results::Trace> kept{};  ///< By ordinal.
  };

  Live* find(const Flight& flight);
  void consider(const results::Trace& trace, results::TraceReason reason, std::uint64_t score);

  std::uint64_t seed_;
  std::size_t each_;
  std::vector<SourceTraces> sources_;  ///< By traffic source.
  std::map<Key, Live> live_;
};

}  // namespace isthmus::dataplane
