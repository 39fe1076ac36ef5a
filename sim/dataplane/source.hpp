// When the next request of a traffic source is meant to start, and at which instance.
#pragma once

#include <cstdint>

#include "sim/dataplane/path.hpp"
#include "sim/model/traffic.hpp"
#include "sim/random/stream.hpp"
#include "sim/random/variate.hpp"

namespace isthmus::dataplane {

class Source {
 public:
  /// `gaps` and `nonces` are streams of its own.
  Source(const model::TrafficSource& traffic, std::uint32_t flow, std::uint32_t instances,
         random::Stream gaps, random::Stream nonces)
      : traffic_{&traffic}, flow_{flow}, instances_{instances}, gaps_{gaps}, nonces_{nonces} {}

  std::uint32_t flow() const { return flow_; }

  /// The intended start of the request after the one at `latest`.
  SimTime next(SimTime latest) {
    if (traffic_->arrivals == model::Arrivals::poisson) {
      const Duration gap = random::poisson_gap(traffic_->rate, gaps_);
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
  std::uint64_t nonce() { return nonces_.bits(); }

  Path* outside = nullptr;  ///< For a source without a caller: a path per instance of the app.

 private:
  const model::TrafficSource* traffic_;
  std::uint32_t flow_;
  std::uint32_t instances_;
  std::uint32_t turn_ = 0;
  std::uint64_t requests_ = 0;
  random::Stream gaps_;
  random::Stream nonces_;
};

}  // namespace isthmus::dataplane
