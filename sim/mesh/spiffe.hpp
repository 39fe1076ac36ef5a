// SPIFFE identities: who a certificate says its holder is.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "sim/mesh/names.hpp"

namespace isthmus::mesh {

/// `spiffe://TD[/ap/P]/ns/NS/dc/DC/svc/NAME`
struct ServiceIdentity {
  ServiceName service{};
  std::string datacenter{};
};

/// `spiffe://TD[/ap/P]/gateway/mesh/dc/DC`
struct GatewayIdentity {
  GatewayKey key{};
};

/// `spiffe://TD[/ap/P]/agent/client/dc/DC/id/ID`
struct AgentIdentity {
  std::string partition = default_name;
  std::string datacenter{};
  std::string agent{};
};

/// `spiffe://TD/agent/server/dc/DC`
struct ServerIdentity {
  std::string datacenter{};
};

/// `spiffe://<cluster>.<domain>`: the authority itself.
struct SigningIdentity {
  std::string cluster{};
  std::string domain{};
};

struct SpiffeId {
  std::string trust_domain{};
  std::variant<ServiceIdentity, GatewayIdentity, AgentIdentity, ServerIdentity, SigningIdentity>
      who{};
};

enum class SpiffeFault {
  scheme,  ///< Not `spiffe://`.
  format,  ///< None of the five forms.
};
std::string_view text(SpiffeFault fault);  ///< "scheme", "format"

/// Reads an identity; path parts are percent-decoded.
///
/// Source   Consul agent/connect/uri.go, ParseCertURI.
std::variant<SpiffeId, SpiffeFault> parse_spiffe(std::string_view uri);

/// The identity of a service as its certificate holds it. The part for the partition is left out
/// for the default one and lower-cased otherwise.
///
/// Source   Consul agent/connect/uri_service.go.
std::string service_spiffe(const ServiceIdentity& who, std::string_view trust_domain);

}  // namespace isthmus::mesh
