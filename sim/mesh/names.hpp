// The names by which Consul knows things.
#pragma once

#include <compare>
#include <string>

namespace isthmus::mesh {

inline constexpr const char* default_name =
    "default";  ///< The partition and namespace of that name.

/// A service as Consul identifies it inside one datacenter, and where it is if that is not our own.
/// Empty parts are never stored: what was left out has become `default` or the owner's own
/// partition.
struct ServiceName {
  std::string partition = default_name;
  std::string namespace_ = default_name;
  std::string name;
  std::string away{};  ///< Another datacenter or a cluster peer; empty: neither.

  friend bool operator==(const ServiceName&, const ServiceName&) = default;
  /// Our own come first.
  friend std::strong_ordering operator<=>(const ServiceName& a, const ServiceName& b) {
    if (const auto by_place = a.away <=> b.away; by_place != 0) return by_place;
    if (const auto by_partition = a.partition <=> b.partition; by_partition != 0)
      return by_partition;
    if (const auto by_namespace = a.namespace_ <=> b.namespace_; by_namespace != 0)
      return by_namespace;
    return a.name <=> b.name;
  }
};

/// The same name where it is at home: as its own datacenter or cluster knows it.
ServiceName at_home(ServiceName name);

/// `partition/namespace/service`, all three parts always, and `@place` where it is not ours.
std::string full_text(const ServiceName& name);

/// The shortest unambiguous text: leaves out `default/default/` and the middle `default/`. A place
/// that is not ours stands behind an `@`.
std::string short_text(const ServiceName& name);

/// `text@away`; `text` where nothing is away.
std::string placed_text(std::string text, const std::string& away);

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
