// Sizes, rates and shares, each a type of its own. See time.hpp for time.
//
// Built by named functions, read by named functions; text in and out lives in quantity_text.hpp.
#pragma once

#include <compare>
#include <cstdint>

#include "sim/base/expects.hpp"
#include "sim/base/time.hpp"

namespace isthmus {

/// A number of bytes.
class Bytes {
 public:
  constexpr Bytes() = default;
  static constexpr Bytes of(std::int64_t n) { return Bytes{n}; }
  constexpr std::int64_t count() const { return n_; }

  friend constexpr auto operator<=>(Bytes, Bytes) = default;
  friend constexpr Bytes operator+(Bytes a, Bytes b) { return Bytes{a.n_ + b.n_}; }
  friend constexpr Bytes operator-(Bytes a, Bytes b) { return Bytes{a.n_ - b.n_}; }
  constexpr Bytes& operator+=(Bytes other) { return *this = *this + other; }

 private:
  explicit constexpr Bytes(std::int64_t n) : n_{n} {}
  std::int64_t n_ = 0;
};

/// A transmission rate in bits per second. There is no unlimited rate: a link without a stated
/// bandwidth holds an empty optional.
class BitRate {
 public:
  constexpr BitRate() = default;
  static constexpr BitRate bits_per_second(double n) { return BitRate{n}; }
  constexpr double in_bits_per_second() const { return n_; }

  /// The time to put `size` on the wire, rounded to the nearest nanosecond.
  Duration transmission(Bytes size) const {
    ISTHMUS_EXPECTS(n_ > 0);
    return Duration::nearest_seconds(static_cast<double>(size.count()) * 8.0 / n_);
  }

  friend constexpr auto operator<=>(BitRate, BitRate) = default;

 private:
  explicit constexpr BitRate(double n) : n_{n} {}
  double n_ = 0;
};

/// Something per second: requests, connections.
class PerSecond {
 public:
  constexpr PerSecond() = default;
  static constexpr PerSecond of(double n) { return PerSecond{n}; }
  constexpr double in_per_second() const { return n_; }

  friend constexpr auto operator<=>(PerSecond, PerSecond) = default;

 private:
  explicit constexpr PerSecond(double n) : n_{n} {}
  double n_ = 0;
};

/// A share of a whole: 0.25 is "25 %". May exceed 1 where that means something (offered load).
class Ratio {
 public:
  constexpr Ratio() = default;
  static constexpr Ratio of(double share) { return Ratio{share}; }
  static constexpr Ratio percent(double n) { return Ratio{n / 100.0}; }
  constexpr double share() const { return n_; }

  friend constexpr auto operator<=>(Ratio, Ratio) = default;

 private:
  explicit constexpr Ratio(double n) : n_{n} {}
  double n_ = 0;
};

}  // namespace isthmus
