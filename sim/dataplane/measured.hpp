// The part of a run that counts: from the end of the warm-up to the end of the load.
#pragma once

#include <algorithm>

#include "sim/base/time.hpp"

namespace isthmus::dataplane {

/// A stretch of simulated time, half open: `from` belongs to it, `to` does not.
struct Measured {
  SimTime from;
  SimTime to;

  bool contains(SimTime t) const { return from <= t && t < to; }
  Duration length() const { return to - from; }
  /// How much of [`begin`, `end`] lies inside.
  Duration overlap(SimTime begin, SimTime end) const {
    return std::max(Duration::zero(), std::min(end, to) - std::max(begin, from));
  }
};

}  // namespace isthmus::dataplane
