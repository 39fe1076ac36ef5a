// When something does not work: stretches of time that do not touch, in order. Known before the
// run, so everybody who asks gets the same answer, whenever and wherever they ask.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "sim/base/time.hpp"

namespace isthmus::dataplane {

/// Half open: `from` belongs to it, `to` does not.
struct Stretch {
  SimTime from;
  SimTime to = SimTime::never();

  friend bool operator==(const Stretch&, const Stretch&) = default;
};

class Outages {
 public:
  /// Adds a stretch; those that touch become one.
  void add(Stretch stretch) {
    if (stretch.from >= stretch.to) return;
    auto at = std::find_if(all_.begin(), all_.end(),
                           [&](const Stretch& one) { return one.to >= stretch.from; });
    while (at != all_.end() && at->from <= stretch.to) {
      stretch.from = std::min(stretch.from, at->from);
      stretch.to = std::max(stretch.to, at->to);
      at = all_.erase(at);
    }
    all_.insert(at, stretch);
  }

  bool empty() const { return all_.empty(); }
  const std::vector<Stretch>& all() const { return all_; }

  bool covers(SimTime time) const {
    const auto at = first_ending_after(time);
    return at != all_.end() && at->from <= time;
  }
  /// When it works again, for a time that is covered; `time` itself for any other.
  SimTime over(SimTime time) const {
    const auto at = first_ending_after(time);
    return at != all_.end() && at->from <= time ? at->to : time;
  }
  /// The first beginning later than `after` and not later than `until`; none if there is none.
  std::optional<SimTime> begins(SimTime after, SimTime until) const {
    const auto at = std::find_if(all_.begin(), all_.end(),
                                 [&](const Stretch& one) { return one.from > after; });
    if (at == all_.end() || at->from > until) return std::nullopt;
    return at->from;
  }

 private:
  std::vector<Stretch>::const_iterator first_ending_after(SimTime time) const {
    return std::find_if(all_.begin(), all_.end(),
                        [&](const Stretch& one) { return one.to > time; });
  }

  std::vector<Stretch> all_;
};

}  // namespace isthmus::dataplane
