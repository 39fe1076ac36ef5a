// gateway_routes.json, the parts: health of endpoints, choice of addresses.
#include <array>
#include <string>
#include <vector>

#include "sim/mesh/endpoints.hpp"
#include "tests/support/vector_check/operations.hpp"

namespace isthmus::vector_check {
namespace {

std::vector<mesh::CheckStatus> checks_of(const Json& written) {
  std::vector<mesh::CheckStatus> checks;
  for (const Json& one : written) {
    const std::string status = one.get<std::string>();
    if (status == "passing") checks.push_back(mesh::CheckStatus::passing);
    if (status == "warning") checks.push_back(mesh::CheckStatus::warning);
    if (status == "critical") checks.push_back(mesh::CheckStatus::critical);
  }
  return checks;
}

mesh::Accepts accepts_of(const Json& input) {
  return flag_of(input, "only_passing") ? mesh::Accepts::only_passing
                                        : mesh::Accepts::passing_and_warning;
}

Json endpoint_health(const Json& input) {
  std::optional<mesh::Weights> weights;
  const Json& written = part_of(input, "weights");
  if (written.is_object()) weights = {written.at("passing"), written.at("warning")};
  const mesh::HealthAndWeight seen =
      mesh::instance_health(checks_of(input.at("checks")), weights, accepts_of(input));
  return {{"health", std::string{mesh::text(seen.health)}}, {"weight", seen.weight}};
}

Json gateway_endpoint_health(const Json& input) {
  std::vector<mesh::Instance> backends;
  for (const Json& checks : input.at("backend_instances_checks")) {
    backends.emplace_back();
    backends.back().checks = checks_of(checks);
  }
  const mesh::EndpointHealth health = mesh::health_behind_gateway(backends, accepts_of(input));
  return {{"health_of_every_gateway_endpoint", std::string{mesh::text(health)}}};
}

mesh::Address address_of(const Json& written) {
  return {text_of(written, "address"), static_cast<std::uint16_t>(number_of(written, "port"))};
}

Json best_address(const Json& input) {
  const Json& service = input.at("service");
  const Json& node = input.at("node");
  mesh::InstanceAddresses instance;
  instance.service = address_of(service);
  if (service.contains("tagged_wan")) instance.tagged_wan = address_of(service.at("tagged_wan"));
  instance.node = text_of(node, "address");
  if (node.contains("tagged_wan")) instance.node_wan = text_of(node, "tagged_wan");
  const mesh::Address best = mesh::best_address(
      instance, flag_of(input, "wan") ? mesh::AddressScope::wan : mesh::AddressScope::lan);
  return {{"address", best.host}, {"port", best.port}};
}

Json address_scope(const Json& input) {
  const auto key = [](const Json& place) {
    return mesh::GatewayKey{text_of(place, "partition"), text_of(place, "datacenter")};
  };
  const mesh::AddressScope scope =
      mesh::address_scope(key(input.at("dialer")), key(input.at("endpoint_node")));
  return {{"address", std::string{mesh::text(scope)}}};
}

}  // namespace

std::span<const Operation> endpoint_operations() {
  static constexpr std::array operations{
      Operation{"endpoint_health", endpoint_health},
      Operation{"gateway_endpoint_health", gateway_endpoint_health},
      Operation{"best_address", best_address},
      Operation{"address_scope", address_scope},
  };
  return operations;
}

}  // namespace isthmus::vector_check
