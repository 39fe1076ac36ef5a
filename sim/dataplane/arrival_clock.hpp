// When the next request of an open loop is meant to start.
//
// Under a rate that changes, Poisson, constant and batch arrivals are those of a steady rate of one
// on another clock: the n-th unit of the area under the rate. So a profile changes when requests
// come and nothing else about them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "sim/model/traffic.hpp"
#include "sim/random/distribution.hpp"
#include "sim/random/stream.hpp"
#include "sim/random/variate.hpp"

namespace isthmus::dataplane {

class ArrivalClock {
 public:
  /// `gaps` and `states` are streams of its own; `traffic` outlives it.
  ArrivalClock(const model::TrafficSource& traffic, const random::Stream& gaps,
               const random::Stream& states);

  /// The intended start of the request after the one at `latest`; never, when there is none.
  SimTime next(SimTime latest) {
    if (!steady_poisson_) return next_of_law(latest);
    if (used_ == gaps_ready_.size()) draw_gaps();
    const Duration gap = gaps_ready_[used_++];
    return gap < SimTime::never() - latest ? latest + gap : SimTime::never();
  }

 private:
  void draw_gaps();
  SimTime next_of_law(SimTime latest);
  SimTime next_of_states(const model::MmppArrivals& mmpp, SimTime latest);
  /// When so many requests are due that were counted from the start; never goes back.
  SimTime when_due(double requests);
  void begin_state(const model::MmppArrivals& mmpp, SimTime now);

  const model::TrafficSource* traffic_;
  random::Stream gaps_;
  random::Stream states_;
  bool steady_poisson_;
  std::uint32_t used_ = 4;
  std::array<Duration, 4> gaps_ready_{};  ///< Of a steady Poisson process, drawn ahead.
  std::uint64_t count_ = 0;               ///< Requests so far.
  double due_ = 0;                        ///< On the clock of a profile.
  std::size_t stage_ = 0;                 ///< Of the profile.
  SimTime stage_begins_;                  ///< When that was.
  double due_before_ = 0;                 ///< The area under the stages before it.
  std::size_t state_ = 0;                 ///< Of an MMPP.
  SimTime state_ends_;
  random::Sampler renewal_{random::Constant{}};
};

}  // namespace isthmus::dataplane
