// A traffic source at work: when its next request is meant to start, and at which instance.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/dataplane/arrival_clock.hpp"
#include "sim/dataplane/path.hpp"
#include "sim/dataplane/plan.hpp"
#include "sim/dataplane/station.hpp"
#include "sim/model/traffic.hpp"
#include "sim/random/distribution.hpp"
#include "sim/random/stream.hpp"

namespace isthmus::dataplane {

class Source {
 public:
  /// What a source draws, each from a stream of its own.
  struct Streams {
    random::Stream gaps;
    random::Stream states;  ///< Of an MMPP.
    random::Stream thinks;  ///< Of users.
    random::Stream nonces;
    random::Stream ports;
    random::Stream branches;
    random::Stream balance;
    random::Stream retries;    ///< Back-off.
    random::Stream ejections;  ///< Whether a host that failed is really left out.
  };
  /// Whether somebody keeps an eye on every request.
  enum class Watch { where_asked, always };
  /// `flows`: the branches of its route, of which `flow` is the first.
  Source(const model::TrafficSource& traffic, std::uint32_t flow, std::span<const Flow> flows,
         std::uint32_t instances, Watch watch, const Streams& streams)
      : clock_{traffic, streams.gaps, streams.states},
        flow_{flow},
        flows_{flows},
        instances_{instances},
        idle_{std::holds_alternative<model::ImpliedCalls>(traffic.arrivals)},
        watched_{watch == Watch::always},
        under_way_(instances),
        streams_{streams} {
    for (const Flow& one : flows) watched_ |= one.is_watched();
    if (const auto* users = std::get_if<model::Users>(&traffic.arrivals)) {
      users_ = users->count;
      think_time_ = random::Sampler{users->think_time};
      // A user asks again when it has waited long enough, so somebody must look at the time.
      for (const Flow& one : flows) watched_ |= one.patience < Duration::longest();
    }
  }

  std::uint32_t flow() const { return flow_; }

  /// Nobody starts requests of it but a service that answers others.
  bool is_idle() const { return idle_; }
  /// Of a closed loop; none otherwise.
  std::uint64_t users() const { return users_; }

  /// The flow that the next request takes: drawn by share where there are several.
  std::uint32_t next_flow() { return flow_ + next_of(flows_); }
  /// The same of other flows: which of them.
  std::uint32_t next_of(std::span<const Flow> flows) {
    if (flows.size() == 1) return 0;
    double left = streams_.branches.uniform();
    std::uint32_t branch = 0;
    while (branch + 1 < flows.size() && left >= flows[branch].share) {
      left -= flows[branch++].share;
    }
    return branch;
  }

  /// In an open loop, the intended start of the request after the one at `latest`.
  SimTime next(SimTime latest) { return clock_.next(latest); }

  /// In a closed loop, when a user asks again whose last request ended at `ended`.
  SimTime next_of_user(SimTime ended) { return ended + bounded(think_time_(streams_.thinks)); }

  /// The instance that sends (or, from outside, receives) the next request: in turns.
  std::uint32_t next_instance() {
    const std::uint32_t instance = turn_;
    turn_ = instance + 1 == instances_ ? 0 : instance + 1;
    return instance;
  }

  /// What its callers do about requests that fail or take too long.
  const model::Resilience& policy() const { return flows_.front().resilience; }
  /// How long the whole of a watched request may take.
  std::optional<Duration> limit() const {
    if (policy().timeout) return policy().timeout;
    const Duration patience = flows_.front().patience;
    return patience < Duration::longest() ? std::optional{patience} : std::nullopt;
  }
  /// Its caller does more than wait for the end of a request.
  bool is_watched() const { return watched_; }
  /// No attempt can come to anything: nothing is ever sent.
  bool is_hopeless() const {
    return std::all_of(flows_.begin(), flows_.end(),
                       [](const Flow& flow) { return flow.ends_at_once(); });
  }
  /// Between 0 and 1, for one back-off.
  double jitter() { return streams_.retries.uniform(); }
  random::Stream& ejections() { return streams_.ejections; }

  /// For the random bytes of one hello.
  std::uint64_t nonce() { return streams_.nonces.bits(); }
  /// For the ports of one connection, which decide who accepts it.
  std::uint64_t ports() { return streams_.ports.bits(); }
  /// For the choice of a host.
  random::Stream& balance() { return streams_.balance; }

  /// Requests of one instance that are watched.
  struct UnderWay {
    std::uint64_t orders = 0;
    std::uint64_t retries = 0;  ///< Of them, beyond their first attempt.
  };
  UnderWay& under_way(std::uint32_t instance) { return under_way_[instance]; }

  Path* outside = nullptr;  ///< For a source without a caller: a path per instance of the app.

 private:
  ArrivalClock clock_;
  std::uint32_t flow_;
  std::span<const Flow> flows_;
  std::uint32_t instances_;
  std::uint32_t turn_ = 0;
  std::uint64_t users_ = 0;
  bool idle_ = false;
  bool watched_ = false;
  random::Sampler think_time_{random::Constant{}};
  std::vector<UnderWay> under_way_;
  Streams streams_;
};

}  // namespace isthmus::dataplane
