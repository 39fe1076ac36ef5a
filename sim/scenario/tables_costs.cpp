// What proxies and services are made of: sidecar, mesh gateway, service, and their defaults.
#include "sim/scenario/consul_tables.hpp"
#include "sim/scenario/tables.hpp"

namespace isthmus::scenario {
namespace {

constexpr std::uint64_t replicas_max = 100'000;
constexpr std::uint64_t workers_max = 1'024;
constexpr std::uint64_t queue_max = 1'000'000'000;

const Table<TokenSection>& token_table() {
  using S = TokenSection;
  static const Table<S> table{
      {.name = "token", .doc = "What the ACL token of the gateway may do."},
      {value("service_write", &S::service_write, "`service:write` on the gateway's own name.")
           .otherwise("true"),
       value("service_read", &S::service_read, "`service:read` on all services of the partition.")
           .otherwise("true"),
       value("mesh_write", &S::mesh_write, "`mesh:write`, which a gateway needs to serve peers.")
           .otherwise("true"),
       value("peering_read", &S::peering_read,
             "`peering:read`, which the gateway of the default partition needs where peerings are "
             "kept up through it.")
           .otherwise("true")}};
  return table;
}

const Table<SidecarTokenSection>& sidecar_token_table() {
  using S = SidecarTokenSection;
  static const Table<S> table{
      {.name = "token", .doc = "What the ACL token of a service's sidecars may do."},
      {value("locality", &S::locality, "Whether other datacenters know it.").otherwise("global"),
       value("read_elsewhere", &S::read_elsewhere,
             "`service:read` and `node:read` on what it calls in other partitions and datacenters.")
           .otherwise("true")}};
  return table;
}

/// The costs of an event loop; `per_event` says what holds where that is left out.
Table<LoopSection> loop_table(std::string per_event, std::string_view proxy) {
  using S = LoopSection;
  const std::string prefix = "defaults." + std::string{proxy} + ".cost.";
  return {{.name = "cost",
           .doc = "CPU of a worker that is an event loop: it sleeps until something is ready, and "
                  "works off all that is ready in one turn. In place of per_connection and "
                  "per_message."},
          {value("per_event", &S::per_event, "For each thing that is ready.")
               .otherwise(std::move(per_event)),
           value("per_turn", &S::per_turn, "For each look at what is ready.")
               .parameter(prefix + "per_turn"),
           value("per_wake", &S::per_wake, "For each time that something wakes it.")
               .parameter(prefix + "per_wake")}};
}

const Table<LoopSection>& gateway_loop_table() {
  static const auto table =
      loop_table(model::default_text("defaults.mesh_gateway.cost.per_event"), "mesh_gateway");
  return table;
}

const Table<LoopSection>& sidecar_loop_table() {
  static const auto table = loop_table("what per_message would be", "sidecar");
  return table;
}

/// How the workers of a proxy come by their work.
template <class S>
void add_queueing_fields(std::vector<Field<S>>& fields, TableFunction<LoopSection> loop) {
  fields.push_back(value("worker_choice", &S::worker_choice,
                         "Which worker serves a connection, for as long as it lives: a random one, "
                         "the one with the fewest connections, or any for each message (one queue "
                         "for all).")
                       .otherwise("random"));
  fields.push_back(section("cost", &S::cost, loop, "CPU of workers that are event loops.")
                       .otherwise("per_connection and per_message hold"));
  fields.push_back(value("cpu", &S::cpu,
                         "A limit on the CPU time of one instance, per period of 100ms: when it "
                         "is spent, all its workers stand still.")
                       .otherwise("no limit"));
  fields.push_back(natural("queue_limit", &S::queue_limit, 0, queue_max,
                           "Jobs that may wait at a worker; what comes beyond is `overloaded`.")
                       .otherwise("no limit"));
}

/// The work of a service: under `defaults` as in a partition.
std::vector<Field<ServiceSection>> service_work_fields() {
  using S = ServiceSection;
  return {natural("replicas", &S::replicas, 1, replicas_max, "Equal instances.")
              .parameter("defaults.service.replicas"),
          value("concurrency", &S::concurrency, "Requests that one instance works on at once.")
              .parameter("defaults.service.concurrency"),
          value("discipline", &S::discipline,
                "Who is worked on when there are more: the first come, or all at equal shares.")
              .otherwise("fifo"),
          natural("queue_limit", &S::queue_limit, 0, queue_max,
                  "Requests that may wait at an instance; what comes beyond is `overloaded`.")
              .otherwise("no limit"),
          value("cpu", &S::cpu,
                "A limit on the CPU time of one instance, per period of 100ms: when it is spent, "
                "all its requests stand still. Service times are CPU time then.")
              .otherwise("no limit"),
          value("service_time", &S::service_time, "Time that one request takes when nothing waits.")
              .parameter("defaults.service.service_time"),
          value("response_size", &S::response_size, "Size of a response.")
              .parameter("defaults.service.response_size"),
          value("client_hello", &S::client_hello,
                "Whose ClientHello the connections of its sidecars begin with.")
              .otherwise("envoy, or go where the sidecar's proxy is built-in")};
}

/// What a gateway costs: under `defaults` as in a partition.
std::vector<Field<GatewaySection>> gateway_cost_fields() {
  using S = GatewaySection;
  std::vector<Field<S>> fields{
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
  add_queueing_fields(fields, gateway_loop_table);
  return fields;
}

const Table<GatewaySection>& gateway_defaults_table() {
  static const Table<GatewaySection> table{
      {.name = "mesh_gateway", .doc = "For every mesh gateway that does not say otherwise."},
      gateway_cost_fields()};
  return table;
}

const Table<ServiceSection>& service_defaults_section_table() {
  static const Table<ServiceSection> table{
      {.name = "service", .doc = "For every service that does not say otherwise."},
      service_work_fields()};
  return table;
}

}  // namespace

const Table<SidecarSection>& sidecar_table() {
  using S = SidecarSection;
  static const auto fields = [] {
    std::vector<Field<S>> all{
        value("proxy", &S::proxy,
              "Which proxy: Consul's built-in one receives through gateways but cannot dial one; "
              "none: the service is in the catalog only.")
            .otherwise("envoy"),
        natural("workers", &S::workers, 1, workers_max,
                "Worker threads of one instance; each is a FIFO server.")
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
            .parameter("defaults.sidecar.resumed_handshake"),
        natural("max_streams", &S::max_streams, 1, 1'000'000,
                "Requests at once on one connection to it, where its service speaks http2 or grpc.")
            .otherwise("no limit")};
    add_queueing_fields(all, sidecar_loop_table);
    return all;
  };
  static const Table<S> table{
      {.name = "sidecar", .doc = "The proxy beside every instance of a service."}, fields()};
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
    all.push_back(natural("unhealthy", &S::unhealthy, 0, replicas_max,
                          "Instances that fail their checks or are in maintenance; for checks.")
                      .otherwise("0"));
    return all;
  };
  static const Table<S> table{
      {.name = "mesh_gateway", .doc = "The mesh gateways of one partition."}, fields()};
  return table;
}

const Table<ServiceSection>& service_table() {
  using S = ServiceSection;
  static const auto fields = [] {
    std::vector<Field<S>> all = service_work_fields();
    all.push_back(
        values("zones", &S::zones, "Where instances run, in turn.").otherwise("the partition's"));
    all.push_back(
        value("error_rate", &S::error_rate, "How many of its answers are errors of its own.")
            .otherwise("0%"));
    all.push_back(list("calls", &S::calls, call_table,
                       "What it calls before it answers, one after the other, once its own work is "
                       "done.")
                      .otherwise("nothing"));
    all.push_back(value("endpoint_changes", &S::endpoint_changes,
                        "How often its set of instances changes, as by rollouts; for checks.")
                      .otherwise("never"));
    all.push_back(
        section("token", &S::token, sidecar_token_table, "What its sidecars' ACL token may do."));
    all.push_back(section("sidecar", &S::sidecar, sidecar_table, "What its sidecars cost."));
    all.push_back(section("proxy", &S::proxy, service_proxy_table,
                          "Its sidecar's registration, in Consul's own words."));
    return all;
  };
  static const Table<S> table{
      {.name = "service",
       .doc = "A service: equal instances, each an app with a sidecar beside it. The key is its "
              "name, or namespace/name."},
      fields()};
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
