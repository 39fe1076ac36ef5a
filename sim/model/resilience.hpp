// What a caller does about requests that take too long or fail.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/base/quantity.hpp"
#include "sim/base/time.hpp"

namespace isthmus::model {

/// What may have gone wrong with an attempt, as far as it decides whether another is made.
struct RetryOn {
  bool service_errors = true;    ///< The app answered with an error.
  bool refusals = true;          ///< Somebody had no room, or there was no host to send it to.
  bool connect_failures = true;  ///< No connection came about.
  bool denials = true;           ///< The destination does not let this caller in.
  bool resets = true;            ///< The connection went away, or nothing came in time.
};

/// Trying again when an attempt failed or timed out.
struct RetryPolicy {
  std::uint64_t attempts = 1;  ///< At most, the first included.
  /// Before retry n a random time below min(2^n - 1, 10) of these passes; none for 0.
  ///
  /// Source   Envoy, retry_back_off: fully jittered exponential back-off, at most ten intervals.
  Duration backoff{};
  /// Retries under way, at most this share of the requests under way of one caller instance to this
  /// destination, but at least three.
  ///
  /// Source   Envoy circuit_breaker.proto, RetryBudget: min_retry_concurrency.
  std::optional<Ratio> budget{};
  /// Of one caller instance towards this destination, so many at once; a budget decides instead.
  ///
  /// Source   Envoy circuit_breaker.proto, max_retries: 3 where Consul's routes say to try again.
  std::optional<std::uint64_t> concurrent{};
  RetryOn on{};
};

/// Asking a second time before the first answer is there; the first answer counts.
struct HedgePolicy {
  Duration after{};            ///< Between one attempt and the next.
  std::uint64_t attempts = 2;  ///< At most, the first included.
};

/// Everything of one stream of requests; empty, a caller waits as long as it takes.
struct Resilience {
  std::optional<Duration> timeout{};  ///< For all attempts together.
  std::optional<Duration> per_try_timeout{};
  RetryPolicy retry{};
  std::optional<HedgePolicy> hedge{};

  bool is_some() const {
    return timeout.has_value() || per_try_timeout.has_value() || retry.attempts > 1 ||
           hedge.has_value();
  }
};

}  // namespace isthmus::model
