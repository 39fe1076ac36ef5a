// One request under way: all that is known about it, in one cache line, so that it can travel from
// site to site inside a message. Exactly one site holds it at any time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "sim/base/time.hpp"
#include "sim/dataplane/path.hpp"

namespace isthmus::dataplane {

/// What a flight is when it arrives somewhere. Each step that brings work has two halves: it
/// arrives at a station with the work, and it goes on when it has left the station.
enum class Step : std::uint8_t {
  message,        ///< The request or its response, at stop `stop`.
  dial,           ///< A request at its caller's sidecar, which has no connection for it.
  hello,          ///< A ClientHello that has just arrived at place `stop`.
  connected,      ///< The next segment is connected, at the gateway `stop` that dialled it.
  server_flight,  ///< The server's handshake messages, on their way back to the caller's sidecar.
  refused,        ///< The news that a station had no room, back at the caller's sidecar.
  closed,         ///< The news that there will be no connection, on its way back to that sidecar.
  farewell,       ///< A connection that nobody needs any more is closed, place by place.
  calls,          ///< The app has done its own work and makes the calls that its answer needs.
  answered,       ///< The answer of an attempt, whose caller may have given it up.
  aside,          ///< Work that nobody waits for.
  link,           ///< A message that leaves stop `stop` over a link whose bandwidth is shared.
};

/// The parts of a latency that differ from request to request; the others belong to the path.
enum class Spent : std::uint8_t {
  app,
  proxy_cpu,
  queue,
  network,  ///< Beyond what the path always takes: jitter, closed TCP windows, retransmission.
};

/// Whoever waits for the end of a request at the site of its caller: a place in a slab there, with
/// the generation that tells its present user from earlier ones.
struct Call {
  static constexpr std::uint32_t nobody = UINT32_MAX;
  std::uint32_t index = nobody;
  std::uint32_t generation = 0;

  bool is_some() const { return index != nobody; }
};

struct Flight {
  SimTime intended;  ///< When the app meant to send it.
  std::array<Duration, 4> spent{};
  Path* path = nullptr;
  Call call{};  ///< Travels with it untouched.
  std::uint32_t flow = 0;
  Step step = Step::message;
  std::uint8_t stop = 0;
  bool dialled : 1 = false;   ///< It set up its connection; its path is a draft.
  bool rough : 1 = false;     ///< Some link on its way may take longer than the path says.
  bool asks : 1 = false;      ///< The app that answers it does more than its own work.
  bool lost : 1 = false;      ///< Its connection had come about, and is gone.
  std::uint8_t cold : 4 = 0;  ///< A bit for each leg whose TCP windows are as after connecting.
  std::uint8_t verdict = 0;   ///< The route::Disposition of a connection that will not come about.

  void add(Spent part, Duration time) { spent[static_cast<std::size_t>(part)] += time; }
  Duration of(Spent part) const { return spent[static_cast<std::size_t>(part)]; }
};
static_assert(sizeof(Flight) == 64);

}  // namespace isthmus::dataplane
