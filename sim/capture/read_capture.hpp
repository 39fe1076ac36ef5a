// Reads packet captures: pcap and pcapng, over Ethernet, Linux cooked, raw IP or loopback.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "sim/base/result.hpp"
#include "sim/capture/captured_flow.hpp"

namespace isthmus::capture {

/// How much of each flow is kept unless told otherwise: more than any sniffer looks at.
inline constexpr std::size_t first_bytes_default = 65536;

/// The flows of a capture file.
///
/// Shape    segments may come out of order, again, or overlapping (the first copy of a byte wins).
/// Errors   `cannot-read-capture` for a file that is none; a capture that breaks off in the middle
///          gives the flows so far and a warning `capture-cut-short`; IP fragments are not put
///          together: warning `capture-fragments`.
Result<Capture> read_capture(const std::string& path,
                             std::size_t first_bytes_max = first_bytes_default);

/// The same from bytes in memory; `name` stands for the file in diagnostics.
Result<Capture> read_capture(std::span<const std::byte> file, const std::string& name,
                             std::size_t first_bytes_max = first_bytes_default);

}  // namespace isthmus::capture
