// Writes synthetic flows as pcapng, to be looked at with Wireshark or put before another sniffer.
#pragma once

#include <cstddef>
#include <map>
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/capture/captured_flow.hpp"

namespace isthmus::capture {

/// A connection to be written: handshake, the client's bytes in segments, and the server's
/// acknowledgement of them, as seen at the client.
struct SyntheticFlow {
  Endpoint client;  ///< Both addresses of one family.
  Endpoint server;
  SimTime starts;
  Duration round_trip = Duration::milliseconds(1);
  std::size_t mss = 1448;               ///< Of the segments; 1448 is Ethernet's with timestamps.
  std::vector<std::byte> client_bytes;  ///< What the client sends when it is connected.
};

/// Writes one Ethernet capture with the packets of all flows in the order of time. `names`, by IPv4
/// address, go along: Wireshark shows them where it resolves names.
///
/// Limits   addresses must be IPv4 or IPv6 and `mss` 1 to 65000: programming errors else.
/// Source   draft-ietf-opsawg-pcapng (pcapng 1.0); RFC 791, 8200, 9293 for what is inside.
void write_pcapng(std::ostream& out, std::span<const SyntheticFlow> flows,
                  const std::map<std::string, std::string>& names = {});

}  // namespace isthmus::capture
