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
    free_at_.fill(UINT64_MAX);
    if (servers <= few) {
      for (std::size_t i = 0; i < servers; ++i) free_at_[i] = word_of(SimTime::start(), i);
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
    const std::uint64_t first = many_ == nullptr ? first_free() : 0;
    const SimTime start = std::max(now, many_ == nullptr ? time_of(first) : many_[0]);
    const SimTime departure = start + std::min(work, closing - start);
    if (many_ == nullptr) {
      const std::uint64_t server = first % few;
      free_at_[server] = word_of(departure, server);
    } else {
      many_[0] = departure;
      sink();
    }
    return {start, departure};
  }

  /// When a job that arrives at `now` would be taken by a server.
  SimTime start_at(SimTime now) const {
    return std::max(now, many_ == nullptr ? time_of(first_free()) : many_[0]);
  }

  std::size_t servers() const { return servers_; }

 private:
  static constexpr std::size_t few = 8;

  /// A time, up to `closing`, with the number of a server behind it: the least word of several is
  /// the earliest time and tells whose it is.
  static std::uint64_t word_of(SimTime time, std::size_t server) {
    return static_cast<std::uint64_t>(time.since_start().in_nanoseconds()) * few | server;
  }
  static SimTime time_of(std::uint64_t word) {
    return SimTime::start() + Duration::nanoseconds(static_cast<std::int64_t>(word / few));
  }

  /// The word of the server that is free first. Looks at all places, used or not, in pairs: which
  /// of them it is no processor can guess, so there is no branch to guess.
  std::uint64_t first_free() const {
    const auto of_four = [this](std::size_t i) {
      return std::min(std::min(free_at_[i], free_at_[i + 1]),
                      std::min(free_at_[i + 2], free_at_[i + 3]));
    };
    return servers_ <= few / 2 ? of_four(0) : std::min(of_four(0), of_four(few / 2));
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

  std::array<std::uint64_t, few> free_at_;  ///< The word of each server; the last for no server.
  std::unique_ptr<SimTime[]> many_;         ///< Times as a heap, where there are more than a few.
  SimTime latest_ = SimTime::start();
  std::uint32_t servers_;
};

/// `span`, but no longer than time lasts: so that sums of a few of them stay in range.
inline Duration bounded(Duration span) { return std::min(span, Station::closing.since_start()); }

}  // namespace isthmus::dataplane
