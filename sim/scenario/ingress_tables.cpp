// Ingress gateways: the config entry that says what stands behind their listeners.
#include <utility>
#include <vector>

#include "sim/scenario/consul_parts.hpp"
#include "sim/scenario/consul_tables.hpp"

namespace isthmus::scenario {
namespace {

constexpr std::uint64_t port_max = 65'535;
constexpr std::uint64_t limit_max = 4'294'967'295;  // Consul keeps them in 32 bits.

/// Limits and ejection, of the gateway as a whole or of one service.
template <class S>
std::vector<Field<S>> policy_fields(const char* otherwise) {
  using D = IngressDefaultsSection;
  const auto limit = [&](const char* name, Written<std::uint64_t> LimitsSection::*member,
                         const char* doc) {
    return inherited<S>(natural(name, member, 0, limit_max, doc).otherwise(otherwise));
  };
  return {
      limit("max_connections", &LimitsSection::max_connections,
            "Connections of one instance of the gateway at once; 0 is as if left out."),
      limit("max_pending_requests", &LimitsSection::max_pending_requests,
            "Requests that wait for a connection; 0 is as if left out."),
      limit("max_concurrent_requests", &LimitsSection::max_concurrent_requests,
            "Requests that have a connection; 0 is as if left out."),
      inherited<S>(section("passive_health_check", &D::passive_health_check, passive_health_table,
                           "When the gateway leaves out a host for a while."))};
}

const Table<IngressTlsSection>& tls_table() {
  using S = IngressTlsSection;
  static const Table<S> table{
      {.name = "tls",
       .spelling = Spelling::consul,
       .doc = "TLS between clients and the gateway. Their handshake is not simulated: requests "
              "begin behind it.",
       .ignored = {"tls_min_version", "tls_max_version", "cipher_suites", "sds"}},
      {value("enabled", &S::enabled, "Whether clients speak TLS.").otherwise("false")}};
  return table;
}

const Table<IngressDefaultsSection>& defaults_table() {
  static const Table<IngressDefaultsSection> table{
      {.name = "ingress defaults",
       .spelling = Spelling::consul,
       .doc = "What holds for every service that does not say it itself."},
      policy_fields<IngressDefaultsSection>("no limit")};
  return table;
}

std::vector<Field<IngressServiceSection>> service_fields() {
  using S = IngressServiceSection;
  std::vector<Field<S>> fields{
      value("name", &S::name, "Its name, or * for all that speak the listener's protocol.")
          .required(),
      value("namespace", &S::namespace_, "Its namespace.").otherwise("the gateway's"),
      value("partition", &S::partition, "Its partition.").otherwise("the gateway's"),
      values("hosts", &S::hosts,
             "By which clients call it, behind a listener that is not tcp. Requests that name the "
             "service have the right one.")};
  for (Field<S>& more : policy_fields<S>("the gateway's defaults")) {
    fields.push_back(std::move(more));
  }
  return fields;
}

const Table<IngressServiceSection>& ingress_service_table() {
  static const Table<IngressServiceSection> table{
      {.name = "ingress service",
       .spelling = Spelling::consul,
       .doc = "A service behind a listener.",
       .ignored = {"tls", "request_headers", "response_headers"}},
      service_fields()};
  return table;
}

const Table<IngressListenerSection>& ingress_listener_table() {
  using S = IngressListenerSection;
  static const Table<S> table{
      {.name = "listener", .spelling = Spelling::consul, .doc = "A port of an ingress gateway."},
      {natural("port", &S::port, 0, port_max, "The port."),
       value("protocol", &S::protocol, "tcp, http, http2 or grpc: that of the services behind it.")
           .otherwise("tcp"),
       section("tls", &S::tls, tls_table, "Between clients and this port."),
       list("services", &S::services, ingress_service_table, "The services behind it.")}};
  return table;
}

}  // namespace

const Table<IngressGatewaySection>& ingress_gateway_table() {
  using S = IngressGatewaySection;
  static const Table<S> table{
      {.name = "ingress-gateway",
       .spelling = Spelling::consul,
       .doc = "How requests come into the mesh: the service of that name is a gateway, and what "
              "stands "
              "behind its listeners are its upstreams. Traffic from outside begins there: `from:` "
              "names it.",
       .ignored = ignored_with({})},
      {value("name", &S::name, "The gateway's service.").required(),
       value("namespace", &S::namespace_, "Its namespace.").otherwise("default"),
       value("partition", &S::partition, "Its partition.").otherwise("the file's"),
       section("tls", &S::tls, tls_table, "Between clients and all ports."),
       section("defaults", &S::defaults, defaults_table, "For all services behind it."),
       list("listeners", &S::listeners, ingress_listener_table, "Its ports.")}};
  return table;
}

}  // namespace isthmus::scenario
