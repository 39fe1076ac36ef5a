// The ClientHello of a flow: built once, and for each connection only its random bytes are new.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "sim/base/quantity.hpp"
#include "sim/model/proxy.hpp"
#include "sim/model/traffic.hpp"

namespace isthmus::dataplane {

/// Payload of a TCP segment on Ethernet.
///
/// Source   RFC 9293 section 3.7.1: 1500 bytes less 40 of headers.
inline constexpr std::size_t segment_bytes_max = 1460;

class HelloTemplate {
 public:
  HelloTemplate(std::string_view sni, model::TlsPlan tls, model::ClientHello client);

  Bytes size() const { return Bytes::of(static_cast<std::int64_t>(bytes_.size())); }

  /// The hello of one connection, in `room`: the client's random and session id are made of
  /// `nonce`.
  std::span<const std::byte> with_random(std::uint64_t nonce, std::vector<std::byte>& room) const;

 private:
  std::vector<std::byte> bytes_;
};

}  // namespace isthmus::dataplane
