// Instances as a proxy sees them: which address, how healthy, with what weight.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/mesh/address.hpp"
#include "sim/mesh/chain_entries.hpp"
#include "sim/mesh/names.hpp"

namespace isthmus::mesh {

enum class CheckStatus { passing, warning, critical };

struct Weights {
  int passing = 1;
  int warning = 1;
};

/// One registered instance of a service, a sidecar or a gateway.
struct Instance {
  InstanceAddresses addresses{};
  GatewayKey place{};  ///< Where its node is.
  std::vector<CheckStatus> checks{};
  std::optional<Weights> weights{};
  std::map<std::string, std::string> meta{};
};

enum class EndpointHealth { healthy, unhealthy, unknown };
std::string_view text(EndpointHealth health);  ///< "HEALTHY", "UNHEALTHY", "UNKNOWN"

struct Endpoint {
  Address address{};
  EndpointHealth health = EndpointHealth::healthy;
  int weight = 1;
  int priority = 0;

  friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

/// Whether a warning check takes an instance out.
enum class Accepts { passing_and_warning, only_passing };

struct HealthAndWeight {
  EndpointHealth health = EndpointHealth::healthy;
  int weight = 1;
};

/// An instance's own health: no checks count as passing.
///
/// Returns  weights from 1 to 128; a weight below 1 makes the endpoint unhealthy.
/// Source   Consul agent/xds/endpoints.go, calculateEndpointHealthAndWeight.
HealthAndWeight instance_health(std::span<const CheckStatus> checks,
                                const std::optional<Weights>& weights, Accepts accepts);

/// How a sidecar marks every gateway on the way to a service: by the service's instances, whatever
/// the gateways' own checks say. No instance at all counts as unhealthy.
///
/// Source   Consul agent/xds/endpoints.go, makeLoadAssignmentEndpointGroup.
EndpointHealth health_behind_gateway(std::span<const Instance> instances, Accepts accepts);

/// The endpoint that a dialler at `dialler` is told, with the instance's own health.
Endpoint endpoint_for(const Instance& instance, const GatewayKey& dialler, Accepts accepts);

/// Not an IP address, so it has to be looked up.
bool is_hostname(std::string_view host);

/// The instances that a subset's filter lets through; all where it is empty.
///
/// Limits   comparisons of metadata, `Service.Meta.key == value` and `!=`, joined by `and`; any
///          other expression lets nothing through.
std::vector<Instance> filtered(std::span<const Instance> instances, const ServiceSubset& subset);

}  // namespace isthmus::mesh
