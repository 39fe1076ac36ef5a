// What an agent refuses to register.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/mesh/registration.hpp"

namespace isthmus::mesh {

enum class ServiceKind {
  typical,
  connect_proxy,
  mesh_gateway,
  terminating_gateway,
  ingress_gateway,
  api_gateway
};

/// What Consul calls it: "mesh-gateway"; empty for a typical service.
std::string_view text(ServiceKind kind);
/// The kind of that name; a typical service for any other text.
ServiceKind service_kind_from(std::string_view text);

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
  std::string local_service_socket_path{};
  bool has_nested_sidecar = false;
  bool is_native = false;  ///< connect.native
  std::vector<Upstream> upstreams{};
};

/// Everything that is wrong with it, in Consul's words.
///
/// Source   Consul agent/structs/structs.go, NodeService.ValidateForAgent and Upstream.Validate.
std::vector<std::string> registration_faults(const ServiceDefinition& definition);

}  // namespace isthmus::mesh
