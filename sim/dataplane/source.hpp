// When the next request of a traffic source is meant to start, and at which instance.
#pragma once

#include <cstdint>
#include <span>

#include "sim/dataplane/path.hpp"
#include "sim/dataplane/plan.hpp"
#include "sim/model/traffic.hpp"
#include "sim/random/stream.hpp"
#include "sim/random/variate.hpp"

namespace isthmus::dataplane {

class Source {
 public:
  /// What a source draws, each from a stream of its own.
  struct Streams {
    random::Stream gaps;
    random::Stream nonces;
    random::Stream ports;
    random::Stream branches;
    random::Stream balance;
  };
  /// `flows`: the branches of its route, of which `flow` is the first.
  Source(const model::TrafficSource& traffic, std::uint32_t flow, std::span<const Flow> flows,
         std::uint32_t instances, const Streams& streams)
      : traffic_{&traffic}, flow_{flow}, flows_{flows}, instances_{instances}, streams_{streams} {}

  std::uint32_t flow() const { return flow_; }

  /// The flow that the next request takes: drawn by share where there are several.
  std::uint32_t next_flow() {
    if (flows_.size() == 1) return flow_;
    double left = streams_.branches.uniform();
    std::uint32_t branch = 0;
    while (branch + 1 < flows_.size() && left >= flows_[branch].share) {
      left -= flows_[branch++].share;
    }
    return flow_ + branch;
  }

  /// The intended start of the request after the one at `latest`.
  SimTime next(SimTime latest) {
    if (traffic_->arrivals == model::Arrivals::poisson) {
      const Duration gap = random::poisson_gap(traffic_->rate, streams_.gaps);
      return gap < SimTime::never() - latest ? latest + gap : SimTime::never();
    }
    // Counted from the start, so that rounding does not add up.
    ++requests_;
    return SimTime::start() + Duration::nearest_seconds(static_cast<double>(requests_) /
                                                        traffic_->rate.in_per_second());
  }

  /// The instance that sends (or, from outside, receives) the next request: in turns.
  std::uint32_t next_instance() {
    const std::uint32_t instance = turn_;
    turn_ = instance + 1 == instances_ ? 0 : instance + 1;
    return instance;
  }

  /// For the random bytes of one hello.
  std::uint64_t nonce() { return streams_.nonces.bits(); }
  /// For the ports of one connection, which decide who accepts it.
  std::uint64_t ports() { return streams_.ports.bits(); }
  /// For the choice of a host.
  random::Stream& balance() { return streams_.balance; }

  Path* outside = nullptr;  ///< For a source without a caller: a path per instance of the app.

 private:
  const model::TrafficSource* traffic_;
  std::uint32_t flow_;
  std::span<const Flow> flows_;
  std::uint32_t instances_;
  std::uint32_t turn_ = 0;
  std::uint64_t requests_ = 0;
  Streams streams_;
};

}  // namespace isthmus::dataplane
