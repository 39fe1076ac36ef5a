// The rules about the inside of a ClientHello, in one pass, for either kind of reader. Private to
// this room: callers use sniff() or SniSniffer.
//
// Source  RFC 8446 4.1.2 and 4.2; RFC 6066 3; RFC 7301 3.1. Where they leave room, what Envoy does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "sim/wire/extension_set.hpp"
#include "sim/wire/extension_types.hpp"
#include "sim/wire/record_reader.hpp"
#include "sim/wire/sni_answer.hpp"

namespace isthmus::wire {

/// Whether any of `n` bytes is zero, eight at a time.
inline bool holds_zero(const char* at, std::size_t n) {
  if (n < 8) {
    for (std::size_t i = 0; i < n; ++i) {
      if (at[i] == 0) return true;
    }
    return false;
  }
  constexpr std::uint64_t ones = 0x0101010101010101;
  constexpr std::uint64_t tops = 0x8080808080808080;
  std::uint64_t zeros = 0;
  const auto look = [&](const char* eight) {
    std::uint64_t word;
    std::memcpy(&word, eight, sizeof word);
    zeros |= (word - ones) & ~word & tops;
  };
  for (std::size_t i = 0; i + 8 <= n; i += 8) look(at + i);
  look(at + n - 8);
  return zeros != 0;
}

/// Walks the body of one hello and writes what it finds into an answer.
///
/// Shape   `Reader` is FlatReader or RecordReader; the body is complete and correctly framed.
template <class Reader>
class HelloWalk {
 public:
  HelloWalk(Reader body, const std::byte* stream, SniAnswer& answer)
      : body_{body}, stream_{stream}, answer_{answer} {}

  void walk() {
    if (!fixed_part() || !extensions() || !server_name()) return;
    read_alpn();
    answer_.ech = ech_;
    answer_.outcome = answer_.name_size != 0 ? SniOutcome::sni : SniOutcome::no_sni;
  }

 private:
  bool refuse(SniReason reason, const std::byte* at) {
    answer_.outcome = SniOutcome::malformed;
    answer_.reason = reason;
    answer_.offset = static_cast<std::uint32_t>(at - stream_);
    return false;
  }
  bool refuse(SniReason reason, const Reader& at) { return refuse(reason, at.where()); }

  /// Everything before the extension block.
  bool fixed_part() {
    constexpr std::size_t up_to_session_id = 2 + 32 + 1;
    Reader in = body_;
    Reader at = in;
    if (in.left() < up_to_session_id) return refuse(SniReason::short_body, at);
    const std::uint32_t version = in.u16();
    if (version - 0x0301 > 3) return refuse(SniReason::legacy_version, at);
    in.skip(32);
    at = in;
    const std::uint32_t session_id = in.u8();
    if (session_id > 32 || session_id > in.left()) return refuse(SniReason::session_id, at);
    in.skip(session_id);
    at = in;
    if (in.left() < 2) return refuse(SniReason::cipher_suites, at);
    const std::uint32_t ciphers = in.u16();
    if (ciphers < 2 || ciphers % 2 != 0 || ciphers > in.left()) {
      return refuse(SniReason::cipher_suites, at);
    }
    in.skip(ciphers);
    at = in;
    if (in.left() < 1) return refuse(SniReason::compression, at);
    const std::uint32_t methods = in.u8();
    if (methods < 1 || methods > in.left()) return refuse(SniReason::compression, at);
    bool offers_null = false;
    for (std::uint32_t i = 0; i < methods; ++i) offers_null |= in.u8() == 0;
    if (!offers_null) return refuse(SniReason::compression_no_null, at);
    body_ = in;
    return true;
  }

  /// Every extension must close exactly and come once; remembers the two that matter.
  bool extensions() {
    if (body_.left() == 0) return true;
    const Reader at = body_;
    if (body_.left() < 2) return refuse(SniReason::extensions_length, at);
    const std::uint32_t block = body_.u16();
    if (block > body_.left()) return refuse(SniReason::extensions_length, at);
    if (block < body_.left()) {
      body_.skip(block);
      return refuse(SniReason::trailing_after_extensions, body_);
    }
    ExtensionSet seen;
    Reader rest = body_;  // A local one stays in registers; each step waits for the one before.
    while (rest.left() != 0) {
      const Reader start = rest;
      if (rest.left() < 4) return refuse(SniReason::extension_length, start);
      const std::uint32_t header = rest.u32();
      const std::uint32_t type = header >> 16;
      const std::uint32_t size = header & 0xffff;
      if (size > rest.left()) return refuse(SniReason::extension_length, start);
      if (!seen.insert(type)) return refuse(SniReason::duplicate_extension, start);
      if (type == extension::server_name) {
        name_extension_at_ = start;
        name_extension_ = rest;
        name_extension_bytes_ = size;
        has_name_ = true;
      }
      if (type == extension::alpn) {
        alpn_extension_ = rest;
        alpn_extension_bytes_ = size;
        has_alpn_ = true;
      }
      ech_ |= type == extension::encrypted_client_hello;
      rest.skip(size);
    }
    return true;
  }

  /// Exactly one entry of type host_name, 1..255 bytes without a NUL.
  bool server_name() {
    if (!has_name_) return true;
    Reader list = name_extension_.take(name_extension_bytes_);
    const Reader extension_at = name_extension_at_;
    if (list.left() < 2) return refuse(SniReason::sni_list_length, extension_at);
    const std::uint32_t list_bytes = list.u16();
    if (list_bytes > list.left()) return refuse(SniReason::sni_list_length, extension_at);
    if (list_bytes < list.left()) {
      list.skip(list_bytes);
      return refuse(SniReason::sni_trailing, list);
    }
    if (list.left() < 3) return refuse(SniReason::sni_entry, extension_at);
    const Reader entry_at = list;
    const std::uint32_t type = list.u8();
    const Reader length_at = list;
    const std::uint32_t size = list.u16();
    if (size > list.left()) return refuse(SniReason::sni_entry, length_at);
    if (size < list.left()) {
      list.skip(size);
      return refuse(SniReason::sni_more_than_one_entry, list);
    }
    if (type != 0) return refuse(SniReason::sni_name_type, entry_at);
    if (size < 1 || size > name_bytes_max) return refuse(SniReason::sni_name_length, length_at);
    return keep_name(list, size);
  }

  bool keep_name(Reader at, std::uint32_t size) {
    const Reader name_at = at;
    const std::string_view name = at.text(size, answer_.gathered.data());
    if (holds_zero(name.data(), name.size())) return refuse(SniReason::sni_nul, name_at);
    if (name.data() != answer_.gathered.data()) answer_.name_in_place = name.data();
    answer_.name_size = static_cast<std::uint8_t>(size);
    return true;
  }

  /// A list that does not parse is no list: the server behind us will say so itself.
  void read_alpn() {
    if (!has_alpn_) return;
    Reader list = alpn_extension_.take(alpn_extension_bytes_);
    answer_.alpn_malformed = true;
    if (list.left() < 2 || list.u16() != list.left() || list.left() < 2) return;
    const Reader names = list;
    while (list.left() != 0) {
      const std::uint32_t size = list.u8();
      if (size == 0 || size > list.left()) return;
      list.skip(size);
    }
    answer_.alpn_malformed = false;
    answer_.alpn = AlpnList{names};
  }

  Reader body_;
  const std::byte* stream_;
  SniAnswer& answer_;
  Reader name_extension_at_;
  Reader name_extension_;
  std::uint32_t name_extension_bytes_ = 0;
  Reader alpn_extension_;
  std::uint32_t alpn_extension_bytes_ = 0;
  bool has_name_ = false;
  bool has_alpn_ = false;
  bool ech_ = false;
};

}  // namespace isthmus::wire
