#include "sim/wire/sniff.hpp"

#include <algorithm>

#include "sim/base/expects.hpp"
#include "sim/wire/hello_walk.hpp"
#include "sim/wire/record_reader.hpp"
#include "sim/wire/sniff_steps.hpp"

namespace isthmus::wire {
namespace {

/// Asks for the lines of the hello at once, so that a walk over cold memory waits once and not at
/// every extension. The walk itself learns only step by step where it goes next.
inline void prefetch(const std::byte* at, std::size_t bytes) {
  constexpr std::size_t line = 64;
  constexpr std::size_t bytes_max = 4096;
  for (std::size_t i = 0; i < std::min(bytes, bytes_max); i += line) __builtin_prefetch(at + i);
}

/// Whether the stream starts with one record that holds exactly one complete hello: almost always.
inline bool is_one_record(std::span<const std::byte> stream, std::size_t limit) {
  constexpr std::size_t headers = record_header_bytes + message_header_bytes;
  if (stream.size() < headers) return false;
  const std::byte* at = stream.data();
  const std::uint32_t payload = big_endian16(at + 3);
  return big_endian16(at) == 0x1603 && payload >= message_header_bytes &&
         payload <= record_payload_max &&
         record_header_bytes + payload <= std::min(stream.size(), limit) && byte_at(at + 5) == 1 &&
         big_endian24(at + 6) == payload - message_header_bytes;
}

void walk_flat(std::span<const std::byte> stream, std::size_t payload_at, std::size_t message_bytes,
               SniAnswer& answer) {
  const FlatReader body{stream.data() + payload_at + message_header_bytes,
                        message_bytes - message_header_bytes};
  HelloWalk<FlatReader>{body, stream.data(), answer}.walk();
}

void walk_records(std::span<const std::byte> stream, const RecordScan& scan, SniAnswer& answer) {
  RecordReader body{stream.data() + scan.first_payload_at(), scan.first_payload_bytes(),
                    scan.message_bytes()};
  body.skip(message_header_bytes);
  HelloWalk<RecordReader>{body, stream.data(), answer}.walk();
}

}  // namespace

void sniff_records(std::span<const std::byte> stream, std::size_t limit, RecordScan& scan,
                   SniAnswer& answer) {
  switch (scan.advance(stream, limit)) {
    case RecordScan::Progress::need_more:
      return;
    case RecordScan::Progress::refused:
      answer.outcome = scan.outcome();
      answer.reason = scan.reason();
      answer.offset = scan.offset();
      return;
    case RecordScan::Progress::complete:
      break;
  }
  prefetch(stream.data(), scan.hello_bytes());
  if (scan.records() == 1) {
    walk_flat(stream, scan.first_payload_at(), scan.message_bytes(), answer);
  } else {
    walk_records(stream, scan, answer);
  }
  if (answer.outcome == SniOutcome::malformed) return;
  answer.hello_bytes = scan.hello_bytes();
  answer.records = scan.records();
}

SniAnswer sniff(std::span<const std::byte> stream, std::size_t limit) {
  ISTHMUS_EXPECTS(limit <= hello_limit_max);
  SniAnswer answer;
  if (is_one_record(stream, limit)) {
    const std::uint32_t payload = big_endian16(stream.data() + 3);
    prefetch(stream.data(), record_header_bytes + payload);
    walk_flat(stream, record_header_bytes, payload, answer);
    if (answer.outcome == SniOutcome::malformed) return answer;
    answer.hello_bytes = static_cast<std::uint32_t>(record_header_bytes) + payload;
    answer.records = 1;
    return answer;
  }
  if (starts_like_sslv2(stream)) {
    sniff_sslv2(stream, limit, answer);
    return answer;
  }
  RecordScan scan;
  sniff_records(stream, limit, scan, answer);
  return answer;
}

}  // namespace isthmus::wire
