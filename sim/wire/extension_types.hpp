// TLS extension types by name.
//
// Source  IANA "TLS ExtensionType Values"; the last three are drafts that browsers send.
#pragma once

#include <cstdint>
#include <string_view>

namespace isthmus::wire {

namespace extension {
inline constexpr std::uint16_t server_name = 0;
inline constexpr std::uint16_t max_fragment_length = 1;
inline constexpr std::uint16_t status_request = 5;
inline constexpr std::uint16_t supported_groups = 10;
inline constexpr std::uint16_t ec_point_formats = 11;
inline constexpr std::uint16_t signature_algorithms = 13;
inline constexpr std::uint16_t use_srtp = 14;
inline constexpr std::uint16_t alpn = 16;
inline constexpr std::uint16_t status_request_v2 = 17;
inline constexpr std::uint16_t signed_certificate_timestamp = 18;
inline constexpr std::uint16_t padding = 21;
inline constexpr std::uint16_t encrypt_then_mac = 22;
inline constexpr std::uint16_t extended_master_secret = 23;
inline constexpr std::uint16_t compress_certificate = 27;
inline constexpr std::uint16_t record_size_limit = 28;
inline constexpr std::uint16_t delegated_credential = 34;
inline constexpr std::uint16_t session_ticket = 35;
inline constexpr std::uint16_t pre_shared_key = 41;
inline constexpr std::uint16_t early_data = 42;
inline constexpr std::uint16_t supported_versions = 43;
inline constexpr std::uint16_t cookie = 44;
inline constexpr std::uint16_t psk_key_exchange_modes = 45;
inline constexpr std::uint16_t post_handshake_auth = 49;
inline constexpr std::uint16_t signature_algorithms_cert = 50;
inline constexpr std::uint16_t key_share = 51;
inline constexpr std::uint16_t next_protocol_negotiation = 13172;
inline constexpr std::uint16_t application_settings = 17613;
inline constexpr std::uint16_t trust_anchors = 51764;
inline constexpr std::uint16_t encrypted_client_hello = 65037;
inline constexpr std::uint16_t renegotiation_info = 65281;
}  // namespace extension

/// Whether a value is one of the sixteen that GREASE reserves to be ignored.
///
/// Source  RFC 8701 2.
constexpr bool is_grease(std::uint32_t code) {
  return (code & 0x0f0f) == 0x0a0a && (code >> 8) == (code & 0xff);
}

/// The registered name of an extension type, "GREASE", or "" for one that nobody told us about.
std::string_view extension_name(std::uint16_t type);

}  // namespace isthmus::wire
