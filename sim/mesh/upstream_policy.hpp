// What Consul lets a caller's sidecar do about an upstream, beyond sending to it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/source.hpp"
#include "sim/base/time.hpp"

namespace isthmus::mesh {

/// `Limits`: of one sidecar towards one upstream. What is absent is not limited.
///
/// Source   Envoy, circuit breaking: max_connections, max_pending_requests, max_requests.
struct UpstreamLimits {
  std::optional<std::uint64_t> max_connections{};
  std::optional<std::uint64_t> max_pending_requests{};  ///< That wait for a connection.
  std::optional<std::uint64_t> max_concurrent_requests{};
  SourceSpan at{};

  bool is_some() const {
    return max_connections || max_pending_requests || max_concurrent_requests;
  }
};

/// `PassiveHealthCheck`: when one sidecar leaves out a host for a while.
///
/// Source   Envoy, outlier detection; the numbers are its defaults.
struct PassiveHealthCheck {
  Duration interval = Duration::seconds(10);  ///< Between the looks at whose time is over.
  std::uint64_t max_failures = 5;             ///< In a row; 0: nobody is left out for failures.
  std::uint64_t enforcing_percent = 100;      ///< The chance that a host is really left out.
  std::uint64_t max_ejection_percent = 10;    ///< Of the hosts at once; one may be always.
  Duration base_ejection_time = Duration::seconds(30);  ///< Times how often it was left out.
  SourceSpan at{};
};

/// Of one layer of configuration; what it does not say is left to the next.
struct UpstreamPolicy {
  std::optional<UpstreamLimits> limits{};
  std::optional<PassiveHealthCheck> passive_health_check{};
};

/// The words of a route about trying again.
///
/// Source   Consul agent/xds/routes.go, getRetryPolicyForDestination.
struct RouteRetries {
  std::optional<std::uint64_t> count{};       ///< `NumRetries`
  bool on_connect_failure = false;            ///< `RetryOnConnectFailure`
  std::vector<std::string> on{};              ///< `RetryOn`: Envoy's words.
  std::vector<std::uint64_t> status_codes{};  ///< `RetryOnStatusCodes`
  SourceSpan at{};

  /// Envoy tries again only on a condition; a number alone changes nothing.
  bool has_condition() const { return on_connect_failure || !on.empty() || !status_codes.empty(); }
};

}  // namespace isthmus::mesh
