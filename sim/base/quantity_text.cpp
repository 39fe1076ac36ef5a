#include "sim/base/quantity_text.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace isthmus {
namespace {

// A decimal times a unit needs more bits than it has in the end: 25 digits (84 bits) times the
// largest unit (42 bits).
__extension__ using Wide = unsigned __int128;

constexpr int digits_max = 25;
constexpr std::size_t echo_max = 40;

struct Unit {
  std::string_view name;
  std::int64_t size;
};

constexpr Unit time_units[] = {
    {"ns", 1},         {"us", 1'000},        {"µs", 1'000},  // U+00B5 micro sign
    {"μs", 1'000},                                           // U+03BC Greek letter mu
    {"ms", 1'000'000}, {"s", 1'000'000'000}, {"m", 60'000'000'000}, {"h", 3'600'000'000'000}};
constexpr Unit size_units[] = {{"B", 1},
                               {"kB", 1'000},
                               {"MB", 1'000'000},
                               {"GB", 1'000'000'000},
                               {"TB", 1'000'000'000'000},
                               {"KiB", std::int64_t{1} << 10},
                               {"MiB", std::int64_t{1} << 20},
                               {"GiB", std::int64_t{1} << 30},
                               {"TiB", std::int64_t{1} << 40}};
constexpr Unit bit_rate_units[] = {
    {"bit/s", 1},          {"kbit/s", 1'000},         {"Kbit/s", 1'000},
    {"Mbit/s", 1'000'000}, {"Gbit/s", 1'000'000'000}, {"Tbit/s", 1'000'000'000'000}};

constexpr std::string_view time_remedy = "write 5ms or 5s (ns, us, ms, s, m, h)";
constexpr std::string_view size_remedy =
    "write 16kB or 16KiB (B, kB, MB, GB, TB, KiB, MiB, GiB, TiB)";
constexpr std::string_view bit_rate_remedy =
    "write 100Mbit/s or 10Gbit/s (bit/s, kbit/s, Mbit/s, Gbit/s)";
constexpr std::string_view per_second_remedy = "write 400/s, 1.5k/s, 12/m or 600/h";
constexpr std::string_view ratio_remedy = "write 30% or 0.3";
constexpr std::string_view cpu_remedy = "write 500m, 0.5 or 2 (cores)";

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// The text as a message repeats it: quoted, and not at any length.
std::string echo(std::string_view text) {
  if (text.size() <= echo_max) return "\"" + std::string{text} + "\"";
  std::size_t end = echo_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return "\"" + std::string{text.substr(0, end)} + "...\"";
}

QuantityFault fault(std::string_view text, std::string_view what, std::string_view remedy) {
  return {echo(text) + " " + std::string{what}, std::string{remedy}};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Leading digits of `text`, with at most one point between digits; taken off its front.
std::string_view take_number(std::string_view& text) {
  std::size_t end = 0;
  while (end < text.size() && is_digit(text[end])) ++end;
  if (end > 0 && end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1])) {
    ++end;
    while (end < text.size() && is_digit(text[end])) ++end;
  }
  const std::string_view number = text.substr(0, end);
  text.remove_prefix(end);
  return number;
}

/// Why `text` does not begin with a number.
QuantityFault no_number(std::string_view text, std::string_view remedy) {
  if (text.empty()) return {"nothing is written here", std::string{remedy}};
  if (text.front() == '-') return fault(text, "is negative", "write 0 or more, with its unit");
  return fault(text, "is not a number", remedy);
}

enum class Exactness { exact, too_fine, too_large };

struct Scaled {
  Exactness exactness;
  std::int64_t count;
};

/// `number` (digits with at most one point) times `unit`, exactly or not at all.
Scaled scaled(std::string_view number, std::int64_t unit) {
  if (number.find('.') != std::string_view::npos) {
    while (number.back() == '0') number.remove_suffix(1);
    if (number.back() == '.') number.remove_suffix(1);
  }
  constexpr Wide largest = INT64_MAX;
  Wide coefficient = 0;
  int digits = 0;  // From the first that is not 0.
  int fraction_digits = 0;
  bool after_point = false;
  for (const char c : number) {
    if (c == '.') {
      after_point = true;
      continue;
    }
    coefficient = coefficient * 10 + static_cast<Wide>(c - '0');
    if (after_point) ++fraction_digits;
    if (coefficient != 0) ++digits;
    if (digits > digits_max || fraction_digits > digits_max) {
      return {after_point ? Exactness::too_fine : Exactness::too_large, 0};
    }
  }
  Wide divisor = 1;
  for (int i = 0; i < fraction_digits; ++i) divisor *= 10;
  const Wide product = coefficient * static_cast<Wide>(unit);
  if (product % divisor != 0) return {Exactness::too_fine, 0};
  if (product / divisor > largest) return {Exactness::too_large, 0};
  return {Exactness::exact, static_cast<std::int64_t>(product / divisor)};
}

/// The double nearest to `number` times ten to the `exponent`.
std::optional<double> nearest_double(std::string_view number, int exponent) {
  const std::string text = std::string{number} + "e" + std::to_string(exponent);
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{}) return std::nullopt;
  return value;
}

int tens(std::int64_t size) {
  int exponent = 0;
  for (; size >= 10; size /= 10) ++exponent;
  return exponent;
}

const Unit* unit_named(std::string_view name, std::span<const Unit> units) {
  for (const Unit& unit : units) {
    if (unit.name == name) return &unit;
  }
  return nullptr;
}

bool same_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

/// Why `unit`, a part of `text`, is not one of `units`: absent, in the wrong case, or unknown.
QuantityFault unknown_unit(std::string_view text, std::string_view number, std::string_view unit,
                           std::span<const Unit> units, std::string_view remedy) {
  if (unit.empty()) return fault(text, "has no unit", remedy);
  for (const Unit& known : units) {
    if (!same_ignoring_case(unit, known.name)) continue;
    return fault(text, "has its unit in the wrong letter case",
                 "write " + std::string{number} + std::string{known.name});
  }
  const std::string_view tail = text.substr(static_cast<std::size_t>(unit.data() - text.data()));
  const bool exponent = tail.size() > 1 && (tail[0] == 'e' || tail[0] == 'E') &&
                        (is_digit(tail[1]) || tail[1] == '-' || tail[1] == '+');
  if (exponent) return fault(text, "is written with an exponent", remedy);
  return fault(text, "has the unknown unit " + echo(unit), remedy);
}

}  // namespace

Parsed<Duration> parse_duration(std::string_view written) {
  const std::string_view text = trimmed(written);
  std::string_view rest = text;
  std::int64_t total = 0;
  std::int64_t unit_before = INT64_MAX;
  do {
    const std::string_view number = take_number(rest);
    if (number.empty()) return no_number(text, time_remedy);
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
    std::size_t end = 0;
    while (end < rest.size() && !is_digit(rest[end])) ++end;
    const std::string_view name = rest.substr(0, end);
    rest.remove_prefix(end);

    const Unit* unit = unit_named(name, time_units);
    if (unit == nullptr) return unknown_unit(text, number, name, time_units, time_remedy);
    if (unit->size >= unit_before) {
      return fault(text, "does not go from the largest unit down", "write it like 1m30s");
    }
    unit_before = unit->size;
    const Scaled part = scaled(number, unit->size);
    if (part.exactness == Exactness::too_fine) {
      return fault(text, "is finer than a nanosecond", "round it to a whole number of nanoseconds");
    }
    const bool overflows =
        part.exactness == Exactness::too_large || __builtin_add_overflow(total, part.count, &total);
    if (overflows) return fault(text, "is longer than 292 years", "write a shorter time");
  } while (!rest.empty());
  return Duration::nanoseconds(total);
}

Parsed<Bytes> parse_bytes(std::string_view written) {
  const std::string_view text = trimmed(written);
  std::string_view rest = text;
  const std::string_view number = take_number(rest);
  if (number.empty()) return no_number(text, size_remedy);
  const std::string_view name = trimmed(rest);
  const Unit* unit = unit_named(name, size_units);
  if (unit == nullptr) return unknown_unit(text, number, name, size_units, size_remedy);
  const Scaled size = scaled(number, unit->size);
  if (size.exactness == Exactness::too_fine) {
    return fault(text, "is not a whole number of bytes", "round it, or write it in a smaller unit");
  }
  if (size.exactness == Exactness::too_large) {
    return fault(text, "is more than 8 EiB", "write a smaller size");
  }
  return Bytes::of(size.count);
}

Parsed<BitRate> parse_bit_rate(std::string_view written) {
  const std::string_view text = trimmed(written);
  std::string_view rest = text;
  const std::string_view number = take_number(rest);
  if (number.empty()) return no_number(text, bit_rate_remedy);
  const std::string_view name = trimmed(rest);
  const Unit* unit = unit_named(name, bit_rate_units);
  if (unit == nullptr) return unknown_unit(text, number, name, bit_rate_units, bit_rate_remedy);
  const std::optional<double> rate = nearest_double(number, tens(unit->size));
  if (!rate) return fault(text, "is out of range", "write a rate that a link can have");
  if (*rate == 0) return fault(text, "would carry nothing", "write more than 0");
  return BitRate::bits_per_second(*rate);
}

Parsed<PerSecond> parse_per_second(std::string_view written) {
  const std::string_view text = trimmed(written);
  std::string_view rest = text;
  const std::string_view number = take_number(rest);
  if (number.empty()) return no_number(text, per_second_remedy);
  std::string_view name = trimmed(rest);
  int exponent = 0;
  if (name.starts_with("k") || name.starts_with("M")) {
    exponent = name.front() == 'k' ? 3 : 6;
    name = trimmed(name.substr(1));
  }
  constexpr Unit per_units[] = {{"/s", 1}, {"/m", 60}, {"/h", 3600}};
  const Unit* unit = unit_named(name, per_units);
  if (unit == nullptr) return unknown_unit(text, number, name, per_units, per_second_remedy);
  const std::optional<double> rate = nearest_double(number, exponent);
  if (!rate) return fault(text, "is out of range", per_second_remedy);
  return PerSecond::of(*rate / static_cast<double>(unit->size));
}

Parsed<Ratio> parse_ratio(std::string_view written) {
  const std::string_view text = trimmed(written);
  std::string_view rest = text;
  const std::string_view number = take_number(rest);
  if (number.empty()) return no_number(text, ratio_remedy);
  const std::string_view name = trimmed(rest);
  if (!name.empty() && name != "%") return fault(text, "is not a share", ratio_remedy);
  const std::optional<double> share = nearest_double(number, name.empty() ? 0 : -2);
  if (!share || *share > 1) {
    const bool meant_percent = name.empty() && share && *share <= 100;
    return fault(text, "is more than the whole",
                 meant_percent ? "write " + std::string{number} + "%" : "write at most 100%");
  }
  return Ratio::of(*share);
}

Parsed<double> parse_cpu(std::string_view written) {
  const std::string_view text = trimmed(written);
  std::string_view rest = text;
  const std::string_view number = take_number(rest);
  if (number.empty()) return no_number(text, cpu_remedy);
  if (!rest.empty() && rest != "m") return fault(text, "is not an amount of CPU", cpu_remedy);
  const std::optional<double> cores = nearest_double(number, rest.empty() ? 0 : -3);
  if (!cores) return fault(text, "is out of range", cpu_remedy);
  if (*cores == 0) return fault(text, "is no CPU at all", "write more than 0");
  return *cores;
}

}  // namespace isthmus
