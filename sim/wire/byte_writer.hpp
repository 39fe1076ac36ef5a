// Writes TLS's presentation language: big-endian numbers and length-prefixed vectors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/expects.hpp"

namespace isthmus::wire {

/// Appends to a buffer of its own.
class ByteWriter {
 public:
  void u8(std::uint32_t n) { bytes_.push_back(static_cast<std::byte>(n)); }
  void u16(std::uint32_t n) {
    u8(n >> 8 & 0xff);
    u8(n & 0xff);
  }
  void u24(std::uint32_t n) {
    u8(n >> 16 & 0xff);
    u16(n & 0xffff);
  }
  void bytes(std::string_view text) {
    for (const char c : text) bytes_.push_back(static_cast<std::byte>(c));
  }
  void zeros(std::size_t n) { bytes_.resize(bytes_.size() + n); }

  /// What `body` writes, behind its length in `Width` bytes.
  ///
  /// Errors   a body too long for its length is a programming error.
  template <std::size_t Width, class Body>
  void prefixed(Body body) {
    const std::size_t at = bytes_.size();
    zeros(Width);
    body();
    const std::size_t size = bytes_.size() - at - Width;
    ISTHMUS_EXPECTS(size >> (8 * Width) == 0);
    for (std::size_t i = 0; i < Width; ++i) {
      bytes_[at + i] = static_cast<std::byte>(size >> (8 * (Width - 1 - i)) & 0xff);
    }
  }

  std::size_t size() const { return bytes_.size(); }
  std::vector<std::byte> take() { return std::move(bytes_); }

 private:
  std::vector<std::byte> bytes_;
};

}  // namespace isthmus::wire
