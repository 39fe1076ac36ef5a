#include "sim/route/dialled_text.hpp"

#include "sim/mesh/address.hpp"

namespace isthmus::route {

std::string dialled_text(const model::Model& model, std::string_view name,
                         model::PartitionId gateways, mesh::AddressScope scope) {
  const bool wan = scope == mesh::AddressScope::wan;
  std::string address = wan ? "WAN address" : "LAN address";
  if (!gateways.is_some()) return "sidecar of " + std::string{name} + " (" + address + ")";
  const model::GatewaySpec& gateway = *model[gateways].mesh_gateway;
  mesh::InstanceAddresses known;
  known.service = {gateway.lan.host, gateway.lan.port};
  if (!gateway.wan.host.empty()) known.tagged_wan = {gateway.wan.host, gateway.wan.port};
  const mesh::Address best = mesh::best_address(known, scope);
  if (wan && !known.tagged_wan && !best.host.empty()) {
    address = "LAN address, for want of a WAN one:";
  }
  if (!best.host.empty()) address += " " + best.host + ":" + std::to_string(best.port);
  return std::string{name} + " (" + address + ")";
}

}  // namespace isthmus::route
