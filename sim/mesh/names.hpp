// The names by which Consul knows things.
#pragma once

#include <compare>
#include <string>

namespace isthmus::mesh {

inline constexpr const char* default_name =
    "default";  ///< The partition and namespace of that name.

/// A service as Consul identifies it inside one datacenter. Empty parts are never stored: what was
/// left out has become `default` or the owner's own partition.
struct ServiceName {
  std::string partition = default_name;
  std::string namespace_ = default_name;
  std::string name;

  friend auto operator<=>(const ServiceName&, const ServiceName&) = default;
};

/// `partition/namespace/service`, all three parts always.
std::string full_text(const ServiceName& name);

/// The shortest unambiguous text: leaves out `default/default/` and the middle `default/`.
std::string short_text(const ServiceName& name);

/// Where a gateway group lives and what other gateways call it: a partition of a datacenter.
///
/// Source   Consul agent/proxycfg GatewayKey.
struct GatewayKey {
  std::string partition = default_name;
  std::string datacenter;

  friend auto operator<=>(const GatewayKey&, const GatewayKey&) = default;
};

/// `dc` for the default partition, else `partition.dc`.
std::string text(const GatewayKey& key);

}  // namespace isthmus::mesh
