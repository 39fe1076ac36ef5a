// What is dialled next, for people.
#pragma once

#include <string>
#include <string_view>

#include "sim/mesh/gateway_path.hpp"
#include "sim/model/model.hpp"

namespace isthmus::route {

/// "gateway finance (WAN address 203.0.113.5:443)", "sidecar of api (LAN address)"
///
/// Shape    `gateways`: whose they are; none where `name` is a service.
std::string dialled_text(const model::Model& model, std::string_view name,
                         model::PartitionId gateways, mesh::AddressScope scope);

}  // namespace isthmus::route
