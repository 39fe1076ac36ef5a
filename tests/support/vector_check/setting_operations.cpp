// mode_resolution.json, everything around the ladder: who accepts what, what the servers answer,
// what the agent merges, what may be registered.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include "sim/mesh/gateway_path.hpp"
#include "sim/mesh/registration_rules.hpp"
#include "sim/mesh/service_modes.hpp"
#include "sim/route/version_gate.hpp"
#include "tests/support/vector_check/operations.hpp"

namespace isthmus::vector_check {
namespace {

using mesh::ModeSurface;

ModeSurface surface_of(const std::string& surface) {
  struct Row {
    std::string_view word;
    ModeSurface surface;
  };
  static constexpr std::array rows{
      Row{"agent_config", ModeSurface::agent_file},
      Row{"crd", ModeSurface::kubernetes_resource},
      Row{"annotation", ModeSurface::pod_annotation},
      Row{"discovery-chain", ModeSurface::discovery_chain_override},
      Row{"config", ModeSurface::config_entry},
      Row{"http_api", ModeSurface::http_registration},
  };
  for (const Row& row : rows) {
    if (surface.find(row.word) != std::string::npos) return row.surface;
  }
  return ModeSurface::config_entry;
}

Json invalid_mode_surface(const Json& input) {
  return {{"accepted",
           mesh::is_mode_accepted(surface_of(text_of(input, "surface")), text_of(input, "mode"))}};
}

/// "1.14.0-dev (2022-10), ..." and the like: the numbers at the front.
model::ConsulVersion version_of(const std::string& text) {
  std::array<int, 3> numbers{};
  const char* at = text.c_str();
  for (int& number : numbers) {
    char* end = nullptr;
    number = static_cast<int>(std::strtol(at, &end, 10));
    at = *end == '.' ? end + 1 : end;
  }
  return {numbers[0], numbers[1], numbers[2]};
}

Json resolve_service_config(const Json& input) {
  model::ConsulVersion version;
  if (input.contains("max_version")) version = version_of(text_of(input, "max_version"));
  if (input.contains("min_version")) version = version_of(text_of(input, "min_version"));
  const auto implicit = route::is_available(route::Feature::implicit_upstreams_inherit, version)
                            ? mesh::ImplicitUpstreams::inherit
                            : mesh::ImplicitUpstreams::keep_defaults;
  const mesh::ServiceModes modes =
      mesh::resolved_service_modes(ladder_of(input.at("layers")), implicit);
  return {{"proxy", mode_text(modes.proxy)},
          {"wildcard", mode_text(modes.wildcard)},
          {"upstream", mode_text(modes.upstream)}};
}

Json merge_registration(const Json& input) {
  const auto upstream = mesh::overlay(written_mode(text_of(input, "central_upstream")),
                                      written_mode(text_of(input, "registration_upstream")));
  return {{"upstream", mode_text(upstream)}, {"proxy", text_of(input, "proxy_instance")}};
}

Json merge_upstream_list(const Json& input) {
  const auto reach = text_of(input, "proxy_mode") == "transparent" ? mesh::ProxyReach::transparent
                                                                   : mesh::ProxyReach::direct;
  return mesh::merged_upstreams(reach,
                                input.at("registration_upstreams").get<std::vector<std::string>>(),
                                input.at("central_upstreams").get<std::vector<std::string>>());
}

Json merge_peer_protocol(const Json& input) {
  const Json& upstream = input.at("upstream");
  return {{"protocol",
           mesh::merged_protocol(text_of(upstream, "peer"), text_of(upstream, "config_protocol"),
                                 text_of(input, "central_protocol"))}};
}

mesh::TransparentProxy transparent_proxy(const Json& written) {
  return {text_of(written, "mode"), written.value("outbound_listener_port", 0),
          flag_of(written, "dialed_directly")};
}

Json merge_transparent_proxy(const Json& input) {
  const mesh::TransparentProxy merged = mesh::merged_transparent_proxy(
      transparent_proxy(input.at("central")), transparent_proxy(input.at("registration")));
  return {{"mode", merged.mode},
          {"outbound_listener_port", merged.outbound_listener_port},
          {"dialed_directly", merged.dialed_directly}};
}

Json gateway_watch(const Json& input) {
  const Json& source = input.at("source");
  const auto mode = mesh::overlay(written_mode(text_of(input, "proxy_mode")),
                                  written_mode(text_of(input, "upstream_mode")));
  const auto watched = mesh::watched_gateways(
      mode, {text_of(source, "partition"), text_of(source, "datacenter")},
      {text_of(input, "target_partition"), text_of(input, "target_datacenter")});
  Json answer{{"override_mode", mode_text(mode)}, {"watched_gateways", nullptr}};
  if (watched) {
    answer["watched_gateways"] = {{"datacenter", watched->datacenter},
                                  {"partition", watched->partition}};
  }
  return answer;
}

mesh::Upstream registered_upstream(const Json& written) {
  mesh::Upstream upstream;
  if (text_of(written, "destination_type") == "prepared_query") {
    upstream.type = mesh::DestinationType::prepared_query;
  }
  upstream.destination = {text_of(written, "destination_partition"),
                          text_of(written, "destination_namespace"),
                          text_of(written, "destination_name")};
  upstream.datacenter = text_of(written, "datacenter");
  upstream.peer = text_of(written, "destination_peer");
  if (written.contains("local_bind_address")) {
    upstream.local_bind_address = text_of(written, "local_bind_address");
  }
  upstream.local_bind_port = written.value("local_bind_port", std::uint16_t{0});
  upstream.local_bind_socket_path = text_of(written, "local_bind_socket_path");
  return upstream;
}

Json validate_registration(const Json& input) {
  mesh::ServiceDefinition definition;
  definition.kind = mesh::service_kind_from(text_of(input, "kind"));
  definition.partition = text_of(input, "partition");
  definition.port = input.value("port", std::uint16_t{0});
  definition.socket_path = text_of(input, "socket_path");
  definition.destination_service_name = text_of(input, "destination_service_name");
  definition.destination_service_id = text_of(input, "destination_service_id");
  definition.local_service_address = text_of(input, "local_service_address");
  definition.local_service_port = input.value("local_service_port", std::uint16_t{0});
  definition.local_service_socket_path = text_of(input, "local_service_socket_path");
  definition.has_nested_sidecar = input.contains("sidecar_service");
  definition.is_native = flag_of(input, "native") || flag_of(part_of(input, "connect"), "native");
  for (const Json& upstream : part_of(input, "upstreams")) {
    definition.upstreams.push_back(registered_upstream(upstream));
  }
  return verdict(mesh::registration_faults(definition));
}

}  // namespace

Json verdict(const std::vector<std::string>& faults) {
  std::string all;
  for (const std::string& fault : faults) all += (all.empty() ? "" : "; ") + fault;
  Json answer{{"ok", faults.empty()}};
  if (!all.empty()) answer["error"] = all;
  return answer;
}

std::span<const Operation> setting_operations() {
  static constexpr std::array operations{
      Operation{"invalid_mode_surface", invalid_mode_surface},
      Operation{"resolve_service_config", resolve_service_config},
      Operation{"merge_registration", merge_registration},
      Operation{"merge_upstream_list", merge_upstream_list},
      Operation{"merge_peer_protocol", merge_peer_protocol},
      Operation{"merge_transparent_proxy", merge_transparent_proxy},
      Operation{"gateway_watch", gateway_watch},
      Operation{"validate_registration", validate_registration},
  };
  return operations;
}

}  // namespace isthmus::vector_check
