// Another cluster that ours is peered with, as far as our calls depend on it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/base/source.hpp"
#include "sim/mesh/config_entry.hpp"
#include "sim/mesh/intentions.hpp"
#include "sim/model/consul_settings.hpp"
#include "sim/model/proxy.hpp"
#include "sim/model/service.hpp"

namespace isthmus::model {

/// A cluster peer. It has one partition, `default`, whose services ours may call.
struct Peer {
  std::string name{};             ///< What we call it.
  std::string trust_domain{};     ///< Its own.
  std::string knows_us_as{};      ///< What it calls us: in its exports and in server names.
  std::string local_partition{};  ///< The partition of ours that is peered.
  PartitionId partition{};
  std::vector<TaggedAddress> server_addresses{};  ///< Where its servers are dialled.
  DefaultPolicy default_intention_policy = DefaultPolicy::allow;
  mesh::ExportedServices exported{};                      ///< Of its default partition.
  std::vector<mesh::Intention> intentions{};              ///< By destination, then as asked.
  std::vector<mesh::ProxyDefaults> proxy_defaults{};      ///< By partition.
  std::vector<mesh::ServiceDefaults> service_defaults{};  ///< By service.
  SourceSpan at{};
  SourceSpan default_intention_policy_at{};
};

}  // namespace isthmus::model
