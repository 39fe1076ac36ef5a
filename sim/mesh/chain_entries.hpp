// The config entries that change where a call to a service goes: router, splitter, resolver.
//
// What was written; an empty part means "the same as the service that the entry is about".
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/source.hpp"
#include "sim/base/time.hpp"
#include "sim/mesh/http_request.hpp"
#include "sim/mesh/names.hpp"
#include "sim/mesh/upstream_policy.hpp"

namespace isthmus::mesh {

/// Somewhere else: each part that is not empty replaces that of the target it is applied to.
struct Elsewhere {
  std::string service{};
  std::string subset{};
  std::string namespace_{};
  std::string partition{};
  std::string datacenter{};
  std::string peer{};
};

/// Some of a service's instances, by a filter on what they were registered with.
struct ServiceSubset {
  std::string filter{};
  bool only_passing = false;  ///< A warning check counts as critical.
};

/// Where to go when a target has no healthy instance: one place, or the same in other datacenters,
/// or a list.
struct ResolverFailover {
  Elsewhere to{};
  std::vector<std::string> datacenters{};
  std::vector<Elsewhere> targets{};
};

enum class BalancePolicy { unset, random, round_robin, least_request, ring_hash, maglev };
std::optional<BalancePolicy> balance_policy_from(std::string_view text);

struct LoadBalancer {
  BalancePolicy policy = BalancePolicy::unset;
  std::uint32_t choice_count = 0;  ///< For least_request; 0: not set.
};

/// `Kind = "service-resolver"`.
struct ServiceResolver {
  ServiceName service{};
  SourceSpan at{};
  std::string default_subset{};
  std::map<std::string, ServiceSubset> subsets{};
  std::optional<Elsewhere> redirect{};
  std::map<std::string, ResolverFailover> failover{};  ///< By subset; `*` for all others.
  std::optional<Duration> connect_timeout{};
  std::optional<Duration> request_timeout{};
  LoadBalancer load_balancer{};

  /// Says nothing that differs from having no resolver.
  bool is_default() const {
    return default_subset.empty() && subsets.empty() && !redirect && failover.empty() &&
           !connect_timeout && !request_timeout && load_balancer.policy == BalancePolicy::unset;
  }
};

/// One share of a `service-splitter`.
struct Split {
  double weight = 0;  ///< Percent, with two decimals at most.
  Elsewhere to{};
  SourceSpan at{};
};

/// A percentage as Consul keeps it: to two decimals.
///
/// Source   Consul agent/structs/config_entry_discoverychain.go, NormalizeServiceSplitWeight.
double normalised_weight(double weight);

/// `Kind = "service-splitter"`.
struct ServiceSplitter {
  ServiceName service{};
  SourceSpan at{};
  std::vector<Split> splits{};
};

/// One rule of a `service-router`: which requests, and where they go.
struct RouterRule {
  HttpCondition match{};
  Elsewhere to{};
  std::string prefix_rewrite{};  ///< What replaces the part of the path that fits; empty: nothing.
  std::optional<Duration> request_timeout{};
  std::optional<Duration> idle_timeout{};
  RouteRetries retries{};
  SourceSpan at{};
};

/// `Kind = "service-router"`.
struct ServiceRouter {
  ServiceName service{};
  SourceSpan at{};
  std::vector<RouterRule> rules{};
};

/// What the servers refuse, in their words.
///
/// Source   Consul agent/structs/config_entry_discoverychain.go, Validate of each.
std::vector<std::string> splitter_faults(const ServiceSplitter& entry);
std::vector<std::string> router_faults(const ServiceRouter& entry);

}  // namespace isthmus::mesh
