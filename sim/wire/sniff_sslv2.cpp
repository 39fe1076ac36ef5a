// The hello in SSLv2 format that old clients sent to be understood by SSLv2 servers too. It may
// offer TLS, but has no place for a server name.
//
// Source  RFC 5246 E.2; the limits are BoringSSL's.
#include <algorithm>

#include "sim/wire/record_reader.hpp"
#include "sim/wire/sniff_steps.hpp"

namespace isthmus::wire {
namespace {

constexpr std::uint32_t payload_max = 4096;
constexpr std::uint32_t fixed_bytes = 9;  // Type, version, and three lengths.

void refuse(SniAnswer& answer, SniOutcome outcome, SniReason reason, std::uint32_t offset) {
  answer.outcome = outcome;
  answer.reason = reason;
  answer.offset = offset;
}

bool offers_tls_cipher(std::span<const std::byte> ciphers) {
  for (std::size_t i = 0; i < ciphers.size(); i += 3) {
    if (ciphers[i] == std::byte{0}) return true;
  }
  return false;
}

}  // namespace

void sniff_sslv2(std::span<const std::byte> stream, std::size_t limit, SniAnswer& answer) {
  const auto seen = stream.first(std::min(stream.size(), limit));
  const auto too_large = [&] { refuse(answer, SniOutcome::too_large, SniReason::record_end, 0); };
  if (limit < 5) return too_large();  // Not even the version fits.
  if ((seen.size() > 2 && seen[2] != std::byte{1}) ||
      (seen.size() > 3 && seen[3] != std::byte{3})) {
    return refuse(answer, SniOutcome::not_tls, SniReason::first_byte, 0);
  }
  if (seen.size() < 4) return;
  const std::uint32_t payload = big_endian16(seen.data()) & 0x7fff;
  if (payload < fixed_bytes || payload > payload_max) {
    return refuse(answer, SniOutcome::malformed, SniReason::sslv2_length, 0);
  }
  if (payload + 2 > limit) return too_large();
  if (seen.size() < payload + 2) return;
  const std::uint32_t minor = byte_at(&seen[4]);
  if (minor < 1 || minor > 4) {
    return refuse(answer, SniOutcome::malformed, SniReason::sslv2_version, 3);
  }
  const std::uint32_t ciphers = big_endian16(&seen[5]);
  const std::uint32_t session_id = big_endian16(&seen[7]);
  const std::uint32_t challenge = big_endian16(&seen[9]);
  if (ciphers % 3 != 0 || fixed_bytes + ciphers + session_id + challenge != payload) {
    return refuse(answer, SniOutcome::malformed, SniReason::sslv2, 5);
  }
  if (!offers_tls_cipher(seen.subspan(2 + fixed_bytes, ciphers))) {
    return refuse(answer, SniOutcome::malformed, SniReason::sslv2_no_cipher, 2 + fixed_bytes);
  }
  answer.outcome = SniOutcome::no_sni;
  answer.sslv2 = true;
  answer.hello_bytes = payload + 2;
  answer.records = 1;
}

}  // namespace isthmus::wire
