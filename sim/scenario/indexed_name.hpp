// Names of instances, as events have them.
#pragma once

#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <system_error>

namespace isthmus::scenario {

/// `finance[0]`: what is named, and which of its instances.
struct Indexed {
  std::string name{};
  std::optional<std::size_t> instance{};
};

/// None where the brackets hold no number, or anything stands behind them.
inline std::optional<Indexed> parse_indexed(const std::string& text) {
  const std::size_t open = text.find('[');
  if (open == std::string::npos) return Indexed{text, {}};
  const char* begin = text.data() + open + 1;
  const char* end = text.data() + text.size();
  std::size_t number = 0;
  const auto [rest, error] = std::from_chars(begin, end, number);
  if (error != std::errc{} || rest + 1 != end || *rest != ']' || open == 0) return std::nullopt;
  return Indexed{text.substr(0, open), number};
}

}  // namespace isthmus::scenario
