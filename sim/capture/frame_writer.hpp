// Builds Ethernet frames with one TCP segment in them, checksums included. Private to this room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/capture/captured_flow.hpp"

namespace isthmus::capture {

inline constexpr std::uint32_t tcp_syn = 0x02;
inline constexpr std::uint32_t tcp_psh = 0x08;
inline constexpr std::uint32_t tcp_ack = 0x10;

/// Frames from one endpoint to another.
class FrameWriter {
 public:
  FrameWriter(const Endpoint& from, const Endpoint& to);

  std::vector<std::byte> frame(std::uint32_t sequence, std::uint32_t acknowledged,
                               std::uint32_t flags, std::span<const std::byte> payload) const;

 private:
  std::vector<std::byte> tcp(std::uint32_t sequence, std::uint32_t acknowledged,
                             std::uint32_t flags, std::span<const std::byte> payload) const;
  bool is_ipv6() const { return from_.size() == 16; }

  std::vector<std::byte> from_;  ///< Addresses in network order: 4 or 16 bytes.
  std::vector<std::byte> to_;
  std::uint16_t from_port_;
  std::uint16_t to_port_;
};

}  // namespace isthmus::capture
