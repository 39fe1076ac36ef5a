// The clock by which the threads of one container run: it stands still while their CPU quota is
// spent.
//
// In every period the threads may use up `quota` of CPU time between them. While n of them run, it
// shrinks by n nanoseconds per nanosecond; when it is spent, all wait for the next period. So a
// station whose jobs progress by this clock is slowed down exactly as the container is, whatever
// its discipline: it lives in readings of this clock, and only the owner of the clock knows what
// time they are.
//
// Source   Turner, Rao & Rao, CPU bandwidth control for CFS, Linux Symposium 2010; the kernel's
//          Documentation/scheduler/sched-bwc.rst. The slices of 5 ms in which a CPU draws on the
//          quota are left out.
#pragma once

#include <algorithm>
#include <cstdint>

#include "sim/base/expects.hpp"
#include "sim/base/time.hpp"

namespace isthmus::dataplane {

class CpuClock {
 public:
  /// No quota: a clock like any other.
  CpuClock() = default;

  /// Limits   0 < quota; `first_end`, the end of the first period, is after the start of time.
  CpuClock(Duration quota, Duration period, SimTime first_end)
      : quota_{quota}, period_{period}, left_{quota}, period_end_{first_end} {
    ISTHMUS_EXPECTS(quota > Duration::zero() && period > Duration::zero() &&
                    first_end > SimTime::start());
  }

  SimTime now() const { return now_; }
  /// What the clock shows now.
  SimTime reading() const { return reading_; }

  /// Time passes while `running` threads run; `ran(from, to)` is told each stretch in which they
  /// really do.
  ///
  /// Limits   time does not go back.
  template <class Visitor>
  void advance(SimTime to, std::size_t running, Visitor&& ran) {
    ISTHMUS_EXPECTS(to >= now_);
    if (!limited()) {
      if (running > 0 && to > now_) ran(now_, to);
      reading_ = reading_ + (to - now_);
      now_ = to;
      return;
    }
    while (now_ < to) {
      if (now_ == period_end_) begin_period(running == 0 ? to : now_);
      const SimTime end = std::min(to, period_end_);
      const Duration run = running == 0 ? Duration::zero() : std::min(end - now_, lasts(running));
      if (run > Duration::zero()) {
        ran(now_, now_ + run);
        reading_ = reading_ + run;
        left_ -= run * static_cast<std::int64_t>(running);
      }
      now_ = end;
    }
    if (now_ == period_end_) begin_period(now_);
  }

  /// The time at which the clock shows `reading`, if until then `running` threads run; or an
  /// earlier one at which to ask again.
  SimTime time_of(SimTime reading, std::size_t running) const {
    if (reading == SimTime::never()) return reading;
    const SimTime unhindered = now_ + std::max(reading - reading_, Duration::zero());
    if (!limited() || unhindered == now_) return unhindered;
    const Duration lasting = lasts(running);
    if (lasting == Duration::zero()) return period_end_;
    return std::min({unhindered, now_ + lasting, period_end_});
  }

 private:
  bool limited() const { return period_ > Duration::zero(); }
  /// How long what is left keeps `running` threads running.
  Duration lasts(std::size_t running) const {
    return running == 0 ? Duration::longest() : left_ / static_cast<std::int64_t>(running);
  }
  /// Begins the period in which `at` lies.
  void begin_period(SimTime at) {
    const std::int64_t periods = (at - period_end_).in_nanoseconds() / period_.in_nanoseconds() + 1;
    period_end_ = period_end_ + period_ * periods;
    left_ = quota_;
  }

  SimTime now_ = SimTime::start();
  SimTime reading_ = SimTime::start();
  Duration quota_;
  Duration period_;  ///< Zero without a quota.
  Duration left_;
  SimTime period_end_ = SimTime::never();
};

}  // namespace isthmus::dataplane
