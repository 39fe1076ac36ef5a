// Idle connections of one dialler, last in, first out: the one used most recently is used next, so
// that a pool which has become too large shows connections that stay idle.
//
// The end of a request is known before it comes, so a connection may be put back ahead of time,
// with the time from which it is idle; the pool hands it out no sooner.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "sim/base/time.hpp"

namespace isthmus::dataplane {

template <class Connection>
class ConnectionPool {
 public:
  /// Puts a connection back that is idle from `idle_from` on. Of equal times the last goes first.
  void put(SimTime idle_from, Connection connection) {
    idle_.insert(first_after(idle_from), {idle_from, connection});
  }

  /// Takes the idle connection that was used last.
  ///
  /// Returns  whether there was one that is idle at `now`; `connection` and the time since when it
  ///          is idle are set only then.
  bool take(SimTime now, Connection& connection, SimTime& idle_from) {
    const auto end = first_after(now);
    if (end == idle_.begin()) return false;
    connection = (end - 1)->connection;
    idle_from = (end - 1)->from;
    idle_.erase(end - 1);
    return true;
  }

  /// Takes the connection that is idle for the longest, if it is so since before `then`.
  ///
  /// Returns  whether there was one; `connection` is set only then.
  bool take_older(SimTime then, Connection& connection) {
    if (idle_.empty() || idle_.front().from >= then) return false;
    connection = idle_.front().connection;
    idle_.erase(idle_.begin());
    return true;
  }

  std::size_t size() const { return idle_.size(); }

 private:
  struct Idle {
    SimTime from;
    Connection connection;
  };

  /// Nearly always a step or two from the end, where the busy ones stand that are due soon.
  auto first_after(SimTime time) {
    auto place = idle_.end();
    for (int steps = 0; place != idle_.begin() && (place - 1)->from > time; --place) {
      if (++steps == near) {
        return std::upper_bound(idle_.begin(), place, time,
                                [](SimTime t, const Idle& idle) { return t < idle.from; });
      }
    }
    return place;
  }

  static constexpr int near = 16;
  std::vector<Idle> idle_;  ///< By time.
};

}  // namespace isthmus::dataplane
