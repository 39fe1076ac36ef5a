// What a mesh gateway does with a server name.
//
// A gateway does not understand a name, it compares it: exact entries first, then the longest
// `*.suffix`, then the catch-all, which takes the name itself as the name of a cluster. Where there
// is no such cluster the connection is closed. One table per partition: its gateways are equal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/model/model.hpp"

namespace isthmus::route {

enum class MatchKind {
  exact,      ///< A server name of the table.
  suffix,     ///< `*.suffix`; the longest that fits.
  catch_all,  ///< No entry: the name itself names a cluster.
  none,       ///< No entry and no cluster of that name: close.
};

std::string_view text(MatchKind kind);  ///< "exact", "suffix", "catch_all", "none"

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
  /// Sorts; to be called once, before the first match().
  void seal();

  /// Matches `sni`, which is compared as Envoy does: lower-cased for server names, as it is for
  /// clusters.
  ///
  /// Cost     O(labels x log entries), no allocation.
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
  const std::vector<SuffixEntry>& suffixes() const { return suffixes_; }
  const std::vector<LocalEntry>& locals() const { return locals_; }

 private:
  std::vector<SuffixEntry> suffixes_;
  std::vector<LocalEntry> locals_;
};

}  // namespace isthmus::route
