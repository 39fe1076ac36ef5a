// The addresses of an instance, and which of them a dialler is told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sim/mesh/gateway_path.hpp"

namespace isthmus::mesh {

struct Address {
  std::string host{};
  std::uint16_t port = 0;

  friend bool operator==(const Address&, const Address&) = default;
};

struct InstanceAddresses {
  Address service{};                    ///< Empty host: registered without an address of its own.
  std::optional<Address> tagged_wan{};  ///< Port 0: the service's port.
  std::string node{};
  std::optional<std::string> node_wan{};
};

/// The address that a dialler who wants `scope` gets.
///
/// Source   Consul agent/structs/structs.go, BestAddress.
Address best_address(const InstanceAddresses& instance, AddressScope scope);

}  // namespace isthmus::mesh
