#include "sim/scenario/precision_text.hpp"

#include <charconv>
#include <string>
#include <utility>

#include "sim/scenario/promise_text.hpp"

namespace isthmus::scenario {
namespace {

constexpr std::size_t replications_max = 100'000;

std::string quoted(std::string_view text) { return "\"" + std::string{text} + "\""; }

Parsed<model::Precision> parse_one(std::string_view text) {
  constexpr std::string_view word = " within ";
  const std::size_t at = text.find(word);
  if (at == std::string_view::npos) {
    return QuantityFault{quoted(text) + " does not say how precisely", "write p99 within 5%"};
  }
  auto statistic = parse_statistic(text.substr(0, at));
  if (auto* fault = std::get_if<QuantityFault>(&statistic)) return std::move(*fault);
  auto share = parse_ratio(text.substr(at + word.size()));
  if (auto* fault = std::get_if<QuantityFault>(&share)) return std::move(*fault);
  if (std::get<Ratio>(share).share() <= 0) {
    return QuantityFault{"nothing is known exactly", "write p99 within 1%"};
  }
  return model::Precision{std::get<model::Statistic>(statistic), std::get<Ratio>(share)};
}

std::optional<std::size_t> whole(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (number < 1 || number > replications_max) return std::nullopt;
  return number;
}

}  // namespace

Parsed<std::vector<model::Precision>> parse_precision(std::string_view text) {
  std::vector<model::Precision> all;
  while (true) {
    const std::size_t comma = text.find(',');
    std::string_view one = text.substr(0, comma);
    while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
    auto read = parse_one(one);
    if (auto* fault = std::get_if<QuantityFault>(&read)) return std::move(*fault);
    all.push_back(std::get<model::Precision>(read));
    if (comma == std::string_view::npos) return all;
    text.remove_prefix(comma + 1);
  }
}

Parsed<ReplicationCount> parse_replication_count(std::string_view text) {
  const std::size_t dots = text.find("..");
  const auto least = whole(text.substr(0, dots));
  ReplicationCount count;
  if (least) count.least = *least;
  count.open = dots != std::string_view::npos;
  if (count.open && dots + 2 < text.size()) count.most = whole(text.substr(dots + 2));
  const bool wrong_most = count.open && dots + 2 < text.size() && !count.most;
  if (!least || wrong_most || (count.most && *count.most < count.least)) {
    return QuantityFault{quoted(text) + " is no number of replications between 1 and " +
                             std::to_string(replications_max),
                         "write 32, or 32.. together with `until`, or 32..256"};
  }
  return count;
}

}  // namespace isthmus::scenario
