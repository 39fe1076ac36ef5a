#include "sim/mesh/registration_rules.hpp"

#include <algorithm>
#include <array>

#include "sim/base/expects.hpp"

namespace isthmus::mesh {
namespace {

using Faults = std::vector<std::string>;

std::string quoted(const std::string& text) { return '"' + text + '"'; }

constexpr std::array kinds{ServiceKind::typical,         ServiceKind::connect_proxy,
                           ServiceKind::mesh_gateway,    ServiceKind::terminating_gateway,
                           ServiceKind::ingress_gateway, ServiceKind::api_gateway};

bool is_default(const std::string& partition) {
  return partition.empty() || partition == default_name;
}

std::string or_default(const std::string& partition) {
  return partition.empty() ? std::string{default_name} : partition;
}

void check_upstream(const ServiceDefinition& definition, const Upstream& upstream, Faults& faults) {
  const std::string& name = upstream.destination.name;
  if (name.empty()) faults.emplace_back("upstream destination name cannot be empty");
  if (name == "*") faults.emplace_back("upstream destination name cannot be a wildcard");
  if (!upstream.peer.empty() && !upstream.datacenter.empty()) {
    faults.emplace_back("upstream cannot specify both destination peer and datacenter");
  }
  const bool has_port = upstream.local_bind_port != 0;
  const bool has_path = !upstream.local_bind_socket_path.empty();
  if (!has_port && !has_path) {
    faults.emplace_back(
        "upstream local bind port or local socket path must be defined and nonzero");
  }
  if (has_port && has_path) {
    faults.emplace_back(
        "only one of upstream local bind port or local socket path can be defined and nonzero");
  }
  const std::string& partition = upstream.destination.partition;
  const std::string target = partition.empty() ? or_default(definition.partition) : partition;
  if (!upstream.datacenter.empty() && !(is_default(definition.partition) && is_default(target))) {
    faults.emplace_back("upstreams cannot target another datacenter in non default partition");
  }
  if (!upstream.peer.empty() && target != or_default(definition.partition)) {
    faults.emplace_back("upstreams must target peers in the same partition as the service");
  }
}

std::string bind_address(const Upstream& upstream) {
  if (!upstream.local_bind_socket_path.empty()) return upstream.local_bind_socket_path;
  return upstream.local_bind_address + ":" + std::to_string(upstream.local_bind_port);
}

bool same_destination(const Upstream& a, const Upstream& b) {
  return a.type == b.type && a.destination == b.destination && a.datacenter == b.datacenter &&
         a.peer == b.peer;
}

void check_duplicates(const std::vector<Upstream>& upstreams, Faults& faults) {
  for (std::size_t i = 0; i < upstreams.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (bind_address(upstreams[i]) == bind_address(upstreams[j])) {
        faults.push_back(
            "upstreams cannot contain duplicates by local bind address and port or unix path; " +
            quoted(bind_address(upstreams[i])) + " is specified twice");
      }
      if (same_destination(upstreams[i], upstreams[j])) {
        faults.push_back("upstreams cannot contain duplicates of " + upstreams[i].destination.name);
      }
    }
  }
}

void check_proxy(const ServiceDefinition& definition, Faults& faults) {
  const bool is_blank =
      definition.destination_service_name.find_first_not_of(" \t\r\n") == std::string::npos;
  if (is_blank) {
    faults.emplace_back(
        "Proxy.DestinationServiceName must be non-empty for Connect proxy services");
  }
  if (definition.destination_service_name == "*") {
    faults.emplace_back(
        "Proxy.DestinationServiceName must not be a wildcard for Connect proxy services");
  }
  if (definition.port == 0 && definition.socket_path.empty()) {
    faults.emplace_back("Port or SocketPath must be set for a Connect proxy");
  }
  if (definition.is_native) {
    faults.emplace_back("A Proxy cannot also be Connect Native, only typical services");
  }
  for (const Upstream& upstream : definition.upstreams) {
    check_upstream(definition, upstream, faults);
  }
  check_duplicates(definition.upstreams, faults);
}

void check_gateway(const ServiceDefinition& definition, Faults& faults) {
  const std::string kind{text(definition.kind)};
  const auto refuse = [&](bool is_set, const std::string& field) {
    if (is_set) faults.push_back("The " + field + " configuration is invalid for a " + kind);
  };
  const bool takes_ports_from_its_entry = definition.kind == ServiceKind::ingress_gateway ||
                                          definition.kind == ServiceKind::api_gateway;
  if (definition.port == 0 && !takes_ports_from_its_entry) {
    faults.push_back("Port must be non-zero for a " + kind);
  }
  if (definition.has_nested_sidecar) {
    faults.push_back("A " + kind + " cannot have a sidecar service defined");
  }
  refuse(!definition.destination_service_name.empty(), "Proxy.DestinationServiceName");
  refuse(!definition.destination_service_id.empty(), "Proxy.DestinationServiceID");
  refuse(!definition.local_service_address.empty(), "Proxy.LocalServiceAddress");
  refuse(definition.local_service_port != 0, "Proxy.LocalServicePort");
  refuse(!definition.local_service_socket_path.empty(), "Proxy.LocalServiceSocketPath");
  refuse(!definition.upstreams.empty(), "Proxy.Upstreams");
}

}  // namespace

std::string_view text(ServiceKind kind) {
  switch (kind) {
    case ServiceKind::typical:
      return "";
    case ServiceKind::connect_proxy:
      return "connect-proxy";
    case ServiceKind::mesh_gateway:
      return "mesh-gateway";
    case ServiceKind::terminating_gateway:
      return "terminating-gateway";
    case ServiceKind::ingress_gateway:
      return "ingress-gateway";
    case ServiceKind::api_gateway:
      return "api-gateway";
  }
  ISTHMUS_EXPECTS(false);
}

ServiceKind service_kind_from(std::string_view name) {
  const auto found = std::find_if(kinds.begin(), kinds.end(),
                                  [&](ServiceKind kind) { return text(kind) == name; });
  return found == kinds.end() ? ServiceKind::typical : *found;
}

std::vector<std::string> registration_faults(const ServiceDefinition& definition) {
  Faults faults;
  switch (definition.kind) {
    case ServiceKind::typical:
      break;
    case ServiceKind::connect_proxy:
      check_proxy(definition, faults);
      break;
    case ServiceKind::mesh_gateway:
    case ServiceKind::terminating_gateway:
    case ServiceKind::ingress_gateway:
    case ServiceKind::api_gateway:
      check_gateway(definition, faults);
      break;
  }
  return faults;
}

}  // namespace isthmus::mesh
