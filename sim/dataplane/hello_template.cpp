#include "sim/dataplane/hello_template.hpp"

#include <cstring>

#include "sim/base/expects.hpp"
#include "sim/wire/hello_builder.hpp"

namespace isthmus::dataplane {
namespace {

// RFC 8446 section 4.1.2, behind the headers of record (5 bytes) and handshake message (4).
constexpr std::size_t random_at = 5 + 4 + 2;
constexpr std::size_t random_bytes = 32;
constexpr std::size_t session_id_size_at = random_at + random_bytes;

wire::Resumption resumption_of(model::TlsPlan tls) {
  switch (tls.resumption) {
    case model::TlsResumption::none:
      return wire::Resumption::none;
    case model::TlsResumption::ticket:
      return wire::Resumption::ticket;
    case model::TlsResumption::early_data:
      return tls.version == model::TlsVersion::tls_1_3 ? wire::Resumption::early_data
                                                       : wire::Resumption::ticket;
  }
  ISTHMUS_EXPECTS(false);
}

/// SplitMix64, one step.  Source   Steele, Lea & Flood 2014.
std::uint64_t next_random(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15u;
  std::uint64_t x = state;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

}  // namespace

HelloTemplate::HelloTemplate(std::string_view sni, model::TlsPlan tls, model::ClientHello client) {
  wire::HelloSpec spec;
  const auto profile = wire::hello_profile(model::text(client));
  ISTHMUS_EXPECTS(profile.has_value());
  spec.profile = *profile;
  spec.sni = sni;
  spec.offered = tls.version == model::TlsVersion::tls_1_3 ? wire::OfferedTls::up_to_1_3
                                                           : wire::OfferedTls::up_to_1_2;
  spec.resumption = resumption_of(tls);
  bytes_ = wire::build_client_hello(spec);
  ISTHMUS_EXPECTS(bytes_.size() > session_id_size_at);
}

std::span<const std::byte> HelloTemplate::with_random(std::uint64_t nonce,
                                                      std::vector<std::byte>& room) const {
  room.assign(bytes_.begin(), bytes_.end());
  const auto fill = [&](std::size_t at, std::size_t size) {
    for (std::size_t done = 0; done + 8 <= size; done += 8) {
      const std::uint64_t word = next_random(nonce);
      std::memcpy(room.data() + at + done, &word, sizeof word);
    }
  };
  fill(random_at, random_bytes);
  fill(session_id_size_at + 1, std::to_integer<std::size_t>(room[session_id_size_at]));
  return room;
}

}  // namespace isthmus::dataplane
