// Finds the records that carry the first handshake message, and says when it is complete.
//
// This is all that an incremental reader must remember between two reads: some words, however the
// bytes arrive. Nothing inside the message is looked at except its four-byte header.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "sim/wire/sni_answer.hpp"

namespace isthmus::wire {

/// Empty handshake records in a row that are put up with.
///
/// Source  BoringSSL kMaxEmptyRecords; OpenSSL MAX_EMPTY_RECORDS.
inline constexpr std::uint32_t empty_records_max = 32;

/// Source  RFC 8446 5.1: the length of a record MUST NOT exceed 2^14.
inline constexpr std::uint32_t record_payload_max = 1U << 14;

inline constexpr std::uint32_t message_header_bytes = 4;

class RecordScan {
 public:
  enum class Progress : std::uint8_t { need_more, complete, refused };

  /// Looks at what came since the last call. `stream` is everything from the first byte on.
  ///
  /// Limits   never looks beyond `limit` bytes, so the verdict cannot depend on how they came.
  /// Errors   after `refused`, reason() and the others say why; the scan is over then.
  Progress advance(std::span<const std::byte> stream, std::size_t limit);

  // After `refused`:
  SniOutcome outcome() const { return outcome_; }
  SniReason reason() const { return reason_; }
  std::uint32_t offset() const { return offset_; }

  // After `complete`:
  std::uint32_t hello_bytes() const { return header_at_; }
  std::uint32_t records() const { return records_; }
  std::uint32_t message_bytes() const { return message_bytes_; }
  std::uint32_t first_payload_at() const { return first_payload_at_; }
  std::uint32_t first_payload_bytes() const { return first_payload_bytes_; }

 private:
  struct Header {
    std::uint32_t have = 0;
    std::array<std::byte, message_header_bytes> bytes{};
  };

  Progress refuse(SniOutcome outcome, SniReason reason, std::uint32_t offset);
  Progress check_first_bytes(std::span<const std::byte> seen);
  Progress check_record_header(std::span<const std::byte> seen, std::size_t limit);
  Progress check_message_header(std::span<const std::byte> seen, std::size_t limit, Header& header);
  Progress finish_record(std::uint32_t payload_bytes);
  bool message_length_known() const { return header_.have == message_header_bytes; }

  std::uint32_t header_at_ = 0;  ///< Stream offset of the first record header not yet passed.
  std::uint32_t empty_in_a_row_ = 0;
  std::uint32_t records_ = 0;
  std::uint32_t carried_bytes_ = 0;  ///< Handshake bytes in the records passed.
  std::uint32_t message_bytes_ = 0;  ///< Of the whole message with its header, once that is known.
  std::uint32_t first_payload_at_ = 0;
  std::uint32_t first_payload_bytes_ = 0;
  std::uint32_t offset_ = 0;
  Header header_;  ///< What the records passed hold of the message header.
  SniOutcome outcome_ = SniOutcome::need_more;
  SniReason reason_ = SniReason::none;
};

}  // namespace isthmus::wire
