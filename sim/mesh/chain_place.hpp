// A place that a discovery chain may lead to, before anything about it was looked up.
#pragma once

#include <string>

#include "sim/mesh/chain_entries.hpp"
#include "sim/mesh/names.hpp"

namespace isthmus::mesh {

struct ChainPlace {
  ServiceName service{};
  std::string subset{};
  std::string datacenter{};  ///< Empty for a peer's.
  std::string peer{};

  /// `[subset.]service.namespace.partition.datacenter`
  std::string id() const;
};

/// For people: "finance/billing, subset v2". A peer stands behind an `@`; so does a datacenter
/// where the name of the service says that it is another one.
std::string text(const ChainPlace& place);

/// `from`, with each part replaced that `to` names.
///
/// Source   Consul agent/consul/discoverychain/compile.go, rewriteTarget.
ChainPlace rewritten(const ChainPlace& from, const Elsewhere& to);

}  // namespace isthmus::mesh
