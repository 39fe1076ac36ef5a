// What TCP's slow start adds to a transfer over one connection.
#pragma once

#include <optional>

#include "sim/base/quantity.hpp"
#include "sim/base/time.hpp"

namespace isthmus::dataplane {

/// Segments that may be sent before the first acknowledgement.  Source   RFC 6928; Linux since 3.0.
inline constexpr std::int64_t initial_window_segments = 10;

/// How long `size` occupies a line, headers of full segments included pro rata.
///
/// Source   RFC 9293: 40 bytes of headers with each segment of 1460.
Duration wire_time(Bytes size, BitRate rate);

/// How much longer a transfer takes when the window opens from its initial size, one segment for
/// each acknowledged one, than when it is open: the sender stands still while a window is sent and
/// its first acknowledgement is under way.
///
/// Returns  zero where everything fits into the initial window.
/// Source   Kurose & Ross, Computer Networking, chapter 3; Cardwell, Savage & Anderson, Modeling
/// TCP
///          latency, INFOCOM 2000, without loss.
Duration slow_start(Bytes size, Duration round_trip, const std::optional<BitRate>& rate);

/// How long a connection may be idle before its window closes, and how long a segment that nobody
/// acknowledges waits to be sent again.
///
/// Source   RFC 6298 with Linux's lower limit of 200 ms on the part beyond the round trip; closing
///          after it: RFC 5681 section 4.1.
constexpr Duration retransmission_timeout(Duration round_trip) {
  return round_trip + Duration::milliseconds(200);
}

/// The same for a SYN, before any round trip was seen.  Source   RFC 6298 section 2.1.
inline constexpr Duration syn_timeout = Duration::seconds(1);

}  // namespace isthmus::dataplane
