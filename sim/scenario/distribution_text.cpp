#include "sim/scenario/distribution_text.hpp"

#include <charconv>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <utility>
#include <variant>

#include "sim/base/number_text.hpp"
#include "sim/base/suggest.hpp"

namespace isthmus::scenario {
namespace {

using random::Distribution;

constexpr std::uint32_t stages_max = 1'000'000;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// One law with what stands between its brackets, cut at the commas.
struct Call {
  std::string_view law;
  std::vector<std::string_view> arguments;
};

std::vector<std::string_view> cut_at_commas(std::string_view text) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t comma = text.find(',');
    parts.push_back(trimmed(text.substr(0, comma)));
    if (comma == std::string_view::npos) return parts;
    text.remove_prefix(comma + 1);
  }
}

/// Reads arguments one by one and keeps the first fault, so that each law below is one expression.
class Arguments {
 public:
  Arguments(const Call& call, std::initializer_list<std::string_view> names) : law_{call.law} {
    for (const std::string_view name : names) names_.emplace_back(name);
    values_.resize(names_.size());
    if (call.arguments.size() != names_.size()) {
      blame(count_fault());
      return;
    }
    for (std::size_t i = 0; i < call.arguments.size(); ++i) place(i, call.arguments[i]);
  }

  Duration time(std::size_t i) { return read(parse_duration, i); }
  Ratio share(std::size_t i) { return read(parse_ratio, i); }

  double number(std::size_t i) {
    double value = 0;
    const std::string_view text = values_[i];
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
      blame({"\"" + std::string{text} + "\" is not a number", "write 1.5"});
    }
    return value;
  }

  std::uint32_t natural(std::size_t i) {
    std::uint32_t value = 0;
    const std::string_view text = values_[i];
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value == 0 ||
        value > stages_max) {
      blame({"\"" + std::string{text} + "\" is not a whole number from 1 to 1000000", "write 4"});
      return 1;
    }
    return value;
  }

  const std::optional<QuantityFault>& fault() const { return fault_; }

 private:
  void place(std::size_t i, std::string_view argument) {
    const std::size_t equals = argument.find('=');
    if (equals == std::string_view::npos) return put(i, argument);
    const std::string_view name = trimmed(argument.substr(0, equals));
    for (std::size_t k = 0; k < names_.size(); ++k) {
      if (names_[k] == name) return put(k, trimmed(argument.substr(equals + 1)));
    }
    blame({"\"" + law_ + "\" has no argument \"" + std::string{name} + "\"",
           suggestion(name, names_)});
  }

  void put(std::size_t i, std::string_view value) {
    if (!values_[i].empty()) blame({"\"" + law_ + "\" got \"" + names_[i] + "\" twice", form()});
    values_[i] = value;
  }

  template <class T>
  T read(Parsed<T> (*parse)(std::string_view), std::size_t i) {
    Parsed<T> parsed = parse(values_[i]);
    if (const T* value = std::get_if<T>(&parsed)) return *value;
    blame(std::get<QuantityFault>(std::move(parsed)));
    return T{};
  }

  QuantityFault count_fault() const {
    return {"\"" + law_ + "\" takes " + std::to_string(names_.size()) +
                (names_.size() == 1 ? " argument" : " arguments"),
            form()};
  }

  std::string form() const {
    for (const std::string& form : distribution_forms()) {
      if (form.rfind(law_ + "(", 0) == 0) return "write " + form;
    }
    return {};
  }

  void blame(QuantityFault fault) {
    if (!fault_) fault_ = std::move(fault);
  }

  std::string law_;
  std::vector<std::string> names_;
  std::vector<std::string_view> values_;
  std::optional<QuantityFault> fault_;
};

Parsed<Distribution> checked(Distribution law, const std::optional<QuantityFault>& fault) {
  if (fault) return *fault;
  if (const auto wrong = random::fault_of(law)) return QuantityFault{*wrong, ""};
  return law;
}

Parsed<Distribution> empirical(const Call& call) {
  random::Empirical law;
  for (const std::string_view argument : call.arguments) {
    const std::size_t gap = argument.rfind(' ');
    if (gap == std::string_view::npos) {
      return QuantityFault{"\"" + std::string{argument} + "\" has no weight",
                           "write empirical(1ms 50%, 2ms 50%)"};
    }
    auto value = parse_duration(argument.substr(0, gap));
    auto weight = parse_ratio(argument.substr(gap + 1));
    if (auto* fault = std::get_if<QuantityFault>(&value)) return std::move(*fault);
    if (auto* fault = std::get_if<QuantityFault>(&weight)) return std::move(*fault);
    law.points.push_back({std::get<Duration>(value), std::get<Ratio>(weight)});
  }
  return checked(law, std::nullopt);
}

const std::vector<std::string>& laws() {
  static const std::vector<std::string> names{"exp",    "lognormal", "erlang",   "hyperexp",
                                              "pareto", "uniform",   "empirical"};
  return names;
}

Parsed<Distribution> called(const Call& call) {
  if (call.law == "exp") {
    Arguments of{call, {"mean"}};
    if (of.fault()) return *of.fault();
    return checked(random::Exponential{of.time(0)}, of.fault());
  }
  if (call.law == "lognormal") {
    Arguments of{call, {"p50", "p99"}};
    if (of.fault()) return *of.fault();
    return checked(random::Lognormal{of.time(0), of.time(1)}, of.fault());
  }
  if (call.law == "erlang") {
    Arguments of{call, {"stages", "mean"}};
    if (of.fault()) return *of.fault();
    return checked(random::Erlang{of.natural(0), of.time(1)}, of.fault());
  }
  if (call.law == "hyperexp") {
    Arguments of{call, {"p", "mean1", "mean2"}};
    if (of.fault()) return *of.fault();
    const Ratio first = of.share(0);
    const Ratio second = Ratio::of(1 - first.share());
    return checked(random::Hyperexponential{{{first, of.time(1)}, {second, of.time(2)}}},
                   of.fault());
  }
  if (call.law == "pareto") {
    Arguments of{call, {"shape", "min", "max"}};
    if (of.fault()) return *of.fault();
    return checked(random::BoundedPareto{of.time(1), of.time(2), of.number(0)}, of.fault());
  }
  if (call.law == "uniform") {
    Arguments of{call, {"min", "max"}};
    if (of.fault()) return *of.fault();
    return checked(random::Uniform{of.time(0), of.time(1)}, of.fault());
  }
  if (call.law == "empirical") return empirical(call);
  return QuantityFault{"\"" + std::string{call.law} + "\" is not a known distribution",
                       suggestion(call.law, laws())};
}

std::string percent_text(Ratio share) { return shortest_text(share.share() * 100) + "%"; }

}  // namespace

Parsed<Distribution> parse_distribution(std::string_view text) {
  text = trimmed(text);
  const std::size_t bracket = text.find('(');
  if (bracket == std::string_view::npos) {
    auto constant = parse_duration(text);
    if (auto* fault = std::get_if<QuantityFault>(&constant)) {
      fault->remedy += "; or a distribution such as lognormal(p50=2ms, p99=15ms)";
      return std::move(*fault);
    }
    return Distribution{random::Constant{std::get<Duration>(constant)}};
  }
  if (text.back() != ')') {
    return QuantityFault{"a distribution ends with \")\"", "write exp(5ms)"};
  }
  const std::string_view inside = text.substr(bracket + 1, text.size() - bracket - 2);
  return called({trimmed(text.substr(0, bracket)), cut_at_commas(inside)});
}

std::string distribution_text(const Distribution& law) {
  struct Writer {
    std::string operator()(const random::Constant& c) const { return exact_text(c.value); }
    std::string operator()(const random::Uniform& u) const {
      return "uniform(" + exact_text(u.low) + ", " + exact_text(u.high) + ")";
    }
    std::string operator()(const random::Exponential& e) const {
      return "exp(" + exact_text(e.mean) + ")";
    }
    std::string operator()(const random::Lognormal& l) const {
      return "lognormal(p50=" + exact_text(l.p50) + ", p99=" + exact_text(l.p99) + ")";
    }
    std::string operator()(const random::Erlang& e) const {
      return "erlang(" + std::to_string(e.stages) + ", " + exact_text(e.mean) + ")";
    }
    std::string operator()(const random::Hyperexponential& h) const {
      // Text has two branches; more can only be made by a program.
      return "hyperexp(" + percent_text(h.branches.front().weight) + ", " +
             exact_text(h.branches.front().mean) + ", " + exact_text(h.branches.back().mean) + ")";
    }
    std::string operator()(const random::BoundedPareto& p) const {
      return "pareto(" + shortest_text(p.shape) + ", " + exact_text(p.low) + ", " +
             exact_text(p.high) + ")";
    }
    std::string operator()(const random::Empirical& e) const {
      std::string text = "empirical(";
      for (const auto& point : e.points) {
        if (text.back() != '(') text += ", ";
        text += exact_text(point.value) + " " + percent_text(point.weight);
      }
      return text + ")";
    }
  };
  return std::visit(Writer{}, law);
}

const std::vector<std::string>& distribution_forms() {
  static const std::vector<std::string> forms{"8ms",
                                              "exp(5ms)",
                                              "lognormal(p50=2ms, p99=15ms)",
                                              "erlang(4, 5ms)",
                                              "hyperexp(30%, 1ms, 20ms)",
                                              "pareto(1.5, 1ms, 1s)",
                                              "uniform(1ms, 3ms)",
                                              "empirical(1ms 50%, 2ms 50%)"};
  return forms;
}

}  // namespace isthmus::scenario
