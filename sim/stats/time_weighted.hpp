// The average over time of a whole number that changes now and then: a queue's length, busy
// servers. The area under the level is kept in whole nanoseconds, so no rounding builds up.
#pragma once

#include <algorithm>
#include <cstdint>

#include "sim/base/expects.hpp"
#include "sim/base/time.hpp"

namespace isthmus::stats {

class TimeWeighted {
 public:
  explicit TimeWeighted(SimTime from = SimTime::start(), std::int64_t level = 0)
      : from_{from}, changed_{from}, level_{level}, greatest_{level} {}

  /// The level changes by `by` now; times never go back.
  void change(SimTime now, std::int64_t by) {
    advance(now);
    level_ += by;
    greatest_ = std::max(greatest_, level_);
  }
  void set(SimTime now, std::int64_t level) { change(now, level - level_); }

  /// Forgets what was before now (the warm-up) and keeps the level.
  void restart(SimTime now) { *this = TimeWeighted{now, level_}; }

  std::int64_t level() const { return level_; }
  std::int64_t greatest() const { return greatest_; }
  SimTime since() const { return from_; }

  /// The mean level from since() to `now`; the level itself if no time has passed.
  double mean(SimTime now) const {
    ISTHMUS_EXPECTS(now >= changed_);
    if (now == from_) return static_cast<double>(level_);
    const Area area = area_ + Area{(now - changed_).in_nanoseconds()} * level_;
    return static_cast<double>(area) / static_cast<double>((now - from_).in_nanoseconds());
  }

 private:
  __extension__ using Area = __int128;

  void advance(SimTime now) {
    ISTHMUS_EXPECTS(now >= changed_);
    area_ += Area{(now - changed_).in_nanoseconds()} * level_;
    changed_ = now;
  }

  SimTime from_;
  SimTime changed_;
  std::int64_t level_;
  std::int64_t greatest_;
  Area area_ = 0;  ///< Level times nanoseconds, up to changed_.
};

}  // namespace isthmus::stats
