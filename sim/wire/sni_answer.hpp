// What a gateway can say about the first bytes of a stream: is there a TLS ClientHello, and which
// name does it ask for? Values only; sniff.hpp and sni_sniffer.hpp produce them.
//
// An answer looks into the bytes it was made from and is valid as long as they are. A name that a
// record boundary cuts in two cannot be looked at in place; it is gathered into the answer itself.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "sim/wire/alpn_list.hpp"
#include "sim/wire/name_flags.hpp"

namespace isthmus::wire {

enum class SniOutcome : std::uint8_t {
  need_more,  ///< Nothing decided yet; the stream may still become any of the others.
  sni,        ///< A complete ClientHello that names a server.
  no_sni,     ///< A complete ClientHello without a server name.
  not_tls,    ///< Not a TLS stream; a gateway treats it as plain text.
  malformed,  ///< TLS, but not a ClientHello that a server would accept.
  too_large,  ///< The hello does not end within the limit.
};

/// The rule that was broken, in the order in which the rules are applied.
enum class SniReason : std::uint8_t {
  none,
  first_byte,
  record_version,
  unexpected_record_type,
  record_overflow,
  too_many_empty_records,
  record_end,
  unexpected_handshake_type,
  message_length,
  excess_handshake_data,
  short_body,
  legacy_version,
  session_id,
  cipher_suites,
  compression,
  compression_no_null,
  extensions_length,
  trailing_after_extensions,
  extension_length,
  duplicate_extension,
  sni_list_length,
  sni_trailing,
  sni_entry,
  sni_more_than_one_entry,
  sni_name_type,
  sni_name_length,
  sni_nul,
  sslv2_length,
  sslv2_version,
  sslv2,
  sslv2_no_cipher,
};

inline constexpr std::size_t sni_reason_count = 31;

/// The stable word for an outcome or a reason: the enumerator's own name ("" for `none`).
std::string_view text(SniOutcome outcome);
std::string_view text(SniReason reason);

/// One sentence for people: which rule was broken and what it asks for ("" for `none`).
std::string_view explanation(SniReason reason);

/// A protocol name or server name is at most this long.
///
/// Source  BoringSSL and OpenSSL, TLSEXT_MAXLEN_host_name.
inline constexpr std::size_t name_bytes_max = 255;

/// The answer of the sniffer.
struct SniAnswer {
  SniOutcome outcome = SniOutcome::need_more;
  SniReason reason = SniReason::none;
  bool ech = false;  ///< Extension 0xfe0d is present; GREASE and real cannot be told apart.
  bool alpn_malformed = false;  ///< An ALPN extension that does not parse; `alpn` is empty then.
  bool sslv2 = false;           ///< The hello came in SSLv2 format, which has no place for a name.
  std::uint8_t name_size = 0;
  std::uint32_t offset = 0;       ///< Stream offset of the field that broke the rule.
  std::uint32_t hello_bytes = 0;  ///< Wire bytes up to the end of the record that ends the hello.
  std::uint32_t records = 0;      ///< Records that carry the hello; empty ones do not count.
  const char* name_in_place = nullptr;        ///< Null when the name was gathered.
  AlpnList alpn;                              ///< Protocols in the client's order.
  std::array<char, name_bytes_max> gathered;  ///< Meaningful only for a name cut by a record end.

  // The gathered bytes are left unwritten on purpose: clearing them would cost more than the walk.
  SniAnswer() {}  // NOLINT(modernize-use-equals-default)

  /// The name exactly as sent; empty without one.
  std::string_view name() const& {
    return {name_in_place != nullptr ? name_in_place : gathered.data(), name_size};
  }

  std::string_view name() const&& = delete;  // It may look into the answer itself.

  /// What is unusual about the name. Computed here, so that routing does not pay for it.
  NameFlags flags() const { return flags_of(name()); }

  bool is_final() const { return outcome != SniOutcome::need_more; }
};

/// `name` with A-Z in lower case: the form in which names are matched.
///
/// Source  Envoy ConnectionSocketImpl::setRequestedServerName.
std::string lower_case(std::string_view name);

/// `bytes` for a person to read: printable ASCII as it is, everything else as \xNN.
///
/// Limits  a space or a backslash is escaped too, so the text can always be taken back apart.
std::string printable(std::string_view bytes);

}  // namespace isthmus::wire
