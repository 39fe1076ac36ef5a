// discovery_chain.json, and the modes of a chain's targets from mode_resolution.json.
#include <array>
#include <variant>

#include "sim/base/number_text.hpp"
#include "sim/base/quantity_text.hpp"
#include "tests/support/vector_check/chain_input.hpp"
#include "tests/support/vector_check/operations.hpp"

namespace isthmus::vector_check {
namespace {

Json target_facts(const mesh::ChainTarget& target) {
  return {{"id", target.id},
          {"service", target.service.name},
          {"subset", target.subset},
          {"datacenter", target.datacenter},
          {"peer", target.peer},
          {"sni", target.sni},
          {"mesh_gateway", mode_text(target.mode)},
          {"connect_timeout", exact_text(target.connect_timeout)},
          {"external", target.external},
          {"filter", target.filter.filter},
          {"only_passing", target.filter.only_passing}};
}

Json compile(const Json& input) {
  const Home home{text_of(input, "partition"), text_of(input, "namespace")};
  mesh::ChainEntries entries;
  for (const Json& written : input.at("entries")) add_entry(entries, written, home);
  mesh::ChainRequest request;
  request.service = {home.partition, home.namespace_, text_of(input, "service")};
  request.datacenter = text_of(input, "datacenter");
  request.trust_domain = text_of(input, "trust_domain");
  request.override_mode = written_mode(text_of(input, "override_mesh_gateway"));
  request.override_protocol = text_of(input, "override_protocol");
  const auto timeout = parse_duration(text_of(input, "override_connect_timeout"));
  if (const auto* value = std::get_if<Duration>(&timeout)) {
    request.override_connect_timeout = *value;
  }

  entries.sort();
  const auto compiled = mesh::compile_chain(entries, request);
  if (const auto* error = std::get_if<mesh::ChainFault>(&compiled)) return {{"error", error->text}};
  const auto& chain = std::get<mesh::DiscoveryChain>(compiled);
  Json targets = Json::array();
  for (const mesh::ChainTarget& target : chain.targets) targets.push_back(target_facts(target));
  return {{"protocol", chain.protocol}, {"default", chain.is_default},
          {"start", chain.start},       {"targets", targets},
          {"failover", chain.failover}, {"customized", chain.customized}};
}

/// Layers of the destination, an override, and where a resolver leads, asked for service `main`.
Json chain_target_mode(const Json& input) {
  const Home home;
  mesh::ChainEntries entries;
  add_entry(entries,
            {{"kind", "proxy-defaults"},
             {"name", "global"},
             {"mesh_gateway", text_of(input, "target_proxy_defaults")}},
            home);
  add_entry(entries,
            {{"kind", "service-defaults"},
             {"name", "main"},
             {"mesh_gateway", text_of(input, "target_service_defaults")},
             {"external_sni", text_of(input, "external_sni")}},
            home);
  Json resolver{{"kind", "service-resolver"}, {"name", "main"}};
  if (input.contains("redirect_datacenter")) {
    resolver["redirect"] = {{"datacenter", input.at("redirect_datacenter")}};
  }
  if (input.contains("failover_targets")) {
    resolver["failover"] = {{"*", {{"targets", input.at("failover_targets")}}}};
  }
  add_entry(entries, resolver, home);
  mesh::ChainRequest request;
  request.service = {mesh::default_name, mesh::default_name, "main"};
  request.datacenter = "dc1";
  request.trust_domain = "trustdomain.consul";
  request.override_mode = written_mode(text_of(input, "override"));

  entries.sort();
  const auto compiled = mesh::compile_chain(entries, request);
  if (const auto* error = std::get_if<mesh::ChainFault>(&compiled)) return {{"error", error->text}};
  Json modes = Json::object();
  for (const mesh::ChainTarget& target : std::get<mesh::DiscoveryChain>(compiled).targets) {
    modes[target.id] = mode_text(target.mode);
    if (modes.size() == 1) modes["target"] = mode_text(target.mode);
  }
  return modes;
}

}  // namespace

std::span<const Operation> chain_operations() {
  static constexpr std::array operations{
      Operation{"compile", compile},
      Operation{"chain_target_mode", chain_target_mode},
  };
  return operations;
}

}  // namespace isthmus::vector_check
