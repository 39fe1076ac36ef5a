#include "sim/capture/write_capture.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <string>

#include "sim/base/expects.hpp"
#include "sim/capture/frame_writer.hpp"
#include "sim/wire/hello_builder.hpp"

namespace isthmus::capture {
namespace {

struct Packet {
  SimTime at;
  std::vector<std::byte> frame;
};

// pcapng is written in the byte order of the writer; ours is little-endian on every machine.
void put16(std::string& out, std::uint32_t n) {
  out += static_cast<char>(n & 0xff);
  out += static_cast<char>(n >> 8 & 0xff);
}
void put32(std::string& out, std::uint32_t n) {
  put16(out, n & 0xffff);
  put16(out, n >> 16);
}

/// A block: type, length, body padded to four bytes, length again.
void write_block(std::ostream& out, std::uint32_t type, std::string body) {
  body.resize((body.size() + 3) / 4 * 4, '\0');
  const auto size = static_cast<std::uint32_t>(body.size() + 12);
  std::string block;
  put32(block, type);
  put32(block, size);
  block += body;
  put32(block, size);
  out.write(block.data(), static_cast<std::streamsize>(block.size()));
}

void write_section_header(std::ostream& out) {
  std::string body;
  put32(body, 0x1a2b3c4d);  // Byte-order magic.
  put16(body, 1);           // Major version.
  put16(body, 0);           // Minor version.
  put32(body, 0xffffffff);  // Section length: not said.
  put32(body, 0xffffffff);
  write_block(out, 0x0a0d0d0a, body);
}

void write_interface(std::ostream& out) {
  std::string body;
  put16(body, 1);  // LINKTYPE_ETHERNET
  put16(body, 0);
  put32(body, 0);  // No snapshot limit.
  put16(body, 9);  // if_tsresol:
  put16(body, 1);
  body += '\x09';  // 10^-9 s.
  body.resize(body.size() + 3, '\0');
  put32(body, 0);  // End of options.
  write_block(out, 1, body);
}

/// A host name as others than its owner may write it: Wireshark shows whatever it is given, but
/// tells names apart at blanks.
std::string host_name(std::string name) {
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

void write_names(std::ostream& out, const std::map<std::string, std::string>& names) {
  std::string body;
  for (const auto& [address, given] : names) {
    in_addr ip{};
    ISTHMUS_EXPECTS(inet_pton(AF_INET, address.c_str(), &ip) == 1);
    const std::string name = host_name(given);
    put16(body, 1);  // An IPv4 address and a name:
    put16(body, static_cast<std::uint32_t>(sizeof ip + name.size() + 1));
    body.append(reinterpret_cast<const char*>(&ip), sizeof ip);
    body += name + '\0';
    body.resize((body.size() + 3) / 4 * 4, '\0');
  }
  put32(body, 0);  // End of records; no options.
  write_block(out, 4, body);
}

void write_packet(std::ostream& out, const Packet& packet) {
  std::string body;
  const auto at = static_cast<std::uint64_t>(packet.at.since_start().in_nanoseconds());
  const auto size = static_cast<std::uint32_t>(packet.frame.size());
  put32(body, 0);  // Interface.
  put32(body, static_cast<std::uint32_t>(at >> 32));
  put32(body, static_cast<std::uint32_t>(at & 0xffffffff));
  put32(body, size);
  put32(body, size);
  body.append(reinterpret_cast<const char*>(packet.frame.data()), packet.frame.size());
  write_block(out, 6, body);  // Enhanced Packet Block.
}

/// The packets of one flow; sequence numbers start at zero, as nobody needs to guess them here.
void append_packets(std::vector<Packet>& packets, const SyntheticFlow& flow) {
  constexpr std::uint32_t server_first = 1'000'000;
  const SimTime connected = flow.starts + flow.round_trip;
  const FrameWriter to_server{flow.client, flow.server};
  const FrameWriter to_client{flow.server, flow.client};
  packets.push_back({flow.starts, to_server.frame(0, 0, tcp_syn, {})});
  packets.push_back({connected, to_client.frame(server_first, 1, tcp_syn | tcp_ack, {})});
  packets.push_back({connected, to_server.frame(1, server_first + 1, tcp_ack, {})});
  std::uint32_t sequence = 1;
  std::span<const std::byte> rest = flow.client_bytes;
  for (const std::size_t bytes : wire::segment_sizes(rest.size(), flow.mss)) {
    packets.push_back({connected, to_server.frame(sequence, server_first + 1, tcp_ack | tcp_psh,
                                                  rest.first(bytes))});
    rest = rest.subspan(bytes);
    sequence += static_cast<std::uint32_t>(bytes);
  }
  if (!flow.client_bytes.empty()) {
    packets.push_back(
        {connected + flow.round_trip, to_client.frame(server_first + 1, sequence, tcp_ack, {})});
  }
}

}  // namespace

void write_pcapng(std::ostream& out, std::span<const SyntheticFlow> flows,
                  const std::map<std::string, std::string>& names) {
  std::vector<Packet> packets;
  for (const SyntheticFlow& flow : flows) {
    ISTHMUS_EXPECTS(flow.mss >= 1 && flow.mss <= 65000);
    append_packets(packets, flow);
  }
  std::stable_sort(packets.begin(), packets.end(),
                   [](const Packet& a, const Packet& b) { return a.at < b.at; });
  write_section_header(out);
  write_interface(out);
  if (!names.empty()) write_names(out, names);
  for (const Packet& packet : packets) write_packet(out, packet);
}

}  // namespace isthmus::capture
