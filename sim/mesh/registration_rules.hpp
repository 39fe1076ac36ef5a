// What an agent refuses to register.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/mesh/registration.hpp"

namespace isthmus::mesh {

enum class ServiceKind { typical, connect_proxy, mesh_gateway };

/// A service definition, as far as the rules look at it. Empty and 0 mean not set, in upstreams
/// too: the partition of an upstream may be empty here.
struct ServiceDefinition {
  ServiceKind kind = ServiceKind::typical;
  std::string partition = default_name;
  std::uint16_t port = 0;
  std::string socket_path{};
  std::string destination_service_name{};
  std::string destination_service_id{};
  std::string local_service_address{};
  std::uint16_t local_service_port = 0;
  bool has_nested_sidecar = false;
  std::vector<Upstream> upstreams{};
};

/// Everything that is wrong with it, in Consul's words.
///
/// Source   Consul agent/structs/structs.go, NodeService.ValidateForAgent and Upstream.Validate.
std::vector<std::string> registration_faults(const ServiceDefinition& definition);

}  // namespace isthmus::mesh
