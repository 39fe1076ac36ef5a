#include "sim/capture/packet.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "sim/wire/record_reader.hpp"

namespace isthmus::capture {
namespace {

using wire::big_endian16;
using wire::big_endian32;
using wire::byte_at;

constexpr std::uint32_t ethertype_ipv4 = 0x0800;
constexpr std::uint32_t ethertype_ipv6 = 0x86dd;
constexpr std::uint32_t protocol_tcp = 6;

using Bytes = std::span<const std::byte>;

/// Drops the first `n` bytes; false if there are not so many.
bool drop(Bytes& bytes, std::size_t n) {
  if (bytes.size() < n) return false;
  bytes = bytes.subspan(n);
  return true;
}

std::string address_text(int family, const std::byte* at) {
  std::array<char, INET6_ADDRSTRLEN> room{};
  return inet_ntop(family, at, room.data(), room.size()) == nullptr ? "" : room.data();
}

/// Strips the link layer, VLAN tags included; false unless IP follows.
bool strip_link(Bytes& frame, LinkLayer link) {
  std::size_t type_at = 12;
  std::size_t header = 14;
  switch (link) {
    case LinkLayer::raw_ip:
      return true;
    case LinkLayer::loopback:
      return drop(frame, 4);
    case LinkLayer::ethernet:
      break;
    case LinkLayer::linux_cooked:
      type_at = 14;
      header = 16;
      break;
    case LinkLayer::linux_cooked_2:
      type_at = 0;
      header = 20;
      break;
  }
  if (frame.size() < header) return false;
  std::uint32_t type = big_endian16(&frame[type_at]);
  frame = frame.subspan(header);
  while (type == 0x8100 || type == 0x88a8) {  // 802.1Q, 802.1ad
    if (frame.size() < 4) return false;
    type = big_endian16(&frame[2]);
    frame = frame.subspan(4);
  }
  return type == ethertype_ipv4 || type == ethertype_ipv6;
}

FrameKind tcp_in(Bytes packet, std::size_t sent_bytes, TcpSegment& segment) {
  if (packet.size() < 20) return FrameKind::other;
  const std::size_t header = std::size_t{byte_at(&packet[12]) >> 4} * 4;
  if (header < 20 || header > sent_bytes || header > packet.size()) return FrameKind::other;
  segment.from.port = static_cast<std::uint16_t>(big_endian16(&packet[0]));
  segment.to.port = static_cast<std::uint16_t>(big_endian16(&packet[2]));
  segment.sequence = big_endian32(&packet[4]);
  const std::uint32_t flags = byte_at(&packet[13]);
  segment.syn = (flags & 0x02) != 0;
  segment.rst = (flags & 0x04) != 0;
  segment.ack = (flags & 0x10) != 0;
  segment.payload_bytes = sent_bytes - header;
  // What the frame holds beyond the packet is padding; what it lacks was not captured.
  segment.payload = packet.subspan(header, std::min(packet.size(), sent_bytes) - header);
  return FrameKind::tcp;
}

FrameKind ipv4_in(Bytes packet, TcpSegment& segment) {
  if (packet.size() < 20) return FrameKind::other;
  const std::size_t header = std::size_t{byte_at(&packet[0]) & 15} * 4;
  std::size_t total = big_endian16(&packet[2]);
  if (total == 0) total = packet.size();  // Left to the network card by the sender (TSO).
  if (header < 20 || header > total || header > packet.size()) return FrameKind::other;
  if (byte_at(&packet[9]) != protocol_tcp) return FrameKind::other;
  if ((big_endian16(&packet[6]) & 0x3fff) != 0) return FrameKind::fragment;
  segment.from.address = address_text(AF_INET, &packet[12]);
  segment.to.address = address_text(AF_INET, &packet[16]);
  return tcp_in(packet.subspan(header), total - header, segment);
}

FrameKind ipv6_in(Bytes packet, TcpSegment& segment) {
  if (packet.size() < 40) return FrameKind::other;
  std::size_t left = big_endian16(&packet[4]);
  if (left == 0) left = packet.size() - 40;
  std::uint32_t next = byte_at(&packet[6]);
  segment.from.address = address_text(AF_INET6, &packet[8]);
  segment.to.address = address_text(AF_INET6, &packet[24]);
  packet = packet.subspan(40);
  while (next == 0 || next == 43 || next == 60) {  // Hop-by-hop, routing, destination options.
    if (packet.size() < 8) return FrameKind::other;
    const std::size_t bytes = (std::size_t{byte_at(&packet[1])} + 1) * 8;
    next = byte_at(&packet[0]);
    if (bytes > left || !drop(packet, bytes)) return FrameKind::other;
    left -= bytes;
  }
  if (next == 44) return FrameKind::fragment;
  return next == protocol_tcp ? tcp_in(packet, left, segment) : FrameKind::other;
}

}  // namespace

FrameKind segment_in(std::span<const std::byte> frame, LinkLayer link, TcpSegment& segment) {
  if (!strip_link(frame, link) || frame.empty()) return FrameKind::other;
  switch (byte_at(&frame[0]) >> 4) {
    case 4:
      return ipv4_in(frame, segment);
    case 6:
      return ipv6_in(frame, segment);
    default:
      return FrameKind::other;
  }
}

}  // namespace isthmus::capture
