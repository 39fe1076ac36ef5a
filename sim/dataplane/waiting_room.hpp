// How many jobs may wait at a station at which nobody overtakes: a loss system.
#pragma once

#include <cstddef>
#include <deque>

#include "sim/base/time.hpp"

namespace isthmus::dataplane {

/// Counts the jobs that wait by the times at which they will start, which are known on arrival.
class WaitingRoom {
 public:
  explicit WaitingRoom(std::size_t places) : places_{places} {}

  /// Whether a job that arrives at `now` and would start at `start` finds a place. One that starts
  /// at once needs none.
  bool admits(SimTime now, SimTime start) {
    while (!starts_.empty() && starts_.front() <= now) starts_.pop_front();
    return start <= now || starts_.size() < places_;
  }

  /// Limits   admitted jobs only; starts never go back.
  void enter(SimTime now, SimTime start) {
    if (start > now) starts_.push_back(start);
  }

 private:
  std::size_t places_;
  std::deque<SimTime> starts_;
};

}  // namespace isthmus::dataplane
