// Padding as MD5 and SHA-256 share it (both are Merkle-Damgård over 64-byte blocks). Private to
// this room.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace isthmus::wire {

enum class LengthOrder { little_endian, big_endian };

/// Calls `block(const unsigned char*)` for each 64-byte block of `text` with its padding: a one
/// bit, zeros, and the length in bits.
template <class Block>
void for_each_block(std::string_view text, LengthOrder order, Block block) {
  constexpr std::size_t block_bytes = 64;
  std::string padded{text};
  padded += '\x80';
  while (padded.size() % block_bytes != block_bytes - 8) padded += '\0';
  const std::uint64_t bits = std::uint64_t{text.size()} * 8;
  for (int i = 0; i < 8; ++i) {
    const int shift = 8 * (order == LengthOrder::little_endian ? i : 7 - i);
    padded += static_cast<char>(bits >> shift & 0xff);
  }
  for (std::size_t at = 0; at < padded.size(); at += block_bytes) {
    block(reinterpret_cast<const unsigned char*>(padded.data()) + at);
  }
}

}  // namespace isthmus::wire
