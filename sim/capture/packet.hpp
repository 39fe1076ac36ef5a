// Finds the TCP segment in a captured frame. Private to this room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "sim/capture/captured_flow.hpp"

namespace isthmus::capture {

enum class LinkLayer { ethernet, linux_cooked, linux_cooked_2, raw_ip, loopback };

struct TcpSegment {
  Endpoint from;
  Endpoint to;
  std::uint32_t sequence = 0;
  bool syn = false;
  bool ack = false;
  bool rst = false;
  std::span<const std::byte> payload{};  ///< What was captured of it.
  std::size_t payload_bytes = 0;         ///< What was sent.
};

enum class FrameKind { tcp, fragment, other };

/// Fills `segment` if the frame holds one.
///
/// Errors   anything that does not parse is `other`; nothing outside `frame` is ever read.
FrameKind segment_in(std::span<const std::byte> frame, LinkLayer link, TcpSegment& segment);

}  // namespace isthmus::capture
