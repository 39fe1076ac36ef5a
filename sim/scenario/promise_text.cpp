#include "sim/scenario/promise_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "sim/base/suggest.hpp"

namespace isthmus::scenario {
namespace {

constexpr std::size_t name_length_max = 64;  // Consul: partition and namespace names.

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string quoted(std::string_view text) { return "\"" + std::string{text} + "\""; }

struct NamedStatistic {
  std::string_view name;
  model::Statistic statistic;
};
constexpr std::array<NamedStatistic, 7> statistics{{{"mean", model::Statistic::mean},
                                                    {"p50", model::Statistic::p50},
                                                    {"p90", model::Statistic::p90},
                                                    {"p95", model::Statistic::p95},
                                                    {"p99", model::Statistic::p99},
                                                    {"p99.9", model::Statistic::p999},
                                                    {"p999", model::Statistic::p999}}};

std::vector<std::string> statistic_names() {
  std::vector<std::string> names;
  for (const NamedStatistic& known : statistics) names.emplace_back(known.name);
  names.pop_back();  // The second spelling of p99.9 need not be advertised.
  return names;
}

/// Takes `<`, `<=`, `>` or `>=` off the front of `text`.
std::optional<model::Relation> take_relation(std::string_view& text) {
  if (text.empty() || (text.front() != '<' && text.front() != '>')) return std::nullopt;
  const bool less = text.front() == '<';
  text.remove_prefix(1);
  const bool equal = !text.empty() && text.front() == '=';
  if (equal) text.remove_prefix(1);
  if (less) return equal ? model::Relation::at_most : model::Relation::less;
  return equal ? model::Relation::at_least : model::Relation::greater;
}

/// A whole number up to 9999 off the front of `text`.
std::optional<int> take_number(std::string_view& text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || value < 0 || value > 9999) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

Parsed<model::Statistic> parse_statistic(std::string_view text) {
  const std::string_view name = trimmed(text);
  const auto known = std::find_if(statistics.begin(), statistics.end(),
                                  [&](const NamedStatistic& one) { return one.name == name; });
  if (known != statistics.end()) return known->statistic;
  return QuantityFault{quoted(name) + " is not a known statistic",
                       suggestion(name, statistic_names())};
}

Parsed<model::ExpectLatency> parse_latency_promise(std::string_view text) {
  const std::string_view whole = trimmed(text);
  std::string_view rest = whole;
  const std::size_t sign = std::min(rest.find_first_of("<>"), rest.size());
  const std::string_view name = trimmed(rest.substr(0, sign));
  rest.remove_prefix(sign);

  const auto relation = take_relation(rest);
  if (!relation || name.empty()) {
    return QuantityFault{quoted(whole) + " is not a promise about latency", "write p99 < 120ms"};
  }
  auto statistic = parse_statistic(name);
  if (auto* fault = std::get_if<QuantityFault>(&statistic)) return std::move(*fault);
  auto limit = parse_duration(rest);
  if (auto* fault = std::get_if<QuantityFault>(&limit)) return std::move(*fault);
  return model::ExpectLatency{std::get<model::Statistic>(statistic), *relation,
                              std::get<Duration>(limit)};
}

Parsed<model::ExpectErrorRate> parse_error_rate_promise(std::string_view text) {
  const std::string_view whole = trimmed(text);
  std::string_view rest = whole;
  const auto relation = take_relation(rest);
  if (!relation) {
    return QuantityFault{quoted(whole) + " is not a promise about an error rate",
                         "write \"< 0.1%\""};
  }
  auto limit = parse_ratio(rest);
  if (auto* fault = std::get_if<QuantityFault>(&limit)) return std::move(*fault);
  return model::ExpectErrorRate{*relation, std::get<Ratio>(limit)};
}

Parsed<std::string> parse_gateway_name(std::string_view text) {
  constexpr std::string_view word = "gateway";
  const std::string_view whole = trimmed(text);
  const std::size_t gap = whole.find(' ');
  if (gap != std::string_view::npos) {
    const std::string_view first = whole.substr(0, gap);
    const std::string_view second = trimmed(whole.substr(gap + 1));
    if (second == word) return std::string{first};
    if (first == word) return std::string{second};
  }
  return QuantityFault{quoted(whole) + " does not name a gateway",
                       "write the partition and the word gateway: finance gateway"};
}

Parsed<model::ConsulVersion> parse_version(std::string_view text) {
  const std::string_view whole = trimmed(text);
  std::string_view rest = whole;
  if (!rest.empty() && rest.front() == 'v') rest.remove_prefix(1);
  const QuantityFault wrong{quoted(whole) + " is not a Consul version", "write 1.18.2"};

  std::array<int, 3> numbers{};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (i > 0) {
      if (rest.empty() || rest.front() == '+' || rest.front() == '-') break;
      if (rest.front() != '.') return wrong;
      rest.remove_prefix(1);
    }
    const auto number = take_number(rest);
    if (!number) return wrong;
    numbers[i] = *number;
    if (i == 0 && rest.empty()) return wrong;  // "1" alone says nothing.
  }
  if (!rest.empty() && rest.front() != '+' && rest.front() != '-') return wrong;
  return model::ConsulVersion{numbers[0], numbers[1], numbers[2]};
}

Parsed<mesh::ServiceName> parse_service_name(std::string_view text,
                                             const mesh::ServiceName& context) {
  const std::string_view whole = trimmed(text);
  const std::size_t sign = std::min(whole.find('@'), whole.size());
  std::vector<std::string> parts(1);
  for (const char c : whole.substr(0, sign)) {
    if (c == '/') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  if (parts.size() > 3) {
    return QuantityFault{quoted(whole) + " has too many parts",
                         "write service, partition/service or partition/namespace/service"};
  }
  for (const std::string& part : parts) {
    if (auto fault = name_fault(part)) return std::move(*fault);
  }
  mesh::ServiceName name{context.partition, context.namespace_, parts.back()};
  if (parts.size() > 1) name.partition = parts.front();
  if (parts.size() == 2) name.namespace_ = mesh::default_name;
  if (parts.size() == 3) name.namespace_ = parts[1];
  if (sign == whole.size()) return name;
  name.away = whole.substr(sign + 1);
  if (auto fault = name_fault(name.away)) return std::move(*fault);
  return name;
}

std::optional<QuantityFault> name_fault(std::string_view name) {
  if (name.empty()) return QuantityFault{"a name is empty", "write letters, digits and -"};
  if (name.size() > name_length_max) {
    return QuantityFault{"a name has " + std::to_string(name.size()) + " characters",
                         "Consul allows at most 64"};
  }
  const bool allowed = std::all_of(name.begin(), name.end(), [](char c) {
    return is_letter_or_digit(c) || c == '-' || c == '_';
  });
  if (!allowed || !is_letter_or_digit(name.front()) || !is_letter_or_digit(name.back())) {
    return QuantityFault{
        quoted(name) + " cannot be part of a server name",
        "write letters, digits and -, beginning and ending with a letter or digit"};
  }
  return std::nullopt;
}

}  // namespace isthmus::scenario
