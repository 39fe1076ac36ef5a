// Single requests, followed from their intended start to their end: where they were, and what each
// nanosecond was spent on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/results/record.hpp"
#include "sim/route/disposition.hpp"

namespace isthmus::results {

/// Why a request was kept; one may have several reasons.
enum class TraceReason : std::uint8_t {
  sampled,     ///< One of a few that were chosen by a hash, so without regard to what they are.
  around_p99,  ///< Its latency is among those closest to the p99 of its source.
  failed,      ///< One of a few that ended without an answer.
  dialled,     ///< One of the first for which a connection was set up.
};
std::string_view text(TraceReason reason);

/// What a request was doing.
enum class TraceStage : std::uint8_t {
  under_way,  ///< Between two places.
  request,
  service,  ///< At the app.
  calls,    ///< The app waits for services that it calls.
  response,
  connect,    ///< Making a connection, at the sidecar that dials.
  hello,      ///< Its ClientHello is read.
  handshake,  ///< Later messages of the handshake.
  link,       ///< On a link that it shares with others.
};
std::string_view text(TraceStage stage);

/// A stretch of time that belongs to one part of the ledger.
struct TracePart {
  Part part = Part::app;
  Duration length;
};

/// A visit to a station, or the way between two. Its parts are in order and fill it.
struct TraceStay {
  std::optional<std::size_t> station{};  ///< None under way.
  TraceStage stage = TraceStage::under_way;
  SimTime from;
  SimTime to;
  std::vector<TracePart> parts{};
};

/// A TCP connection that a request had to wait for, one of the segments of its way.
struct TraceConnection {
  std::size_t from = 0;  ///< Stations.
  std::size_t to = 0;
  SimTime starts;
  Duration round_trip;
};

/// One request. Its stays are in order and fill the time from `intended` to `ended`; of a delivered
/// one, the parts of all stays add up to its ledger.
struct Trace {
  std::size_t traffic = 0;    ///< Source of the model.
  std::uint64_t ordinal = 0;  ///< Among the requests of its source, from the start of the run.
  std::vector<TraceReason> why{};
  SimTime intended;
  SimTime ended;
  route::Disposition disposition = route::Disposition::delivered;
  std::optional<Ledger> ledger{};  ///< Of a delivered request.
  std::vector<TraceStay> stays{};
  std::vector<TraceConnection> connections{};
  std::vector<std::byte> hello{};  ///< What these connections begin with.
};

struct TraceStation {
  std::string name{};
  StationKind kind = StationKind::service;
};

/// The requests of one replication that were kept, by source and ordinal.
struct Traces {
  std::uint64_t seed = 0;
  std::size_t replication = 0;
  std::vector<TraceStation> stations{};
  std::vector<Trace> requests{};
};

}  // namespace isthmus::results
