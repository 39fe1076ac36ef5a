// What Consul lets a caller's sidecar do about an upstream, as written.
#pragma once

#include <cstdint>
#include <string>

#include "sim/base/source.hpp"
#include "sim/base/time.hpp"
#include "sim/base/written.hpp"

namespace isthmus::scenario {

/// `Limits { MaxConnections = 100 }`
struct LimitsSection {
  SourceSpan at{};
  Written<std::uint64_t> max_connections{};
  Written<std::uint64_t> max_pending_requests{};
  Written<std::uint64_t> max_concurrent_requests{};
};

/// `PassiveHealthCheck { MaxFailures = 5 }`
struct PassiveHealthSection {
  SourceSpan at{};
  Written<Duration> interval{};
  Written<std::uint64_t> max_failures{};
  Written<std::uint64_t> enforcing_consecutive_5xx{};
  Written<std::uint64_t> max_ejection_percent{};
  Written<Duration> base_ejection_time{};
};

/// `config { ... }` of an upstream.
struct UpstreamOptionsSection {
  SourceSpan at{};
  Written<std::string> protocol{};
  LimitsSection limits{};
  PassiveHealthSection passive_health_check{};
};

}  // namespace isthmus::scenario
