// A handshake message put together from its records, with the place of each of its bytes. Private
// to this room: for taking a hello apart, where convenience matters more than speed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace isthmus::wire {

struct PlacedRecord {
  std::uint32_t offset;
  std::uint16_t version;
  std::uint32_t payload_bytes;  ///< As declared; fewer may be there.
};

struct PlacedMessage {
  std::vector<PlacedRecord> records;
  std::vector<std::byte> bytes;       ///< Header and body, as far as they were there.
  std::vector<std::uint32_t> places;  ///< The stream offset of each byte.
  bool is_complete = false;
};

/// The first handshake message of `stream`: stops at its end, at a record of another type, or where
/// the bytes end.
PlacedMessage placed_message(std::span<const std::byte> stream);

}  // namespace isthmus::wire
