// How work queues at a service or at a proxy.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/base/time.hpp"
#include "sim/random/distribution.hpp"

namespace isthmus::model {

/// Who is served when more jobs are there than servers.
enum class Discipline : std::uint8_t {
  fifo,  ///< First come, first served.
  ps,    ///< All at once, each at an equal share of the servers.
};

/// Which worker of a proxy gets a new connection, and all that comes over it.
enum class WorkerChoice : std::uint8_t {
  random,         ///< Any, equally likely: what the kernel does where each worker listens.
  exact_balance,  ///< The one with the fewest connections, of several the first.
  shared,         ///< None: all workers take from one queue, message by message.
};

inline constexpr std::array<std::string_view, 2> discipline_words = {"fifo", "ps"};
inline constexpr std::array<std::string_view, 3> worker_choice_words = {"random", "exact_balance",
                                                                        "shared"};

/// A limit on CPU time: in every period, all threads together may use this share of it.
///
/// Source   Kubernetes, Resource Management for Pods and Containers: the unit m; the kernel's
///          Documentation/scheduler/sched-bwc.rst: the period.
struct CpuLimit {
  std::int64_t millicores = 1000;  ///< More than 0.

  static constexpr Duration period() { return Duration::milliseconds(100); }
  constexpr Duration quota() const { return period() / 1000 * millicores; }

  friend bool operator==(CpuLimit, CpuLimit) = default;
};

/// What a worker that is an event loop pays.
struct LoopCosts {
  random::Distribution per_event;  ///< Each thing that is ready.
  Duration per_turn{};             ///< Each look at what is ready.
  Duration per_wake{};             ///< Each time that something wakes it.
};

/// How the workers of a proxy come by their work.
struct ProxyQueueing {
  WorkerChoice worker_choice = WorkerChoice::random;
  std::optional<LoopCosts> loop{};           ///< Instead of costs per connection and message.
  std::optional<CpuLimit> cpu{};             ///< Of one instance.
  std::optional<std::size_t> queue_limit{};  ///< Jobs that may wait at a worker (or at the queue).
};

}  // namespace isthmus::model
