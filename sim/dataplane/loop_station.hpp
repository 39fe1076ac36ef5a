// One worker of a proxy as an event loop: it sleeps until something is ready, takes all that is
// ready in one turn, works it off in order of arrival, and looks again.
//
// Waking costs once per sleep, a turn once per look; so under load, where a turn finds many events
// and the worker hardly ever sleeps, an event costs less. Nobody overtakes, and whatever arrives
// before a turn begins belongs to it; so the departure of an event is known when it arrives, as in
// a plain FIFO station. What waking and turning cost is part of the service of the event that is
// first in its turn.
#pragma once

#include "sim/base/expects.hpp"
#include "sim/base/time.hpp"
#include "sim/dataplane/station.hpp"

namespace isthmus::dataplane {

class LoopStation {
 public:
  struct Costs {
    Duration per_turn;
    Duration per_wake;
  };

  explicit LoopStation(Costs costs) : costs_{costs} {}

  /// When an event that arrives at `now` would be taken up: the whole service of the first in its
  /// turn begins then.
  SimTime start_at(SimTime now) const { return now > end_ ? now : end_; }

  /// An event arrives, whose own work is `work`.
  ///
  /// Limits   arrivals never go back in time; work is not negative.
  Visit admit(SimTime now, Duration work) {
    ISTHMUS_EXPECTS(now >= latest_ && work >= Duration::zero());
    latest_ = now;
    const SimTime start = start_at(now);
    if (now > end_) {
      gathers_until_ = now + costs_.per_wake;
      work += costs_.per_wake + costs_.per_turn;
    } else if (now > gathers_until_) {
      gathers_until_ = end_;
      work += costs_.per_turn;
    }
    end_ = start + std::min(work, Station::closing - start);
    return {start, end_};
  }

 private:
  Costs costs_;
  SimTime latest_ = SimTime::start();
  SimTime gathers_until_ = SimTime::start() - Duration::nanoseconds(1);  ///< The last turn begins.
  SimTime end_ = SimTime::start() - Duration::nanoseconds(1);            ///< Of all work so far.
};

}  // namespace isthmus::dataplane
