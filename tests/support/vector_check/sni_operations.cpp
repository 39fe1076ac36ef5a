// sni.json: server names, cluster names, SPIFFE identities.
#include <array>
#include <variant>

#include "sim/mesh/cluster_name.hpp"
#include "sim/mesh/sni_name.hpp"
#include "sim/mesh/spiffe.hpp"
#include "tests/support/vector_check/operations.hpp"

namespace isthmus::vector_check {
namespace {

mesh::ServiceName service_in(const Json& input, std::string_view name_key) {
  return {text_of(input, "partition"), text_of(input, "namespace"), text_of(input, name_key)};
}

Json build_service(const Json& input) {
  return mesh::service_sni(
      {text_of(input, "subset"), service_in(input, "service"), text_of(input, "datacenter")},
      text_of(input, "trust_domain"));
}

Json build_gateway(const Json& input) {
  return mesh::gateway_sni({text_of(input, "partition"), text_of(input, "datacenter")},
                           text_of(input, "trust_domain"));
}

Json build_peered(const Json& input) {
  return mesh::peered_sni({service_in(input, "service"), text_of(input, "peer")},
                          text_of(input, "trust_domain"));
}

Json build_query(const Json& input) {
  return mesh::query_sni({text_of(input, "query"), text_of(input, "datacenter")},
                         text_of(input, "trust_domain"));
}

Json build_server(const Json& input) {
  return mesh::server_sni(text_of(input, "datacenter"), text_of(input, "node"),
                          text_of(input, "domain"));
}

Json build_peering_server(const Json& input) {
  return mesh::peering_server_sni({text_of(input, "datacenter")}, text_of(input, "trust_domain"));
}

Json build_upstream(const Json& input) {
  const Json& written = input.at("upstream");
  mesh::Upstream upstream;
  if (text_of(written, "type") == "prepared_query") {
    upstream.type = mesh::DestinationType::prepared_query;
  }
  upstream.destination = service_in(written, "name");
  upstream.datacenter = text_of(written, "datacenter");
  return mesh::upstream_sni(upstream, text_of(input, "subset"), text_of(input, "local_datacenter"),
                            text_of(input, "trust_domain"));
}

struct Fields {
  Json operator()(const mesh::ServiceSni& name) const {
    return {{"kind", "service"},
            {"subset", name.subset},
            {"service", name.service.name},
            {"namespace", name.service.namespace_},
            {"partition", name.service.partition},
            {"datacenter", name.datacenter}};
  }
  Json operator()(const mesh::GatewayKey& key) const {
    return {{"kind", "gateway"}, {"partition", key.partition}, {"datacenter", key.datacenter}};
  }
  Json operator()(const mesh::PeeredSni& name) const {
    return {{"kind", "peered_service"},
            {"service", name.service.name},
            {"namespace", name.service.namespace_},
            {"partition", name.service.partition},
            {"peer", name.peer}};
  }
  Json operator()(const mesh::QuerySni& name) const {
    return {{"kind", "prepared_query"}, {"query", name.query}, {"datacenter", name.datacenter}};
  }
  Json operator()(const mesh::PeeringServerSni& name) const {
    return {{"kind", "peering_server"}, {"datacenter", name.datacenter}};
  }

  Json operator()(const mesh::ServiceIdentity& who) const {
    return {{"kind", "service"},
            {"partition", who.service.partition},
            {"namespace", who.service.namespace_},
            {"datacenter", who.datacenter},
            {"service", who.service.name}};
  }
  Json operator()(const mesh::GatewayIdentity& who) const {
    return {{"kind", "mesh_gateway"},
            {"partition", who.key.partition},
            {"datacenter", who.key.datacenter}};
  }
  Json operator()(const mesh::AgentIdentity& who) const {
    return {{"kind", "agent"},
            {"partition", who.partition},
            {"datacenter", who.datacenter},
            {"agent", who.agent}};
  }
  Json operator()(const mesh::ServerIdentity& who) const {
    return {{"kind", "server"}, {"datacenter", who.datacenter}};
  }
  Json operator()(const mesh::SigningIdentity& who) const {
    return {{"kind", "signing"}, {"cluster_id", who.cluster}, {"domain", who.domain}};
  }
};

Json parse(const Json& input) {
  const auto read = mesh::parse_sni(text_of(input, "sni"), text_of(input, "trust_domain"));
  if (const auto* fault = std::get_if<mesh::SniFault>(&read)) {
    return {{"error", std::string{mesh::text(*fault)}}};
  }
  const auto& name = std::get<mesh::SniName>(read);
  Json fields = std::visit(Fields{}, name.what);
  fields["trust_domain"] = name.trust_domain;
  return fields;
}

Json parse_cluster_name(const Json& input) {
  const auto identity = mesh::parse_cluster_name(text_of(input, "name"));
  if (!identity) return {{"error", "not_internal"}};
  return {{"service", identity->service.name},
          {"namespace", identity->service.namespace_},
          {"partition", identity->service.partition},
          {"datacenter", identity->datacenter}};
}

Json parse_spiffe(const Json& input) {
  const auto read = mesh::parse_spiffe(text_of(input, "uri"));
  if (const auto* fault = std::get_if<mesh::SpiffeFault>(&read)) {
    return {{"error", std::string{mesh::text(*fault)}}};
  }
  const auto& id = std::get<mesh::SpiffeId>(read);
  Json fields = std::visit(Fields{}, id.who);
  fields["host"] = id.trust_domain;
  return fields;
}

Json build_spiffe(const Json& input) {
  return mesh::service_spiffe({service_in(input, "service"), text_of(input, "datacenter")},
                              text_of(input, "trust_domain"));
}

Json build_port_cluster_name(const Json& input) {
  return mesh::port_cluster_name(text_of(input, "port_name"), text_of(input, "sni"));
}

Json build_port_alpn(const Json& input) { return mesh::port_alpn(text_of(input, "port_name")); }

}  // namespace

std::span<const Operation> sni_operations() {
  static constexpr std::array operations{
      Operation{"build_service", build_service},
      Operation{"build_gateway", build_gateway},
      Operation{"build_peered", build_peered},
      Operation{"build_query", build_query},
      Operation{"build_server", build_server},
      Operation{"build_peering_server", build_peering_server},
      Operation{"build_upstream", build_upstream},
      Operation{"parse", parse},
      Operation{"parse_cluster_name", parse_cluster_name},
      Operation{"parse_spiffe", parse_spiffe},
      Operation{"build_spiffe", build_spiffe},
      Operation{"build_port_cluster_name", build_port_cluster_name},
      Operation{"build_port_alpn", build_port_alpn},
  };
  return operations;
}

}  // namespace isthmus::vector_check
