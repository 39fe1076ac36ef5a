// Service definitions; config entries are in config_entry_tables.cpp.
#include "sim/scenario/consul_tables.hpp"

#include <utility>

#include "sim/scenario/consul_parts.hpp"

namespace isthmus::scenario {
namespace {

constexpr std::uint64_t port_max = 65'535;
constexpr const char* anything = "may change anything that Envoy does, which is not simulated";

TableInfo consul(std::string name, std::string doc) {
  return {.name = std::move(name), .spelling = Spelling::consul, .doc = std::move(doc)};
}

const Table<UpstreamOptionsSection>& upstream_options_table() {
  using S = UpstreamOptionsSection;
  static const Table<S> table{
      {.name = "upstream config",
       .spelling = Spelling::consul,
       .doc = "Settings of one upstream in a registration.",
       .ignored = {"connect_timeout_ms", "balance_outbound_connections"},
       .unsupported = {{"envoy_listener_json", anything}, {"envoy_cluster_json", anything}}},
      {value("protocol", &S::protocol, "Of the upstream; its service-defaults decide."),
       section("limits", &S::limits, limits_table, "What one sidecar may have under way at once."),
       section("passive_health_check", &S::passive_health_check, passive_health_table,
               "When one sidecar leaves out a host for a while.")}};
  return table;
}

const Table<UpstreamSection>& upstream_table() {
  using S = UpstreamSection;
  static const Table<S> table{
      {.name = "upstream",
       .spelling = Spelling::consul,
       .doc = "A service that the app calls, and the local port under which it finds it.",
       .ignored = {"centrally_configured", "local_bind_socket_mode", "ingress_hosts"},
       .unsupported = {{"destination_port",
                        "chooses one of several ports of a service, which are "
                        "not simulated"}}},
      {value("destination_name", &S::destination_name, "The service that is called."),
       value("destination_namespace", &S::destination_namespace, "Its namespace.")
           .otherwise("the caller's"),
       value("destination_partition", &S::destination_partition, "Its partition.")
           .otherwise("the caller's"),
       value("destination_peer", &S::destination_peer, "The cluster peer it is imported from."),
       value("destination_type", &S::destination_type, "What the name means.").otherwise("service"),
       value("datacenter", &S::datacenter, "Its datacenter.").otherwise("the caller's"),
       value("local_bind_address", &S::local_bind_address, "Where the sidecar listens.")
           .otherwise("127.0.0.1"),
       natural("local_bind_port", &S::local_bind_port, 0, port_max, "The port it listens on."),
       value("local_bind_socket_path", &S::local_bind_socket_path,
             "A Unix socket instead of address and port."),
       section("mesh_gateway", &S::mesh_gateway, mode_table, "Decides before all other places."),
       section("config", &S::config, upstream_options_table,
               "Limits and ejection, before what service-defaults say.")}};
  return table;
}

Field<ProxySection> upstreams_field() {
  return marked(list("upstreams", &ProxySection::upstreams, upstream_table,
                     "The services that the app calls."),
                &ProxySection::upstreams_given);
}

Field<ProxySection> reach_field() {
  return value("mode", &ProxySection::mode,
               "transparent: the proxy intercepts what the app dials. Its upstreams are those that "
               "are listed all the same.")
      .otherwise("direct");
}

const Table<ProxySection>& proxy_table() {
  using S = ProxySection;
  static const Table<S> table{
      {.name = "proxy",
       .spelling = Spelling::consul,
       .doc = "How a sidecar or gateway works.",
       .ignored = {"destination_service_id", "local_service_address", "local_service_port",
                   "local_service_socket_path", "expose", "access_logs"},
       .unsupported = {{"transparent_proxy",
                        "would add upstreams that nobody listed, which are "
                        "not simulated"},
                       {"envoy_extensions",
                        "may change anything that Envoy does, which is not "
                        "simulated"}}},
      {value("destination_service_name", &S::destination_service_name,
             "The service that this sidecar stands beside."),
       reach_field(),
       section("mesh_gateway", &S::mesh_gateway, mode_table, "For all upstreams of this instance."),
       upstreams_field(), section("config", &S::config, opaque_table, "For the proxy itself.")}};
  return table;
}

const Table<SidecarServiceSection>& sidecar_service_table() {
  using S = SidecarServiceSection;
  static const Table<S> table{
      {.name = "sidecar_service",
       .spelling = Spelling::consul,
       .doc = "A sidecar written inside the definition of its service.",
       .ignored = {"id", "name", "port", "address", "tags", "meta", "check", "checks", "token",
                   "kind", "weights", "enable_tag_override", "tagged_addresses", "locality"}},
      {section("proxy", &S::proxy, proxy_table, "How the sidecar works.")}};
  return table;
}

const Table<ConnectSection>& connect_table() {
  using S = ConnectSection;
  static const Table<S> table{
      {.name = "connect",
       .spelling = Spelling::consul,
       .doc = "How the service takes part in the mesh.",
       .unsupported = {{"native", "means a service without a sidecar, which is not simulated"}}},
      {section("sidecar_service", &S::sidecar_service, sidecar_service_table,
               "Its sidecar, in short.")}};
  return table;
}

const Table<TaggedAddressSection>& tagged_address_table() {
  using S = TaggedAddressSection;
  static const Table<S> table{consul("tagged address", "An address of an instance."),
                              {value("address", &S::address, "A host or an IP address."),
                               natural("port", &S::port, 0, port_max, "A port.")}};
  return table;
}

const Table<TaggedAddressesSection>& tagged_addresses_table() {
  using S = TaggedAddressesSection;
  static const Table<S> table{
      {.name = "tagged_addresses",
       .spelling = Spelling::consul,
       .doc = "Addresses for different callers.",
       .ignored = {"lan_ipv4", "lan_ipv6", "wan_ipv4", "wan_ipv6", "virtual"}},
      {section("lan", &S::lan, tagged_address_table, "For the own partition."),
       section("wan", &S::wan, tagged_address_table, "For everybody else.")}};
  return table;
}

}  // namespace

const Table<ProxySection>& service_proxy_table() {
  using S = ProxySection;
  static const Table<S> table{
      consul("proxy", "The registration of a service's sidecars."),
      {section("mesh_gateway", &S::mesh_gateway, mode_table, "For all upstreams of the service."),
       reach_field(), upstreams_field()}};
  return table;
}

const Table<RegistrationSection>& registration_table() {
  using S = RegistrationSection;
  static const Table<S> table{
      {.name = "service definition",
       .spelling = Spelling::consul,
       .doc = "What an agent registers: a service, its sidecar, or a mesh gateway.",
       .ignored = {"id", "tags", "meta", "check", "checks", "weights", "token", "socket_path",
                   "enable_tag_override", "locality", "replace_existing_checks"},
       .declaring = {"kind", "name", "partition", "namespace", "proxy", "connect"}},
      {value("kind", &S::kind, "connect-proxy, mesh-gateway, or nothing for a service."),
       value("name", &S::name, "The name it is registered under.").required(),
       value("partition", &S::partition, "Its admin partition.").otherwise("the file's"),
       value("namespace", &S::namespace_, "Its namespace.").otherwise("default"),
       value("address", &S::address, "Where it listens."),
       natural("port", &S::port, 0, port_max, "The port it listens on."),
       section("tagged_addresses", &S::tagged_addresses, tagged_addresses_table,
               "Addresses for different callers."),
       section("proxy", &S::proxy, proxy_table, "How the sidecar or gateway works."),
       section("connect", &S::connect, connect_table, "How the service takes part in the mesh.")}};
  return table;
}

}  // namespace isthmus::scenario
