// What proxies and services are made of: sidecar, mesh gateway, service, and their defaults.
#include "sim/scenario/consul_tables.hpp"
#include "sim/scenario/tables.hpp"

namespace isthmus::scenario {
namespace {

constexpr std::uint64_t replicas_max = 100'000;
constexpr std::uint64_t workers_max = 1'024;
constexpr std::uint64_t concurrency_max = 1'000'000;

const Table<TokenSection>& token_table() {
  using S = TokenSection;
  static const Table<S> table{
      {.name = "token", .doc = "What the ACL token of the gateway may do."},
      {value("service_write", &S::service_write, "`service:write` on the gateway's own name.")
           .otherwise("true"),
       value("service_read", &S::service_read, "`service:read` on all services of the partition.")
           .otherwise("true")}};
  return table;
}

/// What a gateway costs: under `defaults` as in a partition.
std::vector<Field<GatewaySection>> gateway_cost_fields() {
  using S = GatewaySection;
  return {
      natural("replicas", &S::replicas, 1, replicas_max, "Equal instances.")
          .parameter("defaults.mesh_gateway.replicas"),
      natural("workers", &S::workers, 1, workers_max,
              "Worker threads of one instance; each is a FIFO server.")
          .parameter("defaults.mesh_gateway.workers"),
      value("per_connection", &S::per_connection,
            "CPU to accept a connection, look at its server name and dial the next hop.")
          .parameter("defaults.mesh_gateway.per_connection"),
      value("per_message", &S::per_message, "CPU to relay one request or one response.")
          .parameter("defaults.mesh_gateway.per_message"),
      value("per_gb", &S::per_gigabyte, "CPU to relay 10^9 bytes.")
          .parameter("defaults.mesh_gateway.per_gb"),
      value("connect_timeout", &S::connect_timeout, "How long a dial to the next hop may take.")
          .parameter("defaults.mesh_gateway.connect_timeout"),
  };
}

const Table<GatewaySection>& gateway_defaults_table() {
  static const Table<GatewaySection> table{
      {.name = "mesh_gateway", .doc = "For every mesh gateway that does not say otherwise."},
      gateway_cost_fields()};
  return table;
}

const Table<ServiceSection>& service_defaults_section_table() {
  using S = ServiceSection;
  static const Table<S> table{
      {.name = "service", .doc = "For every service that does not say otherwise."},
      {natural("replicas", &S::replicas, 1, replicas_max, "Equal instances.")
           .parameter("defaults.service.replicas"),
       natural("concurrency", &S::concurrency, 1, concurrency_max,
               "Requests that one instance works on at once.")
           .parameter("defaults.service.concurrency"),
       value("service_time", &S::service_time, "Time that one request takes when nothing waits.")
           .parameter("defaults.service.service_time"),
       value("response_size", &S::response_size, "Size of a response.")
           .parameter("defaults.service.response_size"),
       value("client_hello", &S::client_hello,
             "Whose ClientHello the connections of its sidecars begin with.")
           .otherwise("envoy, or go where the sidecar's proxy is built-in")}};
  return table;
}

}  // namespace

const Table<SidecarSection>& sidecar_table() {
  using S = SidecarSection;
  static const Table<S> table{
      {.name = "sidecar", .doc = "The proxy beside every instance of a service."},
      {value("proxy", &S::proxy,
             "Which proxy: Consul's built-in one receives through gateways but cannot dial one.")
           .otherwise("envoy"),
       natural("workers", &S::workers, 1, workers_max, "Worker threads; they share one queue.")
           .parameter("defaults.sidecar.workers"),
       value("per_connection", &S::per_connection,
             "CPU to accept or dial a connection, without its TLS handshake.")
           .parameter("defaults.sidecar.per_connection"),
       value("per_message", &S::per_message, "CPU for one request or one response.")
           .otherwise(model::default_text("defaults.sidecar.per_message[http]") +
                      " where the service speaks http, http2 or grpc; " +
                      model::default_text("defaults.sidecar.per_message[tcp]") + " for tcp"),
       value("per_gb", &S::per_gigabyte, "CPU to encrypt or decrypt 10^9 bytes.")
           .parameter("defaults.sidecar.per_gb"),
       value("handshake", &S::handshake, "CPU of this side of a full TLS handshake.")
           .parameter("defaults.sidecar.handshake"),
       value("resumed_handshake", &S::resumed_handshake,
             "CPU of this side of a resumed TLS handshake.")
           .parameter("defaults.sidecar.resumed_handshake")}};
  return table;
}

const Table<GatewaySection>& mesh_gateway_table() {
  using S = GatewaySection;
  static const auto fields = [] {
    std::vector<Field<S>> all = gateway_cost_fields();
    all.push_back(value("service", &S::service, "The name under which the gateway is registered.")
                      .otherwise("mesh-gateway"));
    all.push_back(value("lan", &S::lan, "The address for sidecars of the own partition."));
    all.push_back(value("wan", &S::wan, "The address for everybody else."));
    all.push_back(section("token", &S::token, token_table, "What its ACL token may do."));
    return all;
  };
  static const Table<S> table{
      {.name = "mesh_gateway", .doc = "The mesh gateways of one partition."}, fields()};
  return table;
}

const Table<ServiceSection>& service_table() {
  using S = ServiceSection;
  static const Table<S> table{
      {.name = "service",
       .doc = "A service: equal instances, each an app with a sidecar beside it. The key is its "
              "name, or namespace/name."},
      {natural("replicas", &S::replicas, 1, replicas_max, "Equal instances.")
           .parameter("defaults.service.replicas"),
       natural("concurrency", &S::concurrency, 1, concurrency_max,
               "Requests that one instance works on at once.")
           .parameter("defaults.service.concurrency"),
       values("zones", &S::zones, "Where instances run, in turn.").otherwise("the partition's"),
       value("service_time", &S::service_time, "Time that one request takes when nothing waits.")
           .parameter("defaults.service.service_time"),
       value("response_size", &S::response_size, "Size of a response.")
           .parameter("defaults.service.response_size"),
       value("client_hello", &S::client_hello,
             "Whose ClientHello the connections of its sidecars begin with.")
           .otherwise("envoy, or go where the sidecar's proxy is built-in"),
       section("sidecar", &S::sidecar, sidecar_table, "What its sidecars cost."),
       section("proxy", &S::proxy, service_proxy_table,
               "Its sidecar's registration, in Consul's own words.")}};
  return table;
}

const Table<DefaultsSection>& defaults_table() {
  using S = DefaultsSection;
  static const Table<S> table{
      {.name = "defaults", .doc = "What holds for everything that does not say otherwise."},
      {section("sidecar", &S::sidecar, sidecar_table, "For every sidecar."),
       section("mesh_gateway", &S::mesh_gateway, gateway_defaults_table, "For every mesh gateway."),
       section("service", &S::service, service_defaults_section_table, "For every service.")}};
  return table;
}

}  // namespace isthmus::scenario
