// What the mesh gateways of a partition do with a server name.
//
// The comparing is done by a ServerNameTable; here its clusters are things of the model: the
// sidecars of a service of the own partition, or the gateways of another partition. One table per
// partition, because its gateways are equal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/model/model.hpp"
#include "sim/route/server_name_table.hpp"

namespace isthmus::route {

/// The answer of a gateway to one server name. Views live as long as the table.
struct GatewayMatch {
  MatchKind how = MatchKind::none;
  std::string_view pattern{};  ///< The entry that matched; empty for catch_all and none.
  std::string_view cluster{};  ///< Where the connection is sent; empty for none.
  model::ServiceId service{};  ///< Set where the cluster is the sidecars of a local service.
  model::PartitionId
      gateways_of{};  ///< Set where the cluster is the gateways of another partition.

  bool forwards() const { return how != MatchKind::none; }
};

/// The filter chains and clusters of the gateways of one partition.
///
/// Source   Consul agent/xds/listeners.go, clusters.go; Envoy's filter-chain matching on
/// server_names.
class GatewayTable {
 public:
  /// `*.suffix` to the gateways of another partition.
  void add_gateway_cluster(std::string gateway_sni, model::PartitionId partition);
  /// A cluster of this partition's sidecars, under its own server name.
  void add_local_cluster(std::string sni, model::ServiceId service);
  /// A service of this partition under the name by which a cluster peer asks for it.
  void add_exported(std::string sni, model::ServiceId service);
  /// A service of a cluster peer, behind the gateways of `partition`.
  void add_imported(std::string sni, model::PartitionId partition);
  /// Sorts and indexes; to be called once, after the last addition.
  void seal();

  /// Matches `sni` as Envoy does: lower-cased, against names in the case in which they were
  /// written. So a service with an upper-case letter in its name is not found through a gateway.
  ///
  /// Cost     O(length of `sni`), no allocation.
  GatewayMatch match(std::string_view sni) const;

  struct SuffixEntry {
    std::string suffix;   ///< Without the `*.`.
    std::string pattern;  ///< With it.
    model::PartitionId partition;
  };
  struct LocalEntry {
    std::string sni;
    model::ServiceId service;
  };
  struct ImportEntry {
    std::string sni;
    model::PartitionId partition;
  };
  const std::vector<SuffixEntry>& suffixes() const { return suffixes_; }
  const std::vector<LocalEntry>& locals() const { return locals_; }

 private:
  std::vector<SuffixEntry> suffixes_;
  std::vector<LocalEntry> locals_;
  std::vector<LocalEntry> exports_;
  std::vector<ImportEntry> imports_;
  ServerNameTable names_;  ///< Its clusters: one per entry of each list, in their order.
};

}  // namespace isthmus::route
