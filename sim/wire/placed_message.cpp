#include "sim/wire/placed_message.hpp"

#include <algorithm>

#include "sim/wire/record_reader.hpp"
#include "sim/wire/record_scan.hpp"

namespace isthmus::wire {
namespace {

bool is_whole(const std::vector<std::byte>& message) {
  return message.size() >= message_header_bytes &&
         message.size() >= message_header_bytes + big_endian24(&message[1]);
}

}  // namespace

PlacedMessage placed_message(std::span<const std::byte> stream) {
  PlacedMessage message;
  std::size_t at = 0;
  while (!message.is_complete && at + record_header_bytes <= stream.size()) {
    const std::byte* header = &stream[at];
    if (byte_at(header) != 0x16 || byte_at(header + 1) != 3) break;
    const std::uint32_t payload = big_endian16(header + 3);
    message.records.push_back({static_cast<std::uint32_t>(at),
                               static_cast<std::uint16_t>(big_endian16(header + 1)), payload});
    at += record_header_bytes;
    const std::size_t end = std::min(stream.size(), at + payload);
    for (; at < end && !is_whole(message.bytes); ++at) {
      message.bytes.push_back(stream[at]);
      message.places.push_back(static_cast<std::uint32_t>(at));
    }
    message.is_complete = is_whole(message.bytes);
  }
  return message;
}

}  // namespace isthmus::wire
