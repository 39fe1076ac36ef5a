// Consul's central configuration, as far as it decides where a connection goes.
//
// What was written, normalised in names only: an absent setting stays absent, because a layer that
// is silent and a layer that says `none` are different things.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "sim/base/source.hpp"
#include "sim/base/written.hpp"
#include "sim/mesh/gateway_mode.hpp"
#include "sim/mesh/names.hpp"
#include "sim/mesh/upstream_policy.hpp"

namespace isthmus::mesh {

/// `Kind = "proxy-defaults"`, always named `global`: one per partition.
struct ProxyDefaults {
  std::string partition = default_name;
  SourceSpan at{};
  Written<GatewayMode> mode{};
  Written<std::string> protocol{};
};

/// Settings for upstreams of one service: the `Defaults` or one of the `Overrides`.
struct UpstreamSettings {
  Written<GatewayMode> mode{};
  Written<std::string> protocol{};
  UpstreamPolicy policy{};
};

/// One of `UpstreamConfig.Overrides`: settings for one upstream of one service.
struct UpstreamOverride {
  ServiceName destination{};
  std::string peer{};  ///< Empty: not a peer's service.
  SourceSpan at{};
  UpstreamSettings settings{};
};

/// `Kind = "service-defaults"`.
struct ServiceDefaults {
  ServiceName service{};
  SourceSpan at{};
  Written<GatewayMode> mode{};
  Written<std::string> protocol{};
  Written<std::string> external_sni{};
  Written<std::string> balance_inbound{};        ///< "exact_balance"
  Written<std::uint64_t> max_connections{};      ///< UpstreamConfig.Defaults.Limits, of a gateway.
  Written<std::uint64_t> max_request_headers{};  ///< MaxRequestHeadersKB.
  UpstreamSettings upstream_defaults{};
  std::vector<UpstreamOverride> upstream_overrides{};
};

/// Who may see an exported service: exactly one of the three in valid input.
struct Consumer {
  std::string partition{};
  std::string peer{};
  std::string sameness_group{};
  SourceSpan at{};
};

struct ExportedService {
  std::string name{};                     ///< May be `*`.
  std::string namespace_ = default_name;  ///< May be `*`, with name `*` only.
  std::vector<Consumer> consumers{};
  SourceSpan at{};
};

/// `Kind = "exported-services"`: one per partition, and its name is the partition.
struct ExportedServices {
  std::string partition = default_name;
  SourceSpan at{};
  std::vector<ExportedService> services{};
};

/// One of the `Members` of a sameness group: a partition of ours, or a peer.
struct GroupMember {
  std::string partition{};
  std::string peer{};
};

/// `Kind = "sameness-group"`: places whose services of one name stand for each other.
struct SamenessGroup {
  std::string partition = default_name;
  std::string name{};
  bool default_for_failover = false;
  std::vector<GroupMember> members{};  ///< In the order of trying.
  SourceSpan at{};
};

using ConfigEntry = std::variant<ProxyDefaults, ServiceDefaults, ExportedServices>;

}  // namespace isthmus::mesh
