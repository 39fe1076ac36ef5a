// "Why does a request from here to there go where it goes?"
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/analysis/evidence.hpp"

namespace isthmus::analysis {

struct ExplainQuestion {
  model::ServiceId from{};
  model::ServiceId to{};
  mesh::HttpRequest request{};  ///< What it looks like, for routers and permissions.
};

/// The first bytes that the caller's sidecar sends, as the simulation builds them.
///
/// Units   `segments` counts TCP segments of `segment_bytes_max` payload bytes.
struct HelloFacts {
  std::size_t bytes = 0;
  std::size_t records = 0;
  std::size_t segments = 0;
  std::string sni_read_back{};  ///< What a gateway's sniffer reads out of exactly these bytes.
};

/// Source  RFC 9293 section 3.7.1: an Ethernet MTU of 1500 less 40 bytes of headers.
inline constexpr std::size_t segment_bytes_max = 1460;

struct Explanation {
  mesh::HttpRequest request{};
  route::Route route{};
  HelloFacts hello{};  ///< All zero where no hello is sent, as when there is no server name.
};

/// The hello that a sidecar of that make sends for a server name; nothing where there is no name.
std::vector<std::byte> hello_bytes(const std::string& sni, model::ClientHello caller);

Explanation answer(const ExplainQuestion& question, const Evidence& evidence);

}  // namespace isthmus::analysis
