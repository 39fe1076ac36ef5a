#include "sim/wire/record_scan.hpp"

#include <algorithm>

#include "sim/wire/record_reader.hpp"

namespace isthmus::wire {
namespace {

constexpr std::uint32_t handshake_record = 0x16;
constexpr std::uint32_t first_content_type = 0x14;  // change_cipher_spec
constexpr std::uint32_t last_content_type = 0x18;   // heartbeat
constexpr std::uint32_t major_version = 3;
constexpr std::uint32_t client_hello = 1;

}  // namespace

RecordScan::Progress RecordScan::advance(std::span<const std::byte> stream, std::size_t limit) {
  const auto seen = stream.first(std::min(stream.size(), limit));
  for (;;) {
    if (const auto p = check_record_header(seen, limit); p != Progress::complete) return p;
    const std::uint32_t payload_bytes = big_endian16(&seen[header_at_ + 3]);
    if (payload_bytes == 0) {
      header_at_ += record_header_bytes;
      continue;
    }
    Header header =
        header_;  // Kept only when the record is complete, so that a retry starts alike.
    if (const auto p = check_message_header(seen, limit, header); p != Progress::complete) return p;
    if (seen.size() < header_at_ + record_header_bytes + payload_bytes) return Progress::need_more;
    header_ = header;
    if (const auto p = finish_record(payload_bytes); p != Progress::need_more) return p;
  }
}

RecordScan::Progress RecordScan::refuse(SniOutcome outcome, SniReason reason,
                                        std::uint32_t offset) {
  outcome_ = outcome;
  reason_ = reason;
  offset_ = offset;
  return Progress::refused;
}

/// The first two bytes of the stream tell TLS from everything else.
RecordScan::Progress RecordScan::check_first_bytes(std::span<const std::byte> seen) {
  const std::uint32_t type = byte_at(&seen[0]);
  if (type < first_content_type || type > last_content_type) {
    return refuse(SniOutcome::not_tls, SniReason::first_byte, 0);
  }
  if (seen.size() < 2) return Progress::need_more;
  if (byte_at(&seen[1]) != major_version) {
    const bool as_handshake = type == handshake_record;
    return refuse(SniOutcome::not_tls,
                  as_handshake ? SniReason::record_version : SniReason::first_byte,
                  as_handshake ? 1 : 0);
  }
  return Progress::complete;
}

RecordScan::Progress RecordScan::check_record_header(std::span<const std::byte> seen,
                                                     std::size_t limit) {
  if (header_at_ + record_header_bytes > limit) {
    return refuse(SniOutcome::too_large, SniReason::record_end, header_at_);
  }
  const std::size_t have = seen.size() - header_at_;
  if (have == 0) return Progress::need_more;
  if (header_at_ == 0) {
    if (const auto p = check_first_bytes(seen); p != Progress::complete) return p;
  }
  const std::byte* header = &seen[header_at_];
  if (byte_at(header) != handshake_record) {
    return refuse(SniOutcome::malformed, SniReason::unexpected_record_type, header_at_);
  }
  if (have > 1 && byte_at(header + 1) != major_version) {
    return refuse(SniOutcome::malformed, SniReason::record_version, header_at_ + 1);
  }
  if (have < record_header_bytes) return Progress::need_more;
  const std::uint32_t payload_bytes = big_endian16(header + 3);
  if (payload_bytes > record_payload_max) {
    return refuse(SniOutcome::malformed, SniReason::record_overflow, header_at_ + 3);
  }
  empty_in_a_row_ = payload_bytes == 0 ? empty_in_a_row_ + 1 : 0;
  if (empty_in_a_row_ > empty_records_max) {
    return refuse(SniOutcome::malformed, SniReason::too_many_empty_records, header_at_);
  }
  if (header_at_ + record_header_bytes + payload_bytes > limit) {
    return refuse(SniOutcome::too_large, SniReason::record_end, header_at_ + 3);
  }
  return Progress::complete;
}

/// Adds what the current record shows of the message header, and judges as early as possible: a
/// hello that cannot fit is refused here and never waited for.
RecordScan::Progress RecordScan::check_message_header(std::span<const std::byte> seen,
                                                      std::size_t limit, Header& header) {
  if (message_length_known()) return Progress::complete;
  const std::uint32_t payload_at = header_at_ + record_header_bytes;
  const std::size_t payload_end =
      std::min<std::size_t>(seen.size(), payload_at + big_endian16(&seen[header_at_ + 3]));
  std::uint32_t at = payload_at;
  while (header.have < message_header_bytes && at < payload_end) {
    header.bytes[header.have++] = seen[at++];
    if (header.have == 1 && byte_at(header.bytes.data()) != client_hello) {
      return refuse(SniOutcome::malformed, SniReason::unexpected_handshake_type, at - 1);
    }
  }
  if (header.have < message_header_bytes) return Progress::complete;
  const std::uint32_t body_bytes = big_endian24(&header.bytes[1]);
  if (at + std::size_t{body_bytes} > limit) {
    return refuse(SniOutcome::too_large, SniReason::message_length, at - 1);
  }
  message_bytes_ = message_header_bytes + body_bytes;
  return Progress::complete;
}

RecordScan::Progress RecordScan::finish_record(std::uint32_t payload_bytes) {
  const std::uint32_t payload_at = header_at_ + record_header_bytes;
  if (records_ == 0) {
    first_payload_at_ = payload_at;
    first_payload_bytes_ = payload_bytes;
  }
  ++records_;
  header_at_ = payload_at + payload_bytes;
  const std::uint32_t carried_before = carried_bytes_;
  carried_bytes_ += payload_bytes;
  if (!message_length_known() || carried_bytes_ < message_bytes_) return Progress::need_more;
  if (carried_bytes_ == message_bytes_) return Progress::complete;
  return refuse(SniOutcome::malformed, SniReason::excess_handshake_data,
                payload_at + (message_bytes_ - carried_before));
}

}  // namespace isthmus::wire
