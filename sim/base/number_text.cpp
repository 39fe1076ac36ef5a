#include "sim/base/number_text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>

#include "sim/base/expects.hpp"

namespace isthmus {
namespace {

std::uint64_t magnitude(std::int64_t n) {
  return n < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
}

std::uint64_t power_of_ten(int exponent) {
  std::uint64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

/// `n / unit` rounded to `decimals`, ties away from zero, as a count of the last decimal. In whole
/// numbers, so that what people read never depends on the rounding of a double.
std::uint64_t rounded(std::uint64_t n, std::uint64_t unit, int decimals) {
  const std::uint64_t scale = power_of_ten(decimals);
  return n / unit * scale + (n % unit * scale + unit / 2) / unit;
}

std::string with_point(std::uint64_t count, int decimals) {
  std::string text = std::to_string(count);
  if (decimals == 0) return text;
  const auto places = static_cast<std::size_t>(decimals);
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  return text.insert(text.size() - places, 1, '.');
}

std::string grouped(std::string digits) {
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, 1, ' ');
  return digits;
}

struct Unit {
  std::uint64_t size;
  const char* name;
};

std::string sign_of(std::int64_t n) { return n < 0 ? "-" : ""; }

}  // namespace

std::string shortest_text(double value) {
  ISTHMUS_EXPECTS(std::isfinite(value));
  std::array<char, 32>
      text;  // The longest shortest form is 24 characters: -2.2250738585072014e-308.
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
  return {text.data(), end.ptr};
}

std::string fixed_text(double value, int decimals) {
  ISTHMUS_EXPECTS(std::isfinite(value) && decimals >= 0 && decimals <= 40);
  std::array<char, 360> text;  // 309 digits before the point, a sign, the point and the decimals.
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                 std::chars_format::fixed, decimals);
  std::string fixed{text.data(), end.ptr};
  const bool nothing_left = fixed.find_first_not_of("-0.") == std::string::npos;
  if (nothing_left && fixed.front() == '-') fixed.erase(0, 1);
  return fixed;
}

std::string human_text(Duration value) {
  const std::uint64_t n = magnitude(value.in_nanoseconds());
  if (n == 0) return "0 s";
  if (n < 1000) return sign_of(value.in_nanoseconds()) + std::to_string(n) + " ns";

  constexpr Unit units[] = {{1'000, " µs"},
                            {1'000'000, " ms"},
                            {1'000'000'000, " s"},
                            {60'000'000'000, " min"},
                            {3'600'000'000'000, " h"}};
  for (const Unit& unit : units) {
    for (int decimals = 2; decimals >= 0; --decimals) {
      const std::uint64_t count = rounded(n, unit.size, decimals);
      if (count > 999) continue;  // More than three digits: fewer decimals, or the next unit.
      return sign_of(value.in_nanoseconds()) + with_point(count, decimals) + unit.name;
    }
  }
  return sign_of(value.in_nanoseconds()) + grouped(std::to_string(rounded(n, units[4].size, 0))) +
         units[4].name;
}

std::string human_text(Bytes value) {
  const std::uint64_t n = magnitude(value.count());
  const std::string sign = sign_of(value.count());
  if (n < 1024) return sign + std::to_string(n) + " B";

  constexpr Unit units[] = {{std::uint64_t{1} << 10, " KiB"}, {std::uint64_t{1} << 20, " MiB"},
                            {std::uint64_t{1} << 30, " GiB"}, {std::uint64_t{1} << 40, " TiB"},
                            {std::uint64_t{1} << 50, " PiB"}, {std::uint64_t{1} << 60, " EiB"}};
  for (const Unit& unit : units) {
    const std::uint64_t tenths = rounded(n, unit.size, 1);
    if (tenths < 1000) return sign + with_point(tenths, 1) + unit.name;
    const std::uint64_t whole = rounded(n, unit.size, 0);
    if (whole < 1024) return sign + std::to_string(whole) + unit.name;
  }
  return sign + std::to_string(n) + " B";  // Not reached: 2^63 bytes are 8 EiB.
}

std::string grouped_text(std::int64_t value) {
  return sign_of(value) + grouped(std::to_string(magnitude(value)));
}

std::string exact_text(Duration value) {
  const std::uint64_t n = magnitude(value.in_nanoseconds());
  constexpr Unit units[] = {{1'000'000'000, "s"}, {1'000'000, "ms"}, {1'000, "us"}};
  for (const Unit& unit : units) {
    if (n % unit.size == 0) {
      return sign_of(value.in_nanoseconds()) + std::to_string(n / unit.size) + unit.name;
    }
  }
  return sign_of(value.in_nanoseconds()) + std::to_string(n) + "ns";
}

}  // namespace isthmus
