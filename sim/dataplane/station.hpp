// A FIFO station: sidecars, gateways and services are all built from this one part.
//
// It owns no clock and schedules nothing. Because nobody overtakes in a FIFO queue and a job's work
// is known when it arrives, its start and its end are known too: it takes the server that is free
// first. So a visit costs one event, the arrival, and the next place can be told at once.
//
// That is exact for first come, first served, and for nothing else: a discipline in which the
// future can change what has begun (sharing, priorities, a server that fails) needs real
// departures.
//
// Source   the recursion of Kiefer & Wolfowitz, On the theory of queues with many servers, 1955.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "sim/base/expects.hpp"
#include "sim/base/time.hpp"

namespace isthmus::dataplane {

/// What becomes of a job at a station.
struct Visit {
  SimTime start;      ///< A server takes it.
  SimTime departure;  ///< Its work is done.
};

class Station {
 public:
  /// No job ends later than this; a queue that would is cut off there.
  static constexpr SimTime closing =
      SimTime::start() + Duration::nanoseconds(std::int64_t{1} << 60);  // 36 years

  /// Limits   at least one server.
  explicit Station(std::size_t servers) : servers_{static_cast<std::uint32_t>(servers)} {
    ISTHMUS_EXPECTS(servers >= 1 && servers < std::size_t{1} << 31);
    free_at_.fill(SimTime::never());
    if (servers <= few) {
      std::fill_n(free_at_.begin(), servers, SimTime::start());
    } else {
      many_ = std::make_unique<SimTime[]>(servers);
    }
  }

  /// One job arrives with `work` to be done.
  ///
  /// Limits   arrivals never go back in time; work is not negative.
  /// Cost     O(servers) up to `few` servers, logarithmic beyond.
  Visit admit(SimTime now, Duration work) {
    ISTHMUS_EXPECTS(now >= latest_ && work >= Duration::zero());
    latest_ = now;
    SimTime& server = many_ == nullptr ? first_free() : many_[0];
    const SimTime start = std::max(now, server);
    const SimTime departure = start + std::min(work, closing - start);
    server = departure;
    if (many_ != nullptr) sink();
    return {start, departure};
  }

  /// When a job that arrives at `now` would be taken by a server.
  SimTime start_at(SimTime now) {
    return std::max(now, many_ == nullptr ? first_free() : many_[0]);
  }

  std::size_t servers() const { return servers_; }

 private:
  static constexpr std::size_t few = 8;

  /// Looks at all places, used or not: without a branch that a processor could guess wrong.
  SimTime& first_free() {
    std::size_t least = 0;
    SimTime time = free_at_[0];
    const std::size_t end = servers_ <= few / 2 ? few / 2 : few;
    for (std::size_t i = 1; i < end; ++i) {
      const bool sooner = free_at_[i] < time;
      least = sooner ? i : least;
      time = sooner ? free_at_[i] : time;
    }
    return free_at_[least];
  }

  /// Restores the heap after its top has become later.
  void sink() {
    const SimTime moved = many_[0];
    std::size_t place = 0;
    for (std::size_t child = 1; child < servers_; child = 2 * place + 1) {
      if (child + 1 < servers_ && many_[child + 1] < many_[child]) ++child;
      if (moved <= many_[child]) break;
      many_[place] = many_[child];
      place = child;
    }
    many_[place] = moved;
  }

  std::array<SimTime, few> free_at_;  ///< When each server is free; never for places without one.
  std::unique_ptr<SimTime[]> many_;   ///< The same as a heap, where there are more than a few.
  SimTime latest_ = SimTime::start();
  std::uint32_t servers_;
};

/// `span`, but no longer than time lasts: so that sums of a few of them stay in range.
inline Duration bounded(Duration span) { return std::min(span, Station::closing.since_start()); }

}  // namespace isthmus::dataplane
