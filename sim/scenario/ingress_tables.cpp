// Ingress gateways: the config entry that says what stands behind their listeners.
#include "sim/scenario/consul_parts.hpp"
#include "sim/scenario/consul_tables.hpp"

namespace isthmus::scenario {
namespace {

constexpr std::uint64_t port_max = 65'535;

const Table<IngressServiceSection>& ingress_service_table() {
  using S = IngressServiceSection;
  static const Table<S> table{
      {.name = "ingress service",
       .spelling = Spelling::consul,
       .doc = "A service behind a listener.",
       .ignored = {"hosts", "tls", "request_headers", "response_headers", "max_connections",
                   "max_pending_requests", "max_concurrent_requests", "passive_health_check"}},
      {value("name", &S::name, "Its name, or * for all.").required(),
       value("namespace", &S::namespace_, "Its namespace.").otherwise("the gateway's"),
       value("partition", &S::partition, "Its partition.").otherwise("the gateway's")}};
  return table;
}

const Table<IngressListenerSection>& ingress_listener_table() {
  using S = IngressListenerSection;
  static const Table<S> table{
      {.name = "listener",
       .spelling = Spelling::consul,
       .doc = "A port of an ingress gateway.",
       .ignored = {"tls"}},
      {natural("port", &S::port, 0, port_max, "The port."),
       value("protocol", &S::protocol, "tcp, http, http2 or grpc.").otherwise("tcp"),
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
       .ignored = ignored_with({"tls", "defaults"})},
      {value("name", &S::name, "The gateway's service.").required(),
       value("namespace", &S::namespace_, "Its namespace.").otherwise("default"),
       value("partition", &S::partition, "Its partition.").otherwise("the file's"),
       list("listeners", &S::listeners, ingress_listener_table, "Its ports.")}};
  return table;
}

}  // namespace isthmus::scenario
