// mode_resolution.json, the ladder: which mode, and the gateways that it leads through.
#include <array>
#include <vector>

#include "sim/mesh/gateway_mode.hpp"
#include "sim/mesh/gateway_path.hpp"
#include "tests/support/vector_check/operations.hpp"

namespace isthmus::vector_check {
namespace {

using mesh::GatewayRole;
using mesh::ModeUse;
using mesh::Scope;

Json validate_mode(const Json& input) {
  const std::string mode = text_of(input, "mode");
  if (!mesh::is_mode_setting(mode)) {
    return {{"valid", false}, {"error", "Invalid Mesh Gateway Mode: \"" + mode + "\""}};
  }
  return {{"valid", true}, {"mode", mode}};
}

Json overlay(const Json& input) {
  return {{"mode", mode_text(mesh::overlay(written_mode(text_of(input, "base")),
                                           written_mode(text_of(input, "overlay"))))}};
}

mesh::PathEnds ends_of(const Json& input) {
  const Json& source = input.at("source");
  const Json& upstream = input.at("upstream");
  mesh::PathEnds ends;
  const auto or_else = [](const std::string& text, const std::string& otherwise) {
    return text.empty() ? otherwise : text;
  };
  ends.source = {or_else(text_of(source, "partition"), mesh::default_name),
                 text_of(source, "datacenter")};
  ends.target = {or_else(text_of(upstream, "partition"), ends.source.partition),
                 or_else(text_of(upstream, "datacenter"), ends.source.datacenter)};
  if (text_of(upstream, "type") == "prepared_query") {
    ends.type = mesh::DestinationType::prepared_query;
  }
  ends.peer = text_of(upstream, "peer");
  ends.external_sni = flag_of(input, "external_sni");
  return ends;
}

std::string decided_by(const mesh::GatewayPath& path) {
  if (path.use == ModeUse::ignored_prepared_query) return "prepared_query_ignores_mode";
  if (path.use == ModeUse::bypassed_external_sni) return "external_sni_bypass";
  if (path.mode.decided_by.scope == Scope::built_in) return "unset";
  return std::string{mesh::text(path.mode.decided_by.scope)};
}

std::string hop_text(GatewayRole role) {
  switch (role) {
    case GatewayRole::local:
      return "local_gateway";
    case GatewayRole::remote:
      return "remote_gateway";
    case GatewayRole::peer:
      return "peer_gateway";
  }
  return {};
}

Json effective_mode_and_path(const Json& input) {
  const std::vector<mesh::Rung> ladder = ladder_of(input.at("layers"));
  const mesh::GatewayPath path = mesh::gateway_path(ends_of(input), ladder);
  const bool silent = path.mode.decided_by.scope == Scope::built_in;
  Json answer{{"mode", silent ? std::string{} : mode_text(path.mode.mode)},
              {"decided_by", decided_by(path)}};
  if (!path.supported) {
    answer["error"] = "cross_dc_requires_default_partition";
    return answer;
  }
  Json hops = Json::array({"source_sidecar"});
  Json gateways = Json::array();
  for (const mesh::GatewayStep& step : path.gateways) {
    hops.push_back(hop_text(step.role));
    if (step.role == GatewayRole::peer) {
      gateways.push_back({{"peer", step.peer}});
    } else {
      gateways.push_back({{"datacenter", step.key.datacenter}, {"partition", step.key.partition}});
    }
  }
  hops.push_back("destination_sidecar");
  answer["hops"] = hops;
  answer["gateways"] = gateways;
  answer["first_hop_address"] = std::string{mesh::text(path.first_hop)};
  answer["network_hops"] = path.network_hops();
  return answer;
}

}  // namespace

std::optional<mesh::GatewayMode> written_mode(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return mesh::gateway_mode_from(text).value_or(mesh::GatewayMode::none);
}

std::string mode_text(std::optional<mesh::GatewayMode> mode) {
  return mode ? std::string{mesh::text(*mode)} : std::string{};
}

std::vector<mesh::Rung> ladder_of(const Json& layers) {
  std::vector<mesh::Rung> ladder;
  for (int i = 0; i < static_cast<int>(Scope::built_in); ++i) {
    const auto scope = static_cast<Scope>(i);
    ladder.push_back({scope, written_mode(text_of(layers, mesh::text(scope))), {}});
  }
  return ladder;
}

std::span<const Operation> mode_operations() {
  static constexpr std::array operations{
      Operation{"validate_mode", validate_mode},
      Operation{"overlay", overlay},
      Operation{"effective_mode_and_path", effective_mode_and_path},
  };
  return operations;
}

}  // namespace isthmus::vector_check
