#include "sim/cli/arguments.hpp"

#include <charconv>
#include <variant>

#include "sim/base/expects.hpp"
#include "sim/base/quantity_text.hpp"

namespace isthmus::cli {

void Arguments::add(std::string_view option, std::string value) {
  values_[std::string{option}].push_back(std::move(value));
}

std::vector<std::string> Arguments::all(std::string_view option) const {
  const auto found = values_.find(option);
  return found == values_.end() ? std::vector<std::string>{} : found->second;
}

std::optional<std::string> Arguments::text(std::string_view option) const {
  const auto found = values_.find(option);
  if (found == values_.end()) return std::nullopt;
  return found->second.back();
}

std::optional<std::uint64_t> Arguments::number(std::string_view option) const {
  const auto written = text(option);
  if (!written) return std::nullopt;
  std::uint64_t value = 0;
  const char* end = written->data() + written->size();
  const auto read = std::from_chars(written->data(), end, value);
  ISTHMUS_EXPECTS(read.ec == std::errc{} && read.ptr == end);  // parse() let nothing else through.
  return value;
}

std::optional<Duration> Arguments::duration(std::string_view option) const {
  const auto written = text(option);
  if (!written) return std::nullopt;
  const auto parsed = parse_duration(*written);
  ISTHMUS_EXPECTS(std::holds_alternative<Duration>(parsed));
  return std::get<Duration>(parsed);
}

ColourChoice Arguments::colour() const {
  const auto written = text("color");
  if (written == "always") return ColourChoice::always;
  return written == "never" ? ColourChoice::never : ColourChoice::automatic;
}

}  // namespace isthmus::cli
