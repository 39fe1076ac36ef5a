#include "sim/scenario/values.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>
#include <variant>

#include "sim/base/quantity_text.hpp"
#include "sim/scenario/precision_text.hpp"
#include "sim/scenario/promise_text.hpp"

namespace isthmus::scenario {
namespace {

constexpr const char* number = "[0-9]+([.][0-9]+)?";

Shape text_shape(std::string wanted, std::string pattern) {
  return {.kind = Shape::Kind::text, .wanted = std::move(wanted), .pattern = std::move(pattern)};
}

/// Reads a scalar with one of the text parsers.
template <class T>
std::optional<T> parsed(Decoder& decoder, const Node& node, Parsed<T> (*parse)(std::string_view),
                        std::string_view wanted, std::string code = "invalid-quantity") {
  if (!node.is_scalar()) {
    decoder.wrong_type(node, wanted);
    return std::nullopt;
  }
  Parsed<T> result = parse(node.text);
  if (auto* fault = std::get_if<QuantityFault>(&result)) {
    decoder.error(node.at, std::move(code), std::move(fault->problem), std::move(fault->remedy));
    return std::nullopt;
  }
  return std::get<T>(std::move(result));
}

Parsed<HostPort> parse_host_port(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  const QuantityFault wrong{quoted(text) + " is not an address", "write 10.0.0.1:8443"};
  if (colon == std::string_view::npos || colon == 0) return wrong;
  const std::string_view digits = text.substr(colon + 1);
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (error != std::errc{} || end != digits.data() + digits.size() || port == 0) return wrong;
  std::string_view host = text.substr(0, colon);
  if (host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  if (host.empty()) return wrong;
  return HostPort{std::string{host}, port};
}

Parsed<Warmup> parse_warmup(std::string_view text) {
  if (text == "auto") return Warmup{};
  auto fixed = parse_duration(text);
  if (auto* fault = std::get_if<QuantityFault>(&fixed)) {
    fault->remedy += "; or auto";
    return std::move(*fault);
  }
  return Warmup{false, std::get<Duration>(fixed)};
}

/// CPUs as Kubernetes counts them: 500m, 0.5 or 2, in steps of a thousandth.
Parsed<model::CpuLimit> parse_cpu(std::string_view text) {
  const QuantityFault wrong{quoted(text) + " is not an amount of CPU", "write 500m, 0.5 or 2"};
  constexpr std::int64_t cores_max = 10'000;
  const bool thousandths = !text.empty() && text.back() == 'm';
  const std::string_view digits = thousandths ? text.substr(0, text.size() - 1) : text;
  const std::size_t point = thousandths ? digits.size() : std::min(digits.find('.'), digits.size());
  std::string fraction{digits.substr(std::min(point + 1, digits.size()))};
  if (point < digits.size() && (fraction.empty() || fraction.size() > 3)) return wrong;
  fraction.resize(3, '0');
  const std::string all = std::string{digits.substr(0, point)} + (thousandths ? "" : fraction);
  std::int64_t millicores = 0;
  const auto [end, error] = std::from_chars(all.data(), all.data() + all.size(), millicores);
  if (point == 0 || error != std::errc{} || end != all.data() + all.size() || all.front() == '-') {
    return wrong;
  }
  if (millicores == 0 || millicores > cores_max * 1000) {
    return QuantityFault{quoted(text) + " is not between 1m and " + std::to_string(cores_max),
                         "write 500m, 0.5 or 2"};
  }
  return model::CpuLimit{millicores};
}

Parsed<SplitWeight> parse_weight(std::string_view text) {
  SplitWeight weight;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), weight.percent);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(weight.percent)) {
    return QuantityFault{quoted(text) + " is not a weight in percent", "write 90, or 12.5"};
  }
  return weight;
}

}  // namespace

Shape shape_of(As<std::string>) { return text_shape("a text", ""); }
Shape shape_of(As<std::uint64_t>) {
  return {.kind = Shape::Kind::natural, .wanted = "a whole number"};
}
Shape shape_of(As<Duration>) {
  return text_shape("a time such as 5ms",
                    "^ *(" + std::string{number} + " *(ns|us|\u00b5s|\u03bcs|ms|s|m|h))+ *$");
}
Shape shape_of(As<Bytes>) {
  return text_shape("a size such as 16KiB",
                    "^ *" + std::string{number} + " *([kMGT]B|[KMGT]iB|B) *$");
}
Shape shape_of(As<BitRate>) {
  return text_shape("a rate such as 10Gbit/s", "^ *" + std::string{number} + " *[kKMGT]?bit/s *$");
}
Shape shape_of(As<PerSecond>) {
  return text_shape("a rate such as 400/s", "^ *" + std::string{number} + " *[kM]?/[smh] *$");
}
Shape shape_of(As<model::CpuLimit>) {
  return text_shape("an amount of CPU such as 500m", "^[0-9]+(m|[.][0-9]{1,3})?$");
}
Shape shape_of(As<Concurrency>) {
  return text_shape("a whole number, or unlimited", "^([0-9]+|unlimited)$");
}
Shape shape_of(As<Ratio>) {
  return text_shape("a share such as 0.1%", "^ *" + std::string{number} + " *%? *$");
}
Shape shape_of(As<HostPort>) { return text_shape("an address such as 10.0.0.1:8443", ".:[0-9]+$"); }
Shape shape_of(As<Warmup>) { return text_shape("auto, or a time such as 5s", ""); }
Shape shape_of(As<ReplicationCount>) { return text_shape("a whole number, or 32..", ""); }
Shape shape_of(As<std::vector<model::Precision>>) {
  return text_shape("a precision such as p99 within 5%", " within ");
}
Shape shape_of(As<model::ConsulVersion>) { return text_shape("a version such as 1.18.2", ""); }
Shape shape_of(As<model::ExpectLatency>) {
  return text_shape("a promise such as p99 < 120ms", "[<>]");
}
Shape shape_of(As<model::ExpectErrorRate>) {
  return text_shape("a promise such as \"< 0.1%\"", "[<>]");
}

Shape shape_of(As<SplitWeight>) { return text_shape("percent, such as 90", ""); }

std::optional<SplitWeight> read_value(Decoder& decoder, const Node& node, As<SplitWeight>) {
  return parsed(decoder, node, parse_weight, "percent, such as 90");
}

std::optional<std::string> read_value(Decoder& decoder, const Node& node, As<std::string>) {
  if (node.is_scalar()) return node.text;
  decoder.wrong_type(node, "a text");
  return std::nullopt;
}

std::optional<std::uint64_t> read_value(Decoder& decoder, const Node& node, As<std::uint64_t>) {
  return read_natural(decoder, node, 0, UINT64_MAX);
}

std::optional<Duration> read_value(Decoder& decoder, const Node& node, As<Duration>) {
  return parsed(decoder, node, parse_duration, "a time such as 5ms");
}
std::optional<Bytes> read_value(Decoder& decoder, const Node& node, As<Bytes>) {
  return parsed(decoder, node, parse_bytes, "a size such as 16KiB");
}
std::optional<BitRate> read_value(Decoder& decoder, const Node& node, As<BitRate>) {
  return parsed(decoder, node, parse_bit_rate, "a rate such as 10Gbit/s");
}
std::optional<PerSecond> read_value(Decoder& decoder, const Node& node, As<PerSecond>) {
  return parsed(decoder, node, parse_per_second, "a rate such as 400/s");
}

std::optional<model::CpuLimit> read_value(Decoder& decoder, const Node& node, As<model::CpuLimit>) {
  return parsed(decoder, node, parse_cpu, "an amount of CPU such as 500m");
}
std::optional<Concurrency> read_value(Decoder& decoder, const Node& node, As<Concurrency>) {
  constexpr std::uint64_t servers_max = 1'000'000;
  if (node.is_scalar() && node.text == "unlimited") return Concurrency{0};
  const auto servers = read_natural(decoder, node, 1, servers_max);
  if (!servers) return std::nullopt;
  return Concurrency{*servers};
}

std::optional<Ratio> read_value(Decoder& decoder, const Node& node, As<Ratio>) {
  return parsed(decoder, node, parse_ratio, "a share such as 0.1%");
}
std::optional<HostPort> read_value(Decoder& decoder, const Node& node, As<HostPort>) {
  return parsed(decoder, node, parse_host_port, "an address such as 10.0.0.1:8443",
                "invalid-address");
}
std::optional<Warmup> read_value(Decoder& decoder, const Node& node, As<Warmup>) {
  return parsed(decoder, node, parse_warmup, "auto, or a time such as 5s");
}
std::optional<ReplicationCount> read_value(Decoder& decoder, const Node& node,
                                           As<ReplicationCount>) {
  constexpr std::string_view wanted = "a whole number, or 32..";
  if (!node.is_scalar() || node.text.find_first_not_of("0123456789. ") != std::string::npos) {
    decoder.wrong_type(node, wanted);
    return std::nullopt;
  }
  return parsed(decoder, node, parse_replication_count, wanted, "out-of-range");
}
std::optional<std::vector<model::Precision>> read_value(Decoder& decoder, const Node& node,
                                                        As<std::vector<model::Precision>>) {
  return parsed(decoder, node, parse_precision, "a precision such as p99 within 5%",
                "invalid-promise");
}
std::optional<model::ConsulVersion> read_value(Decoder& decoder, const Node& node,
                                               As<model::ConsulVersion>) {
  return parsed(decoder, node, parse_version, "a version such as 1.18.2", "invalid-version");
}
std::optional<model::ExpectLatency> read_value(Decoder& decoder, const Node& node,
                                               As<model::ExpectLatency>) {
  return parsed(decoder, node, parse_latency_promise, "a promise such as p99 < 120ms",
                "invalid-promise");
}
std::optional<model::ExpectErrorRate> read_value(Decoder& decoder, const Node& node,
                                                 As<model::ExpectErrorRate>) {
  return parsed(decoder, node, parse_error_rate_promise, "a promise such as \"< 0.1%\"",
                "invalid-promise");
}

std::optional<std::uint64_t> read_natural(Decoder& decoder, const Node& node, std::uint64_t low,
                                          std::uint64_t high) {
  if (!node.is_scalar()) {
    decoder.wrong_type(node, "a whole number");
    return std::nullopt;
  }
  std::uint64_t number_read = 0;
  const std::string& text = node.text;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number_read);
  const bool whole = error != std::errc::invalid_argument && end == text.data() + text.size();
  if (!whole) {
    decoder.wrong_type(node, "a whole number");
    return std::nullopt;
  }
  if (error == std::errc::result_out_of_range || number_read < low || number_read > high) {
    decoder.error(node.at, "out-of-range",
                  quoted(text) + (low == high ? " is not " + std::to_string(low)
                                              : " is not between " + std::to_string(low) + " and " +
                                                    std::to_string(high)));
    return std::nullopt;
  }
  return number_read;
}

}  // namespace isthmus::scenario
