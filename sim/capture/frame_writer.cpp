#include "sim/capture/frame_writer.hpp"

#include <arpa/inet.h>

#include <array>

#include "sim/base/expects.hpp"
#include "sim/wire/byte_writer.hpp"

namespace isthmus::capture {
namespace {

using Bytes = std::vector<std::byte>;

Bytes address_bytes(const std::string& text) {
  std::array<std::byte, 16> room{};
  if (inet_pton(AF_INET, text.c_str(), room.data()) == 1) return {room.begin(), room.begin() + 4};
  ISTHMUS_EXPECTS(inet_pton(AF_INET6, text.c_str(), room.data()) == 1);
  return {room.begin(), room.end()};
}

void append(wire::ByteWriter& out, std::span<const std::byte> bytes) {
  out.bytes({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

void append32(wire::ByteWriter& out, std::uint32_t n) {
  out.u16(n >> 16);
  out.u16(n & 0xffff);
}

/// The Internet checksum, RFC 1071.
std::uint32_t checksum(std::span<const std::byte> bytes) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    sum += std::to_integer<std::uint32_t>(bytes[i]) << (i % 2 == 0 ? 8 : 0);
  }
  while (sum >> 16 != 0) sum = (sum & 0xffff) + (sum >> 16);
  return ~sum & 0xffff;
}

void put_checksum(Bytes& bytes, std::size_t at, std::uint32_t sum) {
  bytes[at] = static_cast<std::byte>(sum >> 8);
  bytes[at + 1] = static_cast<std::byte>(sum & 0xff);
}

}  // namespace

FrameWriter::FrameWriter(const Endpoint& from, const Endpoint& to)
    : from_{address_bytes(from.address)},
      to_{address_bytes(to.address)},
      from_port_{from.port},
      to_port_{to.port} {
  ISTHMUS_EXPECTS(from_.size() == to_.size());
}

Bytes FrameWriter::tcp(std::uint32_t sequence, std::uint32_t acknowledged, std::uint32_t flags,
                       std::span<const std::byte> payload) const {
  wire::ByteWriter out;
  out.u16(from_port_);
  out.u16(to_port_);
  append32(out, sequence);
  append32(out, acknowledged);
  out.u8(5 << 4);  // Header of five words.
  out.u8(flags);
  out.u16(0xffff);  // Window.
  out.u16(0);       // Checksum, below.
  out.u16(0);       // Urgent pointer.
  append(out, payload);
  Bytes segment = out.take();

  wire::ByteWriter pseudo;  // RFC 9293 3.1: addresses, protocol and length are summed too.
  append(pseudo, from_);
  append(pseudo, to_);
  append32(pseudo, static_cast<std::uint32_t>(segment.size()));
  append32(pseudo, 6);
  append(pseudo, segment);
  put_checksum(segment, 16, checksum(pseudo.take()));
  return segment;
}

Bytes FrameWriter::frame(std::uint32_t sequence, std::uint32_t acknowledged, std::uint32_t flags,
                         std::span<const std::byte> payload) const {
  const Bytes segment = tcp(sequence, acknowledged, flags, payload);
  wire::ByteWriter ip;
  if (is_ipv6()) {
    append32(ip, 6U << 28);
    ip.u16(static_cast<std::uint32_t>(segment.size()));
    ip.u8(6);   // TCP
    ip.u8(64);  // Hop limit.
  } else {
    ip.u16(0x4500);
    ip.u16(static_cast<std::uint32_t>(segment.size() + 20));
    append32(ip, 0x4000);  // Identification 0, do not fragment.
    ip.u8(64);             // Time to live.
    ip.u8(6);              // TCP
    ip.u16(0);             // Checksum, below.
  }
  append(ip, from_);
  append(ip, to_);
  Bytes header = ip.take();
  if (!is_ipv6()) put_checksum(header, 10, checksum(header));

  wire::ByteWriter out;
  out.bytes({"\x02\0\0\0\0\x02\x02\0\0\0\0\x01", 12});  // Locally administered addresses.
  out.u16(is_ipv6() ? 0x86dd : 0x0800);
  append(out, header);
  append(out, segment);
  return out.take();
}

}  // namespace isthmus::capture
