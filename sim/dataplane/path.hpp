// The way of a request over one connection, worked out in advance: where it stops, and how long it
// is under way from each stop to the next.
//
// With places  sidecar, gateways ..., sidecar, app  numbered from 0, a request stops at each of
// them and then at each again on the way back, all but the app once more: stop i of n is the same
// place as stop n - 1 - i.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "sim/base/time.hpp"

namespace isthmus::dataplane {

/// Sidecar, two gateways, sidecar, app.
inline constexpr std::size_t places_max = 5;
inline constexpr std::size_t stops_max = 2 * places_max - 1;

struct Stop {
  Duration byte_work;     ///< Work that the bytes cost here, on top of what is drawn.
  Duration onward;        ///< Propagation and transmission to the next stop.
  std::uint32_t station;  ///< Index among the rooms of its site.
  std::uint32_t site;
};

/// Complete, it never changes again and may be read from anywhere. While a connection is being set
/// up it is a draft, and each dialler on the way adds the next place.
struct Path {
  std::uint32_t stop_count = 0;
  std::uint32_t legs = 0;  ///< Laid so far.
  std::array<Stop, stops_max> stops;
  Duration propagation;      ///< There and back.
  Duration transmission;     ///< Of request and response.
  Path* original = nullptr;  ///< Of a copy that one flight has for itself: what it is a copy of.
  Duration tcp_of_calls;     ///< Of a copy or a draft: what calls on the way spent connecting.
  Duration tls_of_calls;     ///< On handshakes.
  Duration waits_of_calls;   ///< And on attempts that came to nothing.
  Duration one_way;          ///< Propagation from the sidecar that dials to the last place so far.
  Duration connecting;       ///< TCP round trips of all segments.
  Duration server_flight;    ///< Transmission of the server's handshake messages, all the way back.
  Duration client_flight;    ///< Transmission of the client's last handshake messages.
  Duration tls_setup;        ///< Of a draft: what the handshake has taken so far.
  SimTime connected;         ///< Of a draft: when the first segment was.
  SimTime secured;           ///< Of a draft: when the request could go.
  /// Of a draft: when each place accepted it; known where something may happen to places.
  std::array<SimTime, places_max> reached{};
  std::uint64_t nonce = 0;  ///< Of a draft: what the client's random bytes are made of.
  std::uint64_t ports = 0;  ///< Of a draft: what the choice of random workers is made of.
  std::uint32_t host = 0;   ///< Of a draft: which host the request chose, where requests choose.

  std::size_t mirror(std::size_t stop) const { return stop_count - 1 - stop; }
};

}  // namespace isthmus::dataplane
