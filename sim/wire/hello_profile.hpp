// The shapes of real clients' hellos, as data.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace isthmus::wire {

/// Whose hello it shall look like.
enum class HelloProfile : std::uint8_t {
  envoy,     ///< BoringSSL as Envoy's upstream TLS context sets it up: a mesh sidecar.
  openssl,   ///< OpenSSL 3.0 s_client.
  curl,      ///< curl with OpenSSL 3.0, which pads to 517 bytes.
  go,        ///< Go 1.19 crypto/tls.
  node,      ///< Node 24 (OpenSSL 3.5): post-quantum key share.
  chromium,  ///< Chromium 156: permuted extensions, GREASE, ECH, post-quantum key share.
  java,      ///< Java 17 JSSE: two key shares.
};

inline constexpr std::array<HelloProfile, 7> hello_profiles{
    HelloProfile::envoy, HelloProfile::openssl,  HelloProfile::curl, HelloProfile::go,
    HelloProfile::node,  HelloProfile::chromium, HelloProfile::java};

/// The profile's word ("envoy"), and the profile of a word.
std::string_view text(HelloProfile profile);
std::optional<HelloProfile> hello_profile(std::string_view word);

/// Stand-ins in HelloShape for values that GREASE draws anew for each hello.
///
/// Source  RFC 8701: 0x0a0a, 0x1a1a, ... 0xfafa.
inline constexpr std::uint16_t grease_first = 0x0a0a;
inline constexpr std::uint16_t grease_last = 0x1a1a;

inline constexpr std::uint16_t x25519_mlkem768 = 0x11ec;
inline constexpr std::uint16_t x25519 = 0x001d;

/// What does not change between two hellos of one client.
struct HelloShape {
  std::string_view word;
  std::uint16_t record_version;
  std::span<const std::uint16_t> ciphers_1_3;
  std::span<const std::uint16_t> ciphers_1_2;
  bool ciphers_1_3_first;
  std::span<const std::uint16_t> extensions;  ///< In order; those a spec does not ask for drop out.
  std::span<const std::uint16_t> groups;
  std::span<const std::uint16_t> key_shares;
  std::span<const std::uint16_t> signatures;
  std::span<const std::uint16_t> certificate_signatures;  ///< Where a client tells them apart.
  std::span<const std::uint16_t> versions;
  bool all_point_formats;      ///< Compressed points too, as OpenSSL says it can.
  bool session_id_before_1_3;  ///< Go sends one even when it does not offer TLS 1.3.
  bool greases;
  bool permutes;
  std::size_t message_bytes_min;  ///< Pads messages of 256 bytes and more up to so many.
  std::size_t ticket_bytes;
  std::size_t binder_bytes;
};

const HelloShape& shape_of(HelloProfile profile);

}  // namespace isthmus::wire
