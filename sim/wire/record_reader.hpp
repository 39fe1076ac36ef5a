// Two readers over the bytes of a handshake message, with the same face: one for bytes that lie
// together, one for bytes that TLS record headers interrupt. Neither checks: the caller asks left()
// first, and the record headers were checked when the message was framed (record_scan.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace isthmus::wire {

inline constexpr std::size_t record_header_bytes = 5;

inline std::uint32_t byte_at(const std::byte* at) { return std::to_integer<std::uint32_t>(*at); }

inline std::uint32_t big_endian16(const std::byte* at) {
  return byte_at(at) << 8 | byte_at(at + 1);
}

inline std::uint32_t big_endian24(const std::byte* at) {
  return byte_at(at) << 16 | big_endian16(at + 1);
}

inline std::uint32_t big_endian32(const std::byte* at) {
  return big_endian16(at) << 16 | big_endian16(at + 2);
}

/// Bytes that lie together.
class FlatReader {
 public:
  FlatReader() = default;
  FlatReader(const std::byte* at, std::size_t left) : at_{at}, end_{at + left} {}

  std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }
  const std::byte* where() const { return at_; }

  std::uint32_t u8() { return byte_at(at_++); }
  std::uint32_t u16() {
    at_ += 2;
    return big_endian16(at_ - 2);
  }
  std::uint32_t u32() {
    at_ += 4;
    return big_endian32(at_ - 4);
  }
  void skip(std::size_t n) { at_ += n; }

  /// The next `n` bytes as a reader of their own; this one moves past them.
  FlatReader take(std::size_t n) {
    at_ += n;
    return {at_ - n, n};
  }

  /// The next `n` bytes; never needs `room`, which is there for the other reader.
  std::string_view text(std::size_t n, char* /*room*/) {
    at_ += n;
    return {reinterpret_cast<const char*>(at_ - n), n};
  }

 private:
  const std::byte* at_ = nullptr;
  const std::byte* end_ = nullptr;
};

/// Bytes of a message that may be cut over records at any place.
class RecordReader {
 public:
  RecordReader() = default;

  /// `at` lies in a record with `in_record` payload bytes to go; the message has `left` to go.
  RecordReader(const std::byte* at, std::size_t in_record, std::size_t left)
      : at_{at},
        in_record_{static_cast<std::uint32_t>(in_record)},
        left_{static_cast<std::uint32_t>(left)} {}

  /// A reader over bytes that lie together is the simple case of this one.
  RecordReader(FlatReader flat) : RecordReader{flat.where(), flat.left(), flat.left()} {}

  std::size_t left() const { return left_; }

  /// Where the next byte lies, past any record header that stands before it.
  const std::byte* where() const {
    RecordReader next = *this;
    if (next.left_ != 0) next.enter_record();
    return next.at_;
  }

  std::uint32_t u8() {
    enter_record();
    skip_in_record(1);
    return byte_at(at_ - 1);
  }
  std::uint32_t u16() {
    if (in_record_ >= 2) {
      skip_in_record(2);
      return big_endian16(at_ - 2);
    }
    const std::uint32_t high = u8();
    return high << 8 | u8();
  }
  std::uint32_t u32() {
    if (in_record_ >= 4) {
      skip_in_record(4);
      return big_endian32(at_ - 4);
    }
    const std::uint32_t high = u16();
    return high << 16 | u16();
  }
  void skip(std::size_t n) {
    left_ -= static_cast<std::uint32_t>(n);
    while (n > in_record_) {
      n -= in_record_;
      next_header();
    }
    at_ += n;
    in_record_ -= static_cast<std::uint32_t>(n);
  }

  RecordReader take(std::size_t n) {
    RecordReader taken = *this;
    taken.left_ = static_cast<std::uint32_t>(n);
    skip(n);
    return taken;
  }

  /// The next `n` bytes: in place if one record holds them, else gathered into `room`.
  std::string_view text(std::size_t n, char* room) {
    if (n != 0) enter_record();
    if (n <= in_record_) {
      skip(n);
      return {reinterpret_cast<const char*>(at_ - n), n};
    }
    for (std::size_t have = 0; have < n;) {
      enter_record();
      const std::size_t piece = n - have < in_record_ ? n - have : in_record_;
      std::memcpy(room + have, at_, piece);
      skip(piece);
      have += piece;
    }
    return {room, n};
  }

 private:
  void skip_in_record(std::uint32_t n) {
    at_ += n;
    in_record_ -= n;
    left_ -= n;
  }
  void enter_record() {
    while (in_record_ == 0) next_header();
  }
  void next_header() {
    at_ += in_record_;
    in_record_ = big_endian16(at_ + 3);
    at_ += record_header_bytes;
  }

  const std::byte* at_ = nullptr;
  std::uint32_t in_record_ = 0;
  std::uint32_t left_ = 0;
};

}  // namespace isthmus::wire
