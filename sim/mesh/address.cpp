#include "sim/mesh/address.hpp"

namespace isthmus::mesh {

Address best_address(const InstanceAddresses& instance, AddressScope scope) {
  const bool wan = scope == AddressScope::wan;
  if (wan && instance.tagged_wan && !instance.tagged_wan->host.empty()) {
    const std::uint16_t port = instance.tagged_wan->port;
    return {instance.tagged_wan->host, port != 0 ? port : instance.service.port};
  }
  if (!instance.service.host.empty()) return instance.service;
  if (wan && instance.node_wan) return {*instance.node_wan, instance.service.port};
  return {instance.node, instance.service.port};
}

}  // namespace isthmus::mesh
