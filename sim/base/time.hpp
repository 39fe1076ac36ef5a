// Simulated time: a span (Duration) and a reading of the clock (SimTime), both int64 nanoseconds.
//
//   SimTime - SimTime  = Duration        Duration + Duration = Duration
//   SimTime + Duration = SimTime         Duration * integer  = Duration
//
// Two readings never add, and no bare number carries a unit. Sums are exact; a real number enters
// by one door that states its rounding. The resolution is fixed for ever, so there is no scale to
// configure and nothing to convert.
#pragma once

#include <compare>
#include <cstdint>

#include "sim/base/expects.hpp"

namespace isthmus {

/// A span of simulated time: signed, exact, counted in nanoseconds (±292 years).
class Duration {
 public:
  constexpr Duration() = default;

  static constexpr Duration nanoseconds(std::int64_t n) { return Duration{n}; }
  static constexpr Duration microseconds(std::int64_t n) { return Duration{n * 1'000}; }
  static constexpr Duration milliseconds(std::int64_t n) { return Duration{n * 1'000'000}; }
  static constexpr Duration seconds(std::int64_t n) { return Duration{n * 1'000'000'000}; }
  static constexpr Duration zero() { return Duration{}; }
  static constexpr Duration longest() { return Duration{INT64_MAX}; }

  /// The door for sampled reals: rounds to the nearest nanosecond, ties away from zero.
  ///
  /// Limits   saturates at `longest()`; a NaN is a programming error.
  static constexpr Duration nearest_seconds(double seconds) {
    ISTHMUS_EXPECTS(seconds == seconds);
    constexpr double longest_seconds = 9.2e9;  // Just inside int64 nanoseconds; saturate beyond.
    if (seconds >= longest_seconds) return longest();
    if (seconds <= -longest_seconds) return -longest();
    // Every draw passes here, so no call of llround; the rest is exact, so the ties are true ones.
    const double ns = seconds * 1e9;
    const auto whole = static_cast<std::int64_t>(ns);
    const double rest = ns - static_cast<double>(whole);
    return Duration{whole + (rest >= 0.5 ? 1 : 0) - (rest <= -0.5 ? 1 : 0)};
  }

  constexpr std::int64_t in_nanoseconds() const { return ns_; }
  constexpr double in_seconds() const { return static_cast<double>(ns_) / 1e9; }

  friend constexpr auto operator<=>(Duration, Duration) = default;
  friend constexpr Duration operator+(Duration a, Duration b) { return Duration{a.ns_ + b.ns_}; }
  friend constexpr Duration operator-(Duration a, Duration b) { return Duration{a.ns_ - b.ns_}; }
  friend constexpr Duration operator-(Duration a) { return Duration{-a.ns_}; }
  friend constexpr Duration operator*(Duration a, std::int64_t n) { return Duration{a.ns_ * n}; }
  /// Whole division: rounds towards zero.
  friend constexpr Duration operator/(Duration a, std::int64_t n) { return Duration{a.ns_ / n}; }
  constexpr Duration& operator+=(Duration other) { return *this = *this + other; }
  constexpr Duration& operator-=(Duration other) { return *this = *this - other; }

 private:
  explicit constexpr Duration(std::int64_t ns) : ns_{ns} {}
  std::int64_t ns_ = 0;
};

/// A reading of the simulation clock. Two readings differ by a Duration; they never add.
class SimTime {
 public:
  constexpr SimTime() = default;

  static constexpr SimTime start() { return SimTime{}; }
  static constexpr SimTime never() { return SimTime{} + Duration::longest(); }

  constexpr Duration since_start() const { return since_start_; }

  friend constexpr auto operator<=>(SimTime, SimTime) = default;
  friend constexpr SimTime operator+(SimTime t, Duration d) { return SimTime{t.since_start_ + d}; }
  friend constexpr SimTime operator-(SimTime t, Duration d) { return SimTime{t.since_start_ - d}; }
  friend constexpr Duration operator-(SimTime a, SimTime b) {
    return a.since_start_ - b.since_start_;
  }

 private:
  explicit constexpr SimTime(Duration since_start) : since_start_{since_start} {}
  Duration since_start_;
};

}  // namespace isthmus
