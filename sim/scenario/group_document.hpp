// Config entries about more than one service, as written: sameness groups, the mesh, and what comes
// into it through ingress gateways.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/source.hpp"
#include "sim/base/written.hpp"
#include "sim/scenario/consul_policy.hpp"

namespace isthmus::scenario {

/// One of the `Members` of a sameness group.
struct MemberSection {
  SourceSpan at{};
  Written<std::string> partition{};
  Written<std::string> peer{};
};

struct SamenessGroupSection {
  SourceSpan at{};
  std::string file_partition{};
  Written<std::string> name{};
  Written<std::string> partition{};
  Written<bool> default_for_failover{};
  Written<bool> include_local{};
  std::vector<MemberSection> members{};
};

struct PeeringSection {
  SourceSpan at{};
  Written<bool> peer_through_mesh_gateways{};
};

/// `Kind = "mesh"`
struct MeshSection {
  SourceSpan at{};
  std::string file_partition{};
  Written<std::string> name{};
  Written<std::string> partition{};
  PeeringSection peering{};
};

/// What an ingress gateway lets itself do about a service: `Defaults`, and each service again.
struct IngressDefaultsSection : LimitsSection {
  PassiveHealthSection passive_health_check{};
};

/// A service behind a listener.
struct IngressServiceSection : IngressDefaultsSection {
  Written<std::string> name{};
  std::vector<Written<std::string>> hosts{};
  Written<std::string> namespace_{};
  Written<std::string> partition{};
};

/// `TLS { Enabled = true }`
struct IngressTlsSection {
  SourceSpan at{};
  Written<bool> enabled{};
};

struct IngressListenerSection {
  SourceSpan at{};
  Written<std::uint64_t> port{};
  Written<std::string> protocol{};
  IngressTlsSection tls{};
  std::vector<IngressServiceSection> services{};
};

/// `Kind = "ingress-gateway"`
struct IngressGatewaySection {
  SourceSpan at{};
  std::string file_partition{};
  Written<std::string> name{};
  Written<std::string> namespace_{};
  Written<std::string> partition{};
  IngressTlsSection tls{};
  IngressDefaultsSection defaults{};
  std::vector<IngressListenerSection> listeners{};
};

}  // namespace isthmus::scenario
