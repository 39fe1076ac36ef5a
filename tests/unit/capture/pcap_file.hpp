// A classic pcap file put together by hand, for packets that no synthetic flow would send.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/wire/byte_writer.hpp"

namespace isthmus::capture {

using ByteString = std::vector<std::byte>;

inline constexpr std::uint32_t link_ethernet = 1;
inline constexpr std::uint32_t link_raw_ip = 101;
inline constexpr std::uint32_t link_linux_cooked = 113;

class PcapFile {
 public:
  explicit PcapFile(std::uint32_t link_type = link_ethernet) {
    put32(0xa1b2c3d4);  // Big-endian, microseconds.
    out_.u16(2);
    out_.u16(4);
    put32(0);
    put32(0);
    put32(65535);
    put32(link_type);
  }

  PcapFile& add(std::span<const std::byte> frame) { return add(frame, frame.size()); }

  /// A frame of which only the first `captured` bytes were kept.
  PcapFile& add(std::span<const std::byte> frame, std::size_t captured) {
    put32(1000);
    put32(static_cast<std::uint32_t>(packets_++));
    put32(static_cast<std::uint32_t>(captured));
    put32(static_cast<std::uint32_t>(frame.size()));
    for (const std::byte byte : frame.first(captured)) out_.u8(std::to_integer<unsigned>(byte));
    return *this;
  }

  ByteString bytes() { return out_.take(); }

 private:
  void put32(std::uint32_t n) {
    out_.u16(n >> 16);
    out_.u16(n & 0xffff);
  }

  wire::ByteWriter out_;
  std::size_t packets_ = 0;
};

}  // namespace isthmus::capture
