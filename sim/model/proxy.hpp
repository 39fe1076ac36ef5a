// What a proxy is made of: workers, and what work costs them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "sim/base/quantity.hpp"
#include "sim/base/source.hpp"
#include "sim/base/time.hpp"
#include "sim/mesh/registration.hpp"
#include "sim/model/queueing.hpp"
#include "sim/random/distribution.hpp"

namespace isthmus::model {

/// CPU that grows with the bytes moved.
struct ByteCost {
  Duration per_gigabyte{};  ///< CPU time for 10^9 bytes.

  Duration of(Bytes size) const {
    return Duration::nearest_seconds(per_gigabyte.in_seconds() * 1e-9 *
                                     static_cast<double>(size.count()));
  }
};

/// CPU that one proxy spends.
///
/// Source   docs/model: the defaults and where each number comes from (`isthmus params`).
struct ProxyCosts {
  random::Distribution per_connection;  ///< Accept, look, dial; without any TLS handshake.
  random::Distribution per_message;     ///< One request or one response passing through.
  ByteCost per_byte{};
};

/// CPU of one side of a TLS handshake.
struct HandshakeCosts {
  random::Distribution full;
  random::Distribution resumed;
};

/// The TLS client whose hello a connection begins with.
enum class ClientHello : std::uint8_t { envoy, openssl, curl, go, node, chromium, java };

inline constexpr std::array<std::string_view, 7> client_hello_words = {
    "envoy", "openssl", "curl", "go", "node", "chromium", "java"};

/// The word for it in scenarios, by which `wire` knows its shape too.
constexpr std::string_view text(ClientHello client) {
  return client_hello_words[static_cast<std::size_t>(client)];
}

struct SidecarSpec {
  mesh::ProxyKind kind = mesh::ProxyKind::envoy;
  std::size_t workers = 2;
  ProxyQueueing queueing{};
  ProxyCosts costs;
  HandshakeCosts handshake;
  ClientHello client_hello = ClientHello::envoy;  ///< Of the connections that it dials.
  std::uint64_t streams_max = UINT64_MAX;  ///< Requests at once on one HTTP/2 connection to it.
};

/// An address on which a gateway listens: as written, not resolved.
struct TaggedAddress {
  std::string host{};  ///< Empty: not set.
  std::uint16_t port = 0;
  SourceSpan at{};
};

/// What the token of a gateway may do; only looked at where ACLs are enabled.
struct GatewayToken {
  bool service_write = true;  ///< On the gateway's own name.
  bool service_read = true;   ///< On all services of the partition.
  bool mesh_write = true;     ///< Without it there is no certificate for what peers call.
  bool peering_read = true;   ///< Without it there are no ways to the servers of peers.
  SourceSpan at{};
};

enum class TokenLocality {
  global,
  local,  ///< Known in its own datacenter only.
};

/// What the token of a service's sidecars may do; only looked at where ACLs are enabled.
struct SidecarToken {
  TokenLocality locality = TokenLocality::global;
  bool read_elsewhere = true;  ///< service:read and node:read on what it calls elsewhere.
  SourceSpan at{};
};

/// The mesh gateways of one partition: `replicas` equal instances of one service.
struct GatewaySpec {
  std::string service_name = "mesh-gateway";
  std::size_t replicas = 1;
  std::size_t workers = 2;
  ProxyQueueing queueing{};
  ProxyCosts costs;
  Duration connect_timeout = Duration::seconds(5);
  TaggedAddress lan{};
  TaggedAddress wan{};
  GatewayToken token{};
  std::size_t unhealthy = 0;  ///< Of the replicas: those that fail their checks.
  SourceSpan unhealthy_at{};
  SourceSpan at{};
};

}  // namespace isthmus::model
