// Reads the server name out of the first bytes of a stream without decrypting anything: the
// stateless face. For bytes that arrive piece by piece there is sni_sniffer.hpp.
//
// The rules are those of Envoy's tls_inspector, because Consul's mesh gateways are Envoy; where we
// differ on purpose is written down in docs/decisions/0010-sniffer-rules.md.
#pragma once

#include <cstddef>
#include <span>

#include "sim/wire/sni_answer.hpp"

namespace isthmus::wire {

/// Wire bytes from the start of the stream within which the hello must end.
///
/// Source  Envoy tls_inspector max_client_hello_size: its default and its maximum.
inline constexpr std::size_t hello_limit_default = 16384;

/// What a configuration may ask for. sniff() itself takes any limit up to the maximum.
///
/// Source  Envoy's proto allows 256 at least; 64 KiB was its fixed limit before.
inline constexpr std::size_t hello_limit_min = 256;
inline constexpr std::size_t hello_limit_max = 65536;

/// The verdict on `stream`, which begins with the first byte that the client sent.
///
/// Shape    any bytes at all; a hello may be cut over records at any place.
/// Limits   `limit` at most hello_limit_max. Nothing beyond it is ever looked at.
/// Returns  a final answer as soon as the bytes decide it, and the same one for every longer
///          stream. `need_more` only while the stream is shorter than the limit.
/// Errors   none: a malformed hello is an answer. Never reads outside `stream`, never allocates.
/// Cost     linear, one pass; a few times a memcpy of the same bytes.
/// Source   RFC 8446 4.1.2, 4.2, 5.1; RFC 6066 3; RFC 7301 3.1; RFC 5246 E.2 for SSLv2 format.
SniAnswer sniff(std::span<const std::byte> stream, std::size_t limit = hello_limit_default);

}  // namespace isthmus::wire
