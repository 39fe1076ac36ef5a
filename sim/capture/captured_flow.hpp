// What a capture tells about one TCP connection, from the client's side.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/base/time.hpp"

namespace isthmus::capture {

/// One end of a connection; the address as text, IPv4 or IPv6.
struct Endpoint {
  std::string address;
  std::uint16_t port = 0;

  friend auto operator<=>(const Endpoint&, const Endpoint&) = default;
};

/// The beginning of what a client sent.
struct CapturedFlow {
  Endpoint client;
  Endpoint server;
  Duration first_seen;                 ///< After the first packet of the capture.
  std::vector<std::byte> first_bytes;  ///< In stream order, up to the first byte that is missing.
  std::vector<std::size_t> segments;   ///< Payload sizes of the client's segments as they came.
  bool has_start = false;              ///< The SYN is in the capture; else the start is a guess.
  bool has_gap = false;  ///< Bytes after `first_bytes` were captured, but not the next.
};

struct Capture {
  std::vector<CapturedFlow> flows;  ///< In the order of their first packets.
  std::size_t packets = 0;
  Diagnostics warnings;  ///< What was left out, and why.
};

}  // namespace isthmus::capture
