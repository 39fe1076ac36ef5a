// Numbers to text, the same bytes in every locale: the only door by which a number leaves.
#pragma once

#include <cstdint>
#include <string>

#include "sim/base/quantity.hpp"
#include "sim/base/time.hpp"

namespace isthmus {

/// The shortest text that reads back as exactly `value` ("0.1", "1e-09", "12"). For JSON and CSV.
///
/// Errors   a NaN or infinity is a programming error: it must not leave the program.
std::string shortest_text(double value);

/// `value` with exactly `decimals` digits after the point.
std::string fixed_text(double value, int decimals);

/// For people: three significant digits and a unit ("79.1 ms", "4.05 s", "120 ns", "0 s").
std::string human_text(Duration value);

/// For people: "517 B", "1.5 KiB", "22.3 MiB".
std::string human_text(Bytes value);

/// For people: digits in groups of three with a thin gap ("1 234 567").
std::string grouped_text(std::int64_t value);

/// Exact text with a unit that reads back as the same value ("5ms", "1500ns", "2s").
std::string exact_text(Duration value);

}  // namespace isthmus
