// The order of things inside one instant, and a time with a phase in one comparable word.
#pragma once

#include <compare>
#include <cstdint>

#include "sim/base/expects.hpp"
#include "sim/base/time.hpp"

namespace isthmus::kernel {

/// What goes first when times are equal; each place in the order has its reason.
enum class Phase : std::uint8_t {
  fault,      ///< A gateway lost at t serves nothing at t, and a mended one serves all of t.
  departure,  ///< A server freed at t serves an arrival at t.
  arrival,    ///< A reply that arrives at its deadline counts.
  timeout,    ///< So deadlines come after arrivals.
  sample,     ///< Observers see the instant settled.
  stop,       ///< The last word: nothing of the instant is left to happen.
};

/// A time and a phase, ordered by time and then by phase, in one word.
///
/// Limits   times from the start to 2^61 - 2 ns (73 years) after it.
class Moment {
 public:
  constexpr Moment() = default;
  constexpr Moment(SimTime time, Phase phase)
      : word_{static_cast<std::uint64_t>(time.since_start().in_nanoseconds()) << phase_bits |
              static_cast<std::uint64_t>(phase)} {
    ISTHMUS_EXPECTS(static_cast<std::uint64_t>(time.since_start().in_nanoseconds()) < time_limit);
  }

  /// Later than everything that can be scheduled.
  static constexpr Moment never() { return from_word(UINT64_MAX); }
  /// The first moment of an instant: nothing at `time` comes before it.
  static constexpr Moment opening(SimTime time) { return Moment{time, Phase::fault}; }

  constexpr SimTime time() const {
    return SimTime::start() + Duration::nanoseconds(static_cast<std::int64_t>(word_ >> phase_bits));
  }
  constexpr Phase phase() const { return static_cast<Phase>(word_ & ((1u << phase_bits) - 1)); }

  constexpr std::uint64_t word() const { return word_; }
  static constexpr Moment from_word(std::uint64_t word) {
    Moment moment;
    moment.word_ = word;
    return moment;
  }

  friend constexpr auto operator<=>(Moment, Moment) = default;

 private:
  static constexpr unsigned phase_bits = 3;
  static constexpr std::uint64_t time_limit = (std::uint64_t{1} << 61) - 1;
  std::uint64_t word_ = 0;
};

}  // namespace isthmus::kernel
