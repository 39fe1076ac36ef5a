// From a service's name to the targets that may serve a call: router, splitter, resolver, failover.
//
// Compiled as Consul compiles it, so that a target comes out with the same id, server name, mode
// and timeout. Nothing here knows instances or health.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/mesh/chain_entries.hpp"
#include "sim/mesh/config_entry.hpp"
#include "sim/mesh/gateway_mode.hpp"
#include "sim/mesh/names.hpp"

namespace isthmus::mesh {

/// The entries of all partitions that may have a say; at most one per service and kind, by service
/// (proxy-defaults by partition).
struct ChainEntries {
  std::vector<ProxyDefaults> proxy_defaults{};
  std::vector<ServiceDefaults> service_defaults{};
  std::vector<ServiceRouter> routers{};
  std::vector<ServiceSplitter> splitters{};
  std::vector<ServiceResolver> resolvers{};

  void sort();  ///< Brings them into the order in which they are looked up.
};

/// What is asked for, from where, and what the caller insists on.
struct ChainRequest {
  ServiceName service{};
  std::string datacenter{};
  std::string trust_domain{};
  std::optional<GatewayMode> override_mode{};  ///< The caller's own rungs, resolved.
  std::string override_protocol{};             ///< Empty: none.
  std::optional<Duration> override_connect_timeout{};

  friend bool operator==(const ChainRequest&, const ChainRequest&) = default;
};

/// An entry that changed where the call goes.
struct ChainStep {
  std::string kind{};  ///< "service-resolver"
  std::string what{};  ///< "service-resolver of billing redirects to finance/billing"
  SourceSpan at{};
};

/// One set of instances that may serve.
struct ChainTarget {
  std::string id{};  ///< `[subset.]service.namespace.partition.datacenter`
  ServiceName service{};
  std::string subset{};
  std::string datacenter{};  ///< Empty for a peer's.
  std::string peer{};
  std::string sni{};  ///< Empty for a peer's: the peer says which.
  std::optional<GatewayMode> mode{};
  Duration connect_timeout{};
  std::optional<Duration> request_timeout{};  ///< Absent: nobody said any.
  bool external = false;                      ///< The server name is one of its own.
  ServiceSubset filter{};
  ChainStep led_here{};  ///< The entry that sent the call here; empty for the service itself.
  LoadBalancer load_balancer{};
};

/// A rule of the router; the last one stands for all requests that no other picks.
struct ChainRule {
  HttpCondition match{};
  std::string prefix_rewrite{};
  std::optional<Duration> request_timeout{};
  SourceSpan at{};
  std::optional<Duration> idle_timeout{};
  RouteRetries retries{};
};

/// A share of the requests that one rule picks, and where it goes.
struct ChainLeg {
  std::size_t rule = 0;  ///< Index into the rules.
  double weight = 100;   ///< Percent of what the rule picks.
  std::string target{};  ///< Its id.
};

struct DiscoveryChain {
  std::string protocol = "tcp";
  std::string start{};      ///< The first node: `resolver:<target id>`, `splitter:`, `router:`.
  bool is_default = false;  ///< Nothing was configured that changes destination or timeouts.
  bool customized = false;  ///< An override made it differ from the plain compilation.
  std::vector<ChainTarget> targets{};                          ///< In the order of meeting them.
  std::map<std::string, std::vector<std::string>> failover{};  ///< Target ids, by target id.
  std::vector<ChainStep> steps{};                              ///< In the order of compiling.
  std::vector<ChainRule> rules{};  ///< At least the one that picks everything.
  std::vector<ChainLeg> legs{};    ///< By rule; several of one rule where a splitter parts them.

  const ChainTarget* target(std::string_view id) const;
};

/// How a target is called for people: "finance/billing", "finance/billing, subset v2".
std::string short_text(const ChainTarget& target);

/// Why there is no chain.
struct ChainFault {
  std::string text{};      ///< In Consul's words.
  SourceSpan at{};         ///< The entry that causes it; absent where nobody wrote one.
  ServiceName service{};   ///< Whose protocol would have to be another; without a name: nobody's.
  std::string protocol{};  ///< Which.
};

/// Compiles a chain, or says why there is none.
///
/// Shape    `entries`: sorted.
/// Source   Consul agent/consul/discoverychain/compile.go.
std::variant<DiscoveryChain, ChainFault> compile_chain(const ChainEntries& entries,
                                                       const ChainRequest& request);

/// Protocols whose requests a proxy can tell apart.
bool is_http_like(std::string_view protocol);

}  // namespace isthmus::mesh
