// One request under way: all that is known about it, in one cache line, so that it can travel from
// site to site inside a message. Exactly one site holds it at any time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "sim/base/time.hpp"
#include "sim/dataplane/path.hpp"

namespace isthmus::dataplane {

/// What a flight is when it arrives somewhere.
enum class Step : std::uint8_t {
  message,        ///< The request or its response, at stop `stop`.
  hello,          ///< A ClientHello that has just arrived at place `stop`.
  server_flight,  ///< The server's handshake messages, back at the sidecar that dials.
  closed,         ///< The news that the connection was closed, back at the sidecar that dials.
};

/// The parts of a latency that differ from request to request; the others belong to the path.
enum class Spent : std::uint8_t { app, proxy_cpu, queue, tls_setup };

struct Flight {
  SimTime intended;  ///< When the app meant to send it.
  std::array<Duration, 4> spent{};
  Path* path = nullptr;
  std::uint64_t nonce = 0;  ///< What the client's random bytes are made of, while it dials.
  std::uint32_t flow = 0;
  Step step = Step::message;
  std::uint8_t stop = 0;
  bool dialled = false;      ///< It set up its connection; its path is a draft.
  std::uint8_t verdict = 0;  ///< The route::Disposition of a closed connection.

  void add(Spent part, Duration time) { spent[static_cast<std::size_t>(part)] += time; }
  Duration of(Spent part) const { return spent[static_cast<std::size_t>(part)]; }
};
static_assert(sizeof(Flight) == 64);

}  // namespace isthmus::dataplane
