// The Consul installation around the mesh: what rules apply at all.
#pragma once

#include <compare>
#include <optional>
#include <string>

#include "sim/base/source.hpp"

namespace isthmus::model {

/// A Consul release, compared number by number.
struct ConsulVersion {
  int major = 1;
  int minor = 18;
  int patch = 2;

  friend auto operator<=>(const ConsulVersion&, const ConsulVersion&) = default;
};

enum class Edition { community, enterprise };
enum class DefaultPolicy { allow, deny };

struct ConsulSettings {
  ConsulVersion version{};
  Edition edition = Edition::enterprise;
  std::string datacenter = "dc1";
  std::string trust_domain = "11111111-2222-3333-4444-555555555555.consul";
  bool central_service_config = true;  ///< enable_central_service_config of the agents.
  bool acl_enabled = false;
  DefaultPolicy acl_default_policy = DefaultPolicy::allow;
  std::optional<DefaultPolicy> default_intention_policy{};  ///< Absent: the ACLs' policy decides.
  bool peer_through_mesh_gateways =
      false;  ///< The `mesh` entry: peerings are kept up through them.
  SourceSpan peer_through_mesh_gateways_at{};
  std::optional<ConsulVersion> consul_k8s{};  ///< On Kubernetes: the release of consul-k8s.
  SourceSpan consul_k8s_at{};
  SourceSpan at{};  ///< The `consul:` section; absent if there is none.
  SourceSpan version_at{};
  SourceSpan edition_at{};
  SourceSpan central_service_config_at{};
  SourceSpan acl_default_policy_at{};
  SourceSpan default_intention_policy_at{};
};

}  // namespace isthmus::model
