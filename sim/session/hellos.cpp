#include "sim/session/hellos.hpp"

#include <algorithm>
#include <array>

#include "sim/capture/read_capture.hpp"

namespace isthmus::session {
namespace {

using Magic = std::array<std::uint8_t, 4>;

/// pcap in both byte orders with micro- and nanoseconds, and pcapng.
///
/// Source   draft-ietf-opsawg-pcap section 4; draft-ietf-opsawg-pcapng section 4.1.
constexpr std::array<Magic, 5> capture_magics = {{{0xd4, 0xc3, 0xb2, 0xa1},
                                                  {0xa1, 0xb2, 0xc3, 0xd4},
                                                  {0x4d, 0x3c, 0xb2, 0xa1},
                                                  {0xa1, 0xb2, 0x3c, 0x4d},
                                                  {0x0a, 0x0d, 0x0d, 0x0a}}};

bool is_capture(std::span<const std::byte> bytes) {
  return std::any_of(capture_magics.begin(), capture_magics.end(), [&](const Magic& magic) {
    return bytes.size() >= magic.size() &&
           std::equal(magic.begin(), magic.end(), bytes.begin(),
                      [](std::uint8_t a, std::byte b) { return std::byte{a} == b; });
  });
}

std::string text(const capture::Endpoint& end) {
  const bool is_ipv6 = end.address.find(':') != std::string::npos;
  return (is_ipv6 ? "[" + end.address + "]" : end.address) + ":" + std::to_string(end.port);
}

}  // namespace

Hellos hellos_in(const std::string& file, std::span<const std::byte> bytes,
                 const HelloReading& reading) {
  const auto answer_to = [&](std::span<const std::byte> stream) {
    return analysis::answer(analysis::HelloQuestion{stream, reading.limit, reading.detail});
  };
  if (!is_capture(bytes)) {
    return {{{file, {}, {}, {}, answer_to(bytes)}}, {}};
  }
  Hellos hellos;
  Result<capture::Capture> read = capture::read_capture(bytes, file);
  if (!read) {
    hellos.diagnostics = read.error();
    return hellos;
  }
  hellos.diagnostics = read->warnings;
  for (const capture::CapturedFlow& flow : read->flows) {
    if (flow.first_bytes.empty()) continue;
    hellos.found.push_back(
        {file, text(flow.client), text(flow.server), flow.segments, answer_to(flow.first_bytes)});
  }
  return hellos;
}

}  // namespace isthmus::session
