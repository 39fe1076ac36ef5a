#include "sim/wire/sni_answer.hpp"

namespace isthmus::wire {
namespace {

struct ReasonText {
  SniReason reason;
  std::string_view word;
  std::string_view explanation;
};

// In the order of the enumeration; checked by the test of text().
constexpr std::array<ReasonText, sni_reason_count> reasons{{
    {SniReason::none, "", ""},
    {SniReason::first_byte, "first_byte", "the stream does not start with a TLS record"},
    {SniReason::record_version, "record_version", "the major version of a record must be 3"},
    {SniReason::unexpected_record_type, "unexpected_record_type",
     "until the hello is complete, every record must be a handshake record"},
    {SniReason::record_overflow, "record_overflow", "a record holds at most 16384 bytes"},
    {SniReason::too_many_empty_records, "too_many_empty_records",
     "at most 32 empty records may come in a row"},
    {SniReason::record_end, "record_end", "the hello's records must end within the limit"},
    {SniReason::unexpected_handshake_type, "unexpected_handshake_type",
     "the first handshake message must be a ClientHello"},
    {SniReason::message_length, "message_length",
     "the declared length of the hello must fit within the limit"},
    {SniReason::excess_handshake_data, "excess_handshake_data",
     "the hello must end where its last record ends"},
    {SniReason::short_body, "short_body", "the hello ends before its session id"},
    {SniReason::legacy_version, "legacy_version", "legacy_version must be TLS 1.0 to 1.3"},
    {SniReason::session_id, "session_id", "a session id has at most 32 bytes"},
    {SniReason::cipher_suites, "cipher_suites",
     "the cipher suites must be one or more two-byte values"},
    {SniReason::compression, "compression", "at least one compression method must be offered"},
    {SniReason::compression_no_null, "compression_no_null",
     "the null compression method must be offered"},
    {SniReason::extensions_length, "extensions_length",
     "the extension block must fit into the hello"},
    {SniReason::trailing_after_extensions, "trailing_after_extensions",
     "nothing may follow the extension block"},
    {SniReason::extension_length, "extension_length",
     "every extension must end within the extension block"},
    {SniReason::duplicate_extension, "duplicate_extension", "no extension may come twice"},
    {SniReason::sni_list_length, "sni_list_length",
     "the server name list must fit into its extension"},
    {SniReason::sni_trailing, "sni_trailing", "nothing may follow the server name list"},
    {SniReason::sni_entry, "sni_entry", "the server name must fit into its list"},
    {SniReason::sni_more_than_one_entry, "sni_more_than_one_entry",
     "the server name list must hold exactly one entry"},
    {SniReason::sni_name_type, "sni_name_type", "the server name must be of type host_name"},
    {SniReason::sni_name_length, "sni_name_length", "a server name has 1 to 255 bytes"},
    {SniReason::sni_nul, "sni_nul", "a server name must not hold a NUL byte"},
    {SniReason::sslv2_length, "sslv2_length", "an SSLv2 hello has 9 to 4096 bytes"},
    {SniReason::sslv2_version, "sslv2_version", "an SSLv2 hello must offer TLS 1.0 to 1.3"},
    {SniReason::sslv2, "sslv2", "the parts of an SSLv2 hello must fill it exactly"},
    {SniReason::sslv2_no_cipher, "sslv2_no_cipher",
     "an SSLv2 hello must offer a cipher suite of TLS"},
}};

constexpr std::string_view hex_digits = "0123456789abcdef";

}  // namespace

std::string_view text(SniOutcome outcome) {
  switch (outcome) {
    case SniOutcome::need_more:
      return "need_more";
    case SniOutcome::sni:
      return "sni";
    case SniOutcome::no_sni:
      return "no_sni";
    case SniOutcome::not_tls:
      return "not_tls";
    case SniOutcome::malformed:
      return "malformed";
    case SniOutcome::too_large:
      return "too_large";
  }
  return "";
}

std::string_view text(SniReason reason) { return reasons[static_cast<std::size_t>(reason)].word; }

std::string_view explanation(SniReason reason) {
  return reasons[static_cast<std::size_t>(reason)].explanation;
}

std::string lower_case(std::string_view name) {
  std::string lower{name};
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::string printable(std::string_view bytes) {
  std::string shown;
  shown.reserve(bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > ' ' && byte < 0x7f && c != '\\') {
      shown += c;
    } else {
      shown += "\\x";
      shown += hex_digits[byte >> 4];
      shown += hex_digits[byte & 15];
    }
  }
  return shown;
}

}  // namespace isthmus::wire
