#include "sim/scenario/values.hpp"

#include <charconv>
#include <cstddef>
#include <string_view>
#include <utility>
#include <variant>

#include "sim/base/quantity_text.hpp"
#include "sim/base/suggest.hpp"
#include "sim/scenario/distribution_text.hpp"
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

/// One word of a closed set.
template <class E>
struct Choice {
  std::string_view word;
  E means;
};

template <class E, std::size_t count>
std::vector<std::string> words(const Choice<E> (&choices)[count]) {
  std::vector<std::string> all;
  for (const Choice<E>& choice : choices) all.emplace_back(choice.word);
  return all;
}

std::string any_of(const std::vector<std::string>& all) {
  std::string text;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) text += i + 1 == all.size() ? " or " : ", ";
    text += all[i];
  }
  return text;
}

template <class E, std::size_t count>
Shape choice_shape(const Choice<E> (&choices)[count]) {
  Shape shape{.kind = Shape::Kind::choice};
  shape.choices = words(choices);
  shape.wanted = any_of(shape.choices);
  return shape;
}

template <class E, std::size_t count>
std::optional<E> chosen(Decoder& decoder, const Node& node, const Choice<E> (&choices)[count],
                        std::string code = "unknown-value", std::string_view what = "value") {
  const std::vector<std::string> all = words(choices);
  if (!node.is_scalar()) {
    decoder.wrong_type(node, any_of(all));
    return std::nullopt;
  }
  for (const Choice<E>& choice : choices) {
    if (choice.word == node.text) return choice.means;
  }
  const auto meant = nearest(node.text, all);
  decoder.error(
      node.at, std::move(code),
      "unknown " + std::string{what} + " " + quoted(node.text) + "; expected " + any_of(all),
      meant ? "did you mean " + quoted(*meant) + "?" : "");
  return std::nullopt;
}

constexpr Choice<bool> booleans[] = {{"true", true}, {"false", false}};
constexpr Choice<model::Edition> editions[] = {{"enterprise", model::Edition::enterprise},
                                               {"community", model::Edition::community}};
constexpr Choice<model::DefaultPolicy> policies[] = {{"allow", model::DefaultPolicy::allow},
                                                     {"deny", model::DefaultPolicy::deny}};
constexpr Choice<model::Arrivals> arrivals[] = {{"poisson", model::Arrivals::poisson},
                                                {"constant", model::Arrivals::constant}};
constexpr Choice<model::ConnectionUse> connections[] = {
    {"kept_alive", model::ConnectionUse::kept_alive},
    {"per_request", model::ConnectionUse::per_request}};
constexpr Choice<model::TlsVersion> tls_versions[] = {{"1.3", model::TlsVersion::tls_1_3},
                                                      {"1.2", model::TlsVersion::tls_1_2}};
constexpr Choice<model::TlsResumption> resumptions[] = {
    {"none", model::TlsResumption::none},
    {"ticket", model::TlsResumption::ticket},
    {"early_data", model::TlsResumption::early_data}};
constexpr Choice<mesh::ProxyKind> proxies[] = {{"envoy", mesh::ProxyKind::envoy},
                                               {"built-in", mesh::ProxyKind::built_in}};
constexpr Choice<mesh::GatewayMode> modes[] = {{"none", mesh::GatewayMode::none},
                                               {"local", mesh::GatewayMode::local},
                                               {"remote", mesh::GatewayMode::remote}};
constexpr Choice<mesh::DestinationType> destinations[] = {
    {"service", mesh::DestinationType::service},
    {"prepared_query", mesh::DestinationType::prepared_query}};

}  // namespace

Shape shape_of(As<std::string>) { return text_shape("a text", ""); }
Shape shape_of(As<bool>) { return {.kind = Shape::Kind::boolean, .wanted = "true or false"}; }
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
Shape shape_of(As<random::Distribution>) {
  return text_shape("a time or a distribution such as 8ms, exp(5ms) or {p50: 2ms, p99: 15ms}", "");
}
Shape shape_of(As<HostPort>) { return text_shape("an address such as 10.0.0.1:8443", ".:[0-9]+$"); }
Shape shape_of(As<Warmup>) { return text_shape("auto, or a time such as 5s", ""); }
Shape shape_of(As<model::ConsulVersion>) { return text_shape("a version such as 1.18.2", ""); }
Shape shape_of(As<model::ExpectLatency>) {
  return text_shape("a promise such as p99 < 120ms", "[<>]");
}
Shape shape_of(As<model::ExpectErrorRate>) {
  return text_shape("a promise such as \"< 0.1%\"", "[<>]");
}
Shape shape_of(As<model::Edition>) { return choice_shape(editions); }
Shape shape_of(As<model::DefaultPolicy>) { return choice_shape(policies); }
Shape shape_of(As<model::Arrivals>) { return choice_shape(arrivals); }
Shape shape_of(As<model::ConnectionUse>) { return choice_shape(connections); }
Shape shape_of(As<model::TlsVersion>) { return choice_shape(tls_versions); }
Shape shape_of(As<model::TlsResumption>) { return choice_shape(resumptions); }
Shape shape_of(As<mesh::ProxyKind>) { return choice_shape(proxies); }
Shape shape_of(As<mesh::GatewayMode>) { return choice_shape(modes); }
Shape shape_of(As<mesh::DestinationType>) { return choice_shape(destinations); }

std::optional<std::string> read_value(Decoder& decoder, const Node& node, As<std::string>) {
  if (node.is_scalar()) return node.text;
  decoder.wrong_type(node, "a text");
  return std::nullopt;
}

std::optional<bool> read_value(Decoder& decoder, const Node& node, As<bool>) {
  // A quoted "true" is a text in YAML; Consul's own decoding takes it, and so does everybody.
  return chosen(decoder, node, booleans);
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

std::optional<random::Distribution> read_value(Decoder& decoder, const Node& node,
                                               As<random::Distribution>) {
  if (!node.is_mapping()) {
    return parsed(decoder, node, parse_distribution, "a time or a distribution",
                  "invalid-distribution");
  }
  // The mapping {p50: 2ms, p99: 15ms}.
  std::optional<Duration> p50;
  std::optional<Duration> p99;
  bool complained = false;
  for (const Member& member : node.members) {
    if (member.key != "p50" && member.key != "p99") {
      decoder.error(member.key_at, "unknown-key",
                    quoted(member.key) + " is not a key of a distribution",
                    "write {p50: 2ms, p99: 15ms}");
      complained = true;
      continue;
    }
    auto& quantile = member.key == "p50" ? p50 : p99;
    quantile = read_value(decoder, member.value, As<Duration>{});
    complained = complained || !quantile;
  }
  if (complained) return std::nullopt;
  if (!p50 || !p99) {
    decoder.error(node.at, "invalid-distribution", "a distribution by quantiles needs p50 and p99",
                  "write {p50: 2ms, p99: 15ms}");
    return std::nullopt;
  }
  const random::Distribution law = random::Lognormal{*p50, *p99};
  if (const auto wrong = random::fault_of(law)) {
    decoder.error(node.at, "invalid-distribution", *wrong);
    return std::nullopt;
  }
  return law;
}

std::optional<HostPort> read_value(Decoder& decoder, const Node& node, As<HostPort>) {
  return parsed(decoder, node, parse_host_port, "an address such as 10.0.0.1:8443",
                "invalid-address");
}
std::optional<Warmup> read_value(Decoder& decoder, const Node& node, As<Warmup>) {
  return parsed(decoder, node, parse_warmup, "auto, or a time such as 5s");
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

std::optional<model::Edition> read_value(Decoder& decoder, const Node& node, As<model::Edition>) {
  return chosen(decoder, node, editions);
}
std::optional<model::DefaultPolicy> read_value(Decoder& decoder, const Node& node,
                                               As<model::DefaultPolicy>) {
  return chosen(decoder, node, policies);
}
std::optional<model::Arrivals> read_value(Decoder& decoder, const Node& node, As<model::Arrivals>) {
  return chosen(decoder, node, arrivals);
}
std::optional<model::ConnectionUse> read_value(Decoder& decoder, const Node& node,
                                               As<model::ConnectionUse>) {
  return chosen(decoder, node, connections);
}
std::optional<model::TlsVersion> read_value(Decoder& decoder, const Node& node,
                                            As<model::TlsVersion>) {
  return chosen(decoder, node, tls_versions);
}
std::optional<model::TlsResumption> read_value(Decoder& decoder, const Node& node,
                                               As<model::TlsResumption>) {
  return chosen(decoder, node, resumptions);
}
std::optional<mesh::ProxyKind> read_value(Decoder& decoder, const Node& node, As<mesh::ProxyKind>) {
  return chosen(decoder, node, proxies);
}
std::optional<mesh::GatewayMode> read_value(Decoder& decoder, const Node& node,
                                            As<mesh::GatewayMode>) {
  if (node.is_scalar() && node.text.empty()) return std::nullopt;
  return chosen(decoder, node, modes, "unknown-gateway-mode", "mesh gateway mode");
}
std::optional<mesh::DestinationType> read_value(Decoder& decoder, const Node& node,
                                                As<mesh::DestinationType>) {
  if (node.is_scalar() && node.text.empty()) return mesh::DestinationType::service;
  return chosen(decoder, node, destinations);
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
    decoder.error(
        node.at, "out-of-range",
        quoted(text) + " is not between " + std::to_string(low) + " and " + std::to_string(high));
    return std::nullopt;
  }
  return number_read;
}

}  // namespace isthmus::scenario
