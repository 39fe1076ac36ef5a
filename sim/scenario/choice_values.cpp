// Values that are one word of a closed set.
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/suggest.hpp"
#include "sim/scenario/values.hpp"

namespace isthmus::scenario {
namespace {

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
constexpr Choice<model::OnError> on_errors[] = {{"fail", model::OnError::fail},
                                                {"ignore", model::OnError::ignore}};
constexpr Choice<model::ConnectionUse> connections[] = {
    {"kept_alive", model::ConnectionUse::kept_alive},
    {"per_request", model::ConnectionUse::per_request}};
constexpr Choice<model::TlsVersion> tls_versions[] = {{"1.3", model::TlsVersion::tls_1_3},
                                                      {"1.2", model::TlsVersion::tls_1_2}};
constexpr Choice<model::TlsResumption> resumptions[] = {
    {"none", model::TlsResumption::none},
    {"ticket", model::TlsResumption::ticket},
    {"early_data", model::TlsResumption::early_data}};
constexpr Choice<model::ClientHello> choice_of(model::ClientHello client) {
  return {model::text(client), client};
}
constexpr Choice<model::ClientHello> clients[] = {
    choice_of(model::ClientHello::envoy), choice_of(model::ClientHello::openssl),
    choice_of(model::ClientHello::curl),  choice_of(model::ClientHello::go),
    choice_of(model::ClientHello::node),  choice_of(model::ClientHello::chromium),
    choice_of(model::ClientHello::java)};
constexpr Choice<model::Discipline> disciplines[] = {
    {model::discipline_words[0], model::Discipline::fifo},
    {model::discipline_words[1], model::Discipline::ps}};
constexpr Choice<model::LinkSharing> link_sharings[] = {
    {model::link_sharing_words[0], model::LinkSharing::none},
    {model::link_sharing_words[1], model::LinkSharing::fifo},
    {model::link_sharing_words[2], model::LinkSharing::ps}};
constexpr Choice<model::FaultKind> choice_of(model::FaultKind kind) {
  return {model::text(kind), kind};
}
constexpr Choice<model::FaultKind> fault_kinds[] = {
    choice_of(model::FaultKind::crash),     choice_of(model::FaultKind::restart),
    choice_of(model::FaultKind::blackhole), choice_of(model::FaultKind::drain),
    choice_of(model::FaultKind::cut),       choice_of(model::FaultKind::degrade)};
constexpr Choice<model::LinkDirection> link_directions[] = {
    {model::link_direction_words[0], model::LinkDirection::both},
    {model::link_direction_words[1], model::LinkDirection::there},
    {model::link_direction_words[2], model::LinkDirection::back}};
constexpr Choice<model::WorkerChoice> worker_choices[] = {
    {model::worker_choice_words[0], model::WorkerChoice::random},
    {model::worker_choice_words[1], model::WorkerChoice::exact_balance},
    {model::worker_choice_words[2], model::WorkerChoice::shared}};
constexpr Choice<mesh::ProxyKind> proxies[] = {{"envoy", mesh::ProxyKind::envoy},
                                               {"built-in", mesh::ProxyKind::built_in},
                                               {"none", mesh::ProxyKind::none}};
constexpr Choice<model::TokenLocality> localities[] = {{"global", model::TokenLocality::global},
                                                       {"local", model::TokenLocality::local}};
constexpr Choice<model::CalledBy> addresses[] = {{"local_port", model::CalledBy::local_port},
                                                 {"virtual_name", model::CalledBy::virtual_name},
                                                 {"cluster_ip", model::CalledBy::cluster_ip}};
constexpr Choice<mesh::ProxyReach> reaches[] = {{"direct", mesh::ProxyReach::direct},
                                                {"transparent", mesh::ProxyReach::transparent}};
constexpr Choice<mesh::GatewayMode> modes[] = {{"none", mesh::GatewayMode::none},
                                               {"local", mesh::GatewayMode::local},
                                               {"remote", mesh::GatewayMode::remote}};
constexpr Choice<mesh::DestinationType> destinations[] = {
    {"service", mesh::DestinationType::service},
    {"prepared_query", mesh::DestinationType::prepared_query}};

constexpr Choice<mesh::IntentionAction> actions[] = {{"allow", mesh::IntentionAction::allow},
                                                     {"deny", mesh::IntentionAction::deny}};

constexpr Choice<mesh::BalancePolicy> balance_policies[] = {
    {"random", mesh::BalancePolicy::random},
    {"round_robin", mesh::BalancePolicy::round_robin},
    {"least_request", mesh::BalancePolicy::least_request},
    {"ring_hash", mesh::BalancePolicy::ring_hash},
    {"maglev", mesh::BalancePolicy::maglev}};

}  // namespace

Shape shape_of(As<bool>) { return {.kind = Shape::Kind::boolean, .wanted = "true or false"}; }
Shape shape_of(As<model::Edition>) { return choice_shape(editions); }
Shape shape_of(As<model::DefaultPolicy>) { return choice_shape(policies); }
Shape shape_of(As<model::OnError>) { return choice_shape(on_errors); }
Shape shape_of(As<model::ConnectionUse>) { return choice_shape(connections); }
Shape shape_of(As<model::TlsVersion>) { return choice_shape(tls_versions); }
Shape shape_of(As<model::TlsResumption>) { return choice_shape(resumptions); }
Shape shape_of(As<model::ClientHello>) { return choice_shape(clients); }
Shape shape_of(As<model::Discipline>) { return choice_shape(disciplines); }
Shape shape_of(As<model::LinkSharing>) { return choice_shape(link_sharings); }
Shape shape_of(As<model::FaultKind>) { return choice_shape(fault_kinds); }
Shape shape_of(As<model::LinkDirection>) { return choice_shape(link_directions); }
Shape shape_of(As<model::WorkerChoice>) { return choice_shape(worker_choices); }
Shape shape_of(As<mesh::ProxyKind>) { return choice_shape(proxies); }
Shape shape_of(As<mesh::GatewayMode>) { return choice_shape(modes); }
Shape shape_of(As<mesh::DestinationType>) { return choice_shape(destinations); }
Shape shape_of(As<model::TokenLocality>) { return choice_shape(localities); }
Shape shape_of(As<model::CalledBy>) { return choice_shape(addresses); }
Shape shape_of(As<mesh::ProxyReach>) { return choice_shape(reaches); }
Shape shape_of(As<mesh::IntentionAction>) { return choice_shape(actions); }
Shape shape_of(As<mesh::BalancePolicy>) { return choice_shape(balance_policies); }

std::optional<mesh::BalancePolicy> read_value(Decoder& decoder, const Node& node,
                                              As<mesh::BalancePolicy>) {
  if (node.is_scalar() && node.text.empty()) return std::nullopt;
  return chosen(decoder, node, balance_policies);
}

std::optional<bool> read_value(Decoder& decoder, const Node& node, As<bool>) {
  // A quoted "true" is a text in YAML; Consul's own decoding takes it, and so does everybody.
  return chosen(decoder, node, booleans);
}

std::optional<model::Edition> read_value(Decoder& decoder, const Node& node, As<model::Edition>) {
  return chosen(decoder, node, editions);
}

std::optional<model::DefaultPolicy> read_value(Decoder& decoder, const Node& node,
                                               As<model::DefaultPolicy>) {
  return chosen(decoder, node, policies);
}

std::optional<model::OnError> read_value(Decoder& decoder, const Node& node, As<model::OnError>) {
  return chosen(decoder, node, on_errors);
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

std::optional<model::ClientHello> read_value(Decoder& decoder, const Node& node,
                                             As<model::ClientHello>) {
  return chosen(decoder, node, clients);
}

std::optional<model::Discipline> read_value(Decoder& decoder, const Node& node,
                                            As<model::Discipline>) {
  return chosen(decoder, node, disciplines);
}

std::optional<model::LinkSharing> read_value(Decoder& decoder, const Node& node,
                                             As<model::LinkSharing>) {
  return chosen(decoder, node, link_sharings);
}

std::optional<model::FaultKind> read_value(Decoder& decoder, const Node& node,
                                           As<model::FaultKind>) {
  return chosen(decoder, node, fault_kinds);
}

std::optional<model::LinkDirection> read_value(Decoder& decoder, const Node& node,
                                               As<model::LinkDirection>) {
  return chosen(decoder, node, link_directions);
}

std::optional<model::WorkerChoice> read_value(Decoder& decoder, const Node& node,
                                              As<model::WorkerChoice>) {
  return chosen(decoder, node, worker_choices);
}

std::optional<mesh::ProxyKind> read_value(Decoder& decoder, const Node& node, As<mesh::ProxyKind>) {
  return chosen(decoder, node, proxies);
}

std::optional<model::TokenLocality> read_value(Decoder& decoder, const Node& node,
                                               As<model::TokenLocality>) {
  return chosen(decoder, node, localities);
}

std::optional<model::CalledBy> read_value(Decoder& decoder, const Node& node, As<model::CalledBy>) {
  return chosen(decoder, node, addresses);
}

std::optional<mesh::ProxyReach> read_value(Decoder& decoder, const Node& node,
                                           As<mesh::ProxyReach>) {
  if (node.is_scalar() && node.text.empty()) return std::nullopt;
  return chosen(decoder, node, reaches);
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

std::optional<mesh::IntentionAction> read_value(Decoder& decoder, const Node& node,
                                                As<mesh::IntentionAction>) {
  if (node.is_scalar() && node.text.empty()) return std::nullopt;
  return chosen(decoder, node, actions);
}

}  // namespace isthmus::scenario
