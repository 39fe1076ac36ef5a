// The steps that the two faces of the sniffer share. Private to this room.
#pragma once

#include <cstddef>
#include <span>

#include "sim/wire/record_scan.hpp"
#include "sim/wire/sni_answer.hpp"

namespace isthmus::wire {

/// Whether the first byte says "SSLv2 record" rather than "TLS record".
inline bool starts_like_sslv2(std::span<const std::byte> stream) {
  return !stream.empty() && (stream[0] & std::byte{0x80}) != std::byte{0};
}

/// The verdict on a stream that starts like SSLv2; cheap enough to be made anew at each read.
void sniff_sslv2(std::span<const std::byte> stream, std::size_t limit, SniAnswer& answer);

/// Goes on from where `scan` stands and writes the verdict on the whole `stream`.
void sniff_records(std::span<const std::byte> stream, std::size_t limit, RecordScan& scan,
                   SniAnswer& answer);

}  // namespace isthmus::wire
