// Builds ClientHellos shaped like those of real clients: the bytes that synthetic flows start with.
//
// Only the shape is real. Whatever a client draws at random (random, session id, keys, tickets) is
// derived from a seed by a counter hash, so the same spec gives the same bytes for ever, and this
// room needs no random source.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/wire/hello_profile.hpp"

namespace isthmus::wire {

/// Which TLS versions a client offers.
enum class OfferedTls { up_to_1_2, up_to_1_3 };

/// Which key exchange a client offers first.
enum class KeyExchange {
  as_profile,
  classical,     ///< X25519 alone.
  post_quantum,  ///< X25519MLKEM768 beside X25519, which adds 1.2 KB.
};

/// Whether a client comes back to a server that it knows.
enum class Resumption {
  none,
  ticket,      ///< TLS 1.3: pre_shared_key; TLS 1.2: a filled session_ticket.
  early_data,  ///< As `ticket`, and 0-RTT data will follow. TLS 1.3 only.
};

/// What the hello shall be; everything not said here comes from the profile.
struct HelloSpec {
  HelloProfile profile = HelloProfile::envoy;
  std::string sni{};                ///< Any bytes; empty leaves the extension out.
  std::vector<std::string> alpn{};  ///< In the order of preference; empty leaves it out.
  std::uint64_t seed = 0;           ///< Two hellos of one client differ only by this.
  OfferedTls offered = OfferedTls::up_to_1_3;
  KeyExchange key_exchange = KeyExchange::as_profile;
  Resumption resumption = Resumption::none;
  bool ech = false;           ///< `sni` is then the outer, public name.
  std::size_t padded_to = 0;  ///< See build_client_hello(); 0 leaves it to the profile.
  std::size_t record_payload_max = 16384;  ///< Cuts the hello into records of so many bytes.
};

/// The hello as it goes on the wire, record headers included.
///
/// Limits   `sni`, the `alpn` list and the padding must fit into TLS's two-byte lengths, an `alpn`
///          name has 1 to 255 bytes, `record_payload_max` is 1 to 16384: programming errors else.
/// Returns  with `padded_to`, a hello of exactly that size in one record, if it was at least four
///          bytes smaller without (a padding extension has a header of four); else as it was.
/// Source   the shapes: captures of the clients named in hello_profile.cpp. Padding: RFC 7685.
std::vector<std::byte> build_client_hello(const HelloSpec& spec);

/// The payload sizes of the TCP segments that carry `bytes` sent in one go.
///
/// Limits   `mss` is at least 1.
std::vector<std::size_t> segment_sizes(std::size_t bytes, std::size_t mss);

}  // namespace isthmus::wire
