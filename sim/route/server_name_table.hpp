// The one rule by which a gateway chooses: it compares server names, it does not understand them.
//
// Exact entries first, then the longest `*.suffix`, then the catch-all, which takes the name itself
// as the name of a cluster. Names of clusters are compared too, so case matters exactly as it does
// in Envoy: the sniffed name is lower-cased and what is configured is not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace isthmus::route {

enum class MatchKind {
  exact,      ///< A server name of the table.
  suffix,     ///< `*.suffix`; the longest that fits.
  catch_all,  ///< No entry: the name itself names a cluster.
  none,       ///< No entry and no cluster of that name: close.
};

std::string_view text(MatchKind kind);  ///< "exact", "suffix", "catch_all", "none"

/// Names by hash, read from the right, so that one pass over a server name meets all its suffixes.
class NameIndex {
 public:
  static constexpr std::uint32_t none = UINT32_MAX;

  /// Rebuilds for `names`; a later equal name is never found.
  void build(const std::vector<std::string>& names);

  /// Position of the name whose text is `folded` lower-cased letter by letter, or `none`.
  ///
  /// Shape    `hash`: hash_from_right() over `folded`.
  std::uint32_t find(const std::vector<std::string>& names, std::string_view folded,
                     std::uint64_t hash) const;

  /// Position of exactly this name, or `none`.
  std::uint32_t find_exactly(const std::vector<std::string>& names, std::string_view name) const;

 private:
  template <class Equal>
  std::uint32_t probe(std::uint64_t hash, const Equal& equal) const;

  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t position = none;
  };
  std::vector<Slot> slots_;  ///< Open addressing, a power of two, at most half full.
};

/// Server names and clusters of one gateway, as text.
///
/// Source   Envoy's filter-chain matching on server_names, its sni_cluster filter; Consul
///          agent/xds/listeners.go (makeMeshGatewayListener).
class ServerNameTable {
 public:
  static constexpr std::uint32_t none = NameIndex::none;

  struct Match {
    MatchKind how = MatchKind::none;
    std::uint32_t pattern = none;  ///< Position in patterns(), for exact and suffix.
    std::uint32_t cluster =
        none;  ///< Position in clusters(); `none` if nothing of the name exists.
  };

  /// A cluster that connections can be sent to. Returns its position; adding one twice is harmless.
  std::uint32_t add_cluster(std::string name);
  /// A filter chain: `*.suffix` or an exact server name, and the cluster it forwards to.
  void add_chain(std::string server_name, std::string_view cluster);
  /// Builds the indexes; to be called once, after the last addition.
  void seal();

  /// Cost     O(length of `sni`), no allocation.
  Match match(std::string_view sni) const;

  const std::vector<std::string>& patterns() const { return patterns_; }
  const std::vector<std::string>& clusters() const { return clusters_; }
  /// Where the chain at that position of patterns() leads.
  std::uint32_t cluster_of(std::uint32_t pattern) const { return chain_cluster_[pattern]; }

 private:
  std::vector<std::string> patterns_;         ///< As written, `*.` and all.
  std::vector<std::string> chain_targets_;    ///< Per pattern, the cluster's name.
  std::vector<std::uint32_t> chain_cluster_;  ///< Per pattern, position in clusters_ or none.
  std::vector<std::string> clusters_;
  std::vector<std::string> exact_names_;
  std::vector<std::uint32_t> exact_pattern_;  ///< Per exact name, its position in patterns_.
  std::vector<std::string> suffixes_;         ///< With the leading dot.
  std::vector<std::uint32_t> suffix_pattern_;
  NameIndex exact_index_;
  NameIndex suffix_index_;
  NameIndex cluster_index_;
  bool sealed_ = false;
};

}  // namespace isthmus::route
