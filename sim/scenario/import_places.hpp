// What an operator's own configuration says of other clusters: the peers and datacenters that it
// names, and the services that it calls there.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>

#include "sim/scenario/node.hpp"

namespace isthmus::scenario {

/// Gathers names, and makes the sections `peers:` and `datacenters:` of a scenario of them: with
/// one gateway each, the services that are called, and, of a peer, their export to us. That these
/// are there is assumed; what a scenario had said itself stays as it was.
class ImportPlaces {
 public:
  /// `ours`: the name of our datacenter.
  explicit ImportPlaces(std::string ours) : ours_{std::move(ours)} {}

  /// A service of a peer, or with an empty name the peer alone. `partition`: who is peered with it.
  void peer(const std::string& name, const std::string& partition, const std::string& in,
            const std::string& service);
  /// A service of another datacenter; of ours nothing is remembered.
  void datacenter(const std::string& name, const std::string& in, const std::string& service);
  /// Every target of a service-resolver, and every member of a sameness-group.
  void entry(const Node& entry, const std::string& partition);

  /// `written`: the sections of scenarios that were read.
  Node peers(const Node& written) const;
  Node datacenters(const Node& written) const;

 private:
  using Service = std::pair<std::string, std::string>;  ///< Namespace and name.
  struct Place {
    std::string partition{};
    std::set<Service> services{};
  };

  void target(const Node& target, const Node& entry, const std::string& partition);

  std::string ours_;
  std::map<std::string, Place> peers_{};
  std::map<std::string, Place> datacenters_{};
};

}  // namespace isthmus::scenario
