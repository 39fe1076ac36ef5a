// The config entries that a scenario knows.
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "sim/scenario/consul_parts.hpp"
#include "sim/scenario/consul_tables.hpp"

namespace isthmus::scenario {
namespace {

constexpr const char* implicit = "would add upstreams that nobody listed, which are not simulated";
constexpr const char* anything = "may change anything that Envoy does, which is not simulated";
constexpr std::uint64_t most = 1'000'000'000;
constexpr const char* limits = "would refuse requests beyond a limit, which is not simulated";

std::vector<Field<UpstreamConfigSection>> upstream_config_fields() {
  using S = UpstreamConfigSection;
  return {
      value("name", &S::name, "The upstream's service; only in an override."),
      value("namespace", &S::namespace_, "Its namespace; only in an override.")
          .otherwise("default"),
      value("partition", &S::partition, "Its partition; only in an override.")
          .otherwise("the entry's"),
      value("peer", &S::peer, "The cluster peer it is imported from; only in an override."),
      value("protocol", &S::protocol, "The protocol to the upstream."),
      section("mesh_gateway", &S::mesh_gateway, mode_table, "The mode towards the upstream."),
      section("limits", &S::limits, limits_table,
              "What one sidecar may have under way at once; a check reads that of a mesh gateway."),
      section("passive_health_check", &S::passive_health_check, passive_health_table,
              "When one sidecar leaves out a host for a while.")};
}

const Table<UpstreamConfigSection>& upstream_config_table() {
  static const Table<UpstreamConfigSection> table{
      {.name = "upstream config",
       .spelling = Spelling::consul,
       .doc = "Settings for the upstreams of one service.",
       .ignored = {"connect_timeout_ms", "balance_outbound_connections"},
       .unsupported = {{"envoy_listener_json", anything}, {"envoy_cluster_json", anything}}},
      upstream_config_fields()};
  return table;
}

const Table<UpstreamConfigsSection>& upstream_configs_table() {
  using S = UpstreamConfigsSection;
  static const Table<S> table{
      {.name = "UpstreamConfig",
       .spelling = Spelling::consul,
       .doc = "Settings for the upstreams of one service."},
      {section("defaults", &S::defaults, upstream_config_table, "For all of them."),
       list("overrides", &S::overrides, upstream_config_table, "For one of them each.")}};
  return table;
}

const Table<ConsumerSection>& consumer_table() {
  using S = ConsumerSection;
  static const Table<S> table{{.name = "consumer",
                               .spelling = Spelling::consul,
                               .doc = "Who may see an exported service: exactly one of the three."},
                              {value("partition", &S::partition, "An admin partition."),
                               value("peer", &S::peer, "A cluster peer.").alias("peer_name"),
                               value("sameness_group", &S::sameness_group, "A sameness group.")}};
  return table;
}

const Table<ExportSection>& export_table() {
  using S = ExportSection;
  static const Table<S> table{
      {.name = "exported service", .spelling = Spelling::consul, .doc = "One exported service."},
      {value("name", &S::name, "The service, or * for all."),
       value("namespace", &S::namespace_, "Its namespace.").otherwise("default"),
       list("consumers", &S::consumers, consumer_table, "Who may see it.")}};
  return table;
}

}  // namespace

std::vector<std::string> ignored_with(std::vector<std::string> own) {
  for (const char* name : {"kind", "meta", "create_index", "modify_index", "raft_index", "hash",
                           "status", "enterprise_meta", "expose", "access_logs"}) {
    own.emplace_back(name);
  }
  return own;
}

const Table<LimitsSection>& limits_table() {
  using S = LimitsSection;
  static const Table<S> table{
      {.name = "limits",
       .spelling = Spelling::consul,
       .doc = "What one sidecar may have under way at once towards an upstream; what is beyond it "
              "ends as overloaded."},
      {natural("max_connections", &S::max_connections, 0, most, "Connections.")
           .otherwise("no limit"),
       natural("max_pending_requests", &S::max_pending_requests, 0, most,
               "Requests that wait for a connection.")
           .otherwise("no limit"),
       natural("max_concurrent_requests", &S::max_concurrent_requests, 0, most,
               "Requests that have a connection.")
           .otherwise("no limit")}};
  return table;
}

const Table<PassiveHealthSection>& passive_health_table() {
  using S = PassiveHealthSection;
  static const Table<S> table{
      {.name = "passive_health_check",
       .spelling = Spelling::consul,
       .doc = "When one sidecar leaves out a host for a while (outlier ejection)."},
      {value("interval", &S::interval, "Between the looks at whose time is over.").otherwise("10s"),
       natural("max_failures", &S::max_failures, 0, most,
               "Failures in a row after which a host is left out; 0: never.")
           .otherwise("5"),
       natural("enforcing_consecutive_5xx", &S::enforcing_consecutive_5xx, 0, 100,
               "The chance, in percent, that it is really left out.")
           .otherwise("100"),
       natural("max_ejection_percent", &S::max_ejection_percent, 0, 100,
               "Hosts left out at once, in percent; one may be always.")
           .otherwise("10"),
       value("base_ejection_time", &S::base_ejection_time,
             "How long it is left out, times how often it was.")
           .otherwise("30s")}};
  return table;
}

const Table<ModeSection>& mode_table() {
  using S = ModeSection;
  static const Table<S> table{
      {.name = "mesh_gateway",
       .spelling = Spelling::consul,
       .doc = "Which gateways a connection passes on its way to another partition."},
      {value("mode", &S::mode,
             "none: no gateway; local: one of the own partition, then one of the "
             "other; remote: one of the other partition.")}};
  return table;
}

const Table<OpaqueSection>& opaque_table() {
  using S = OpaqueSection;
  static const Table<S> table{
      {.name = "Config",
       .spelling = Spelling::consul,
       .doc = "Settings for the proxy, which Consul passes on.",
       .ignored = {"connect_timeout_ms", "local_connect_timeout_ms", "mesh_gateway"},
       .opaque = true},
      {value("protocol", &S::protocol, "tcp, http, http2 or grpc.")}};
  return table;
}

const Table<ProxyDefaultsSection>& proxy_defaults_table() {
  using S = ProxyDefaultsSection;
  static const Table<S> table{
      {.name = "proxy-defaults",
       .spelling = Spelling::consul,
       .doc = "What holds for every proxy of a partition.",
       .ignored = ignored_with({"namespace"}),
       .unsupported = {{"mode", implicit, "direct"},
                       {"transparent_proxy", implicit},
                       {"envoy_extensions", anything},
                       {"failover_policy", "may prefer near targets, which is not simulated"},
                       {"prioritize_by_locality", "prefers near instances, which is not simulated"},
                       {"mutual_tls_mode", "may admit traffic without TLS, which is not simulated",
                        "strict"}}},
      {value("name", &S::name, "Always global."),
       value("partition", &S::partition, "The partition it holds for.").otherwise("the file's"),
       section("mesh_gateway", &S::mesh_gateway, mode_table,
               "For upstreams where nothing nearer speaks."),
       section("config", &S::config, opaque_table, "For the proxies themselves.")}};
  return table;
}

const Table<ServiceDefaultsSection>& service_defaults_table() {
  using S = ServiceDefaultsSection;
  static const Table<S> table{
      {.name = "service-defaults",
       .spelling = Spelling::consul,
       .doc = "What holds for every instance of a service.",
       .ignored = ignored_with({"local_connect_timeout_ms"}),
       .unsupported = {{"mode", implicit, "direct"},
                       {"transparent_proxy", implicit},
                       {"envoy_extensions", anything},
                       {"destination", "means a service outside the mesh, which is not simulated"},
                       {"max_inbound_connections", limits},
                       {"rate_limits", limits},
                       {"local_request_timeout_ms",
                        "would end slow requests early, which is not "
                        "simulated"},
                       {"mutual_tls_mode", "may admit traffic without TLS, which is not simulated",
                        "strict"}}},
      {value("name", &S::name, "The service.").required(),
       value("namespace", &S::namespace_, "Its namespace.").otherwise("default"),
       value("partition", &S::partition, "Its partition.").otherwise("the file's"),
       value("protocol", &S::protocol, "tcp, http, http2 or grpc."),
       value("external_sni", &S::external_sni, "The server name of a service outside the mesh."),
       value("balance_inbound_connections", &S::balance_inbound,
             "exact_balance: its sidecars spread connections evenly over their workers; for "
             "checks."),
       natural("max_request_headers_kb", &S::max_request_headers, 0, UINT32_MAX,
               "How large headers of a request may be; for checks.")
           .otherwise("60"),
       section("mesh_gateway", &S::mesh_gateway, mode_table, "The mode of its upstreams."),
       section("upstream_config", &S::upstream_config, upstream_configs_table,
               "Settings for its upstreams.")}};
  return table;
}

const Table<ExportedServicesSection>& exported_services_table() {
  using S = ExportedServicesSection;
  static const Table<S> table{
      {.name = "exported-services",
       .spelling = Spelling::consul,
       .doc = "Which services of a partition others may see.",
       .ignored = ignored_with({"namespace"})},
      {value("name", &S::name, "The partition that exports.").required(),
       value("partition", &S::partition, "The same once more.").otherwise("the name"),
       list("services", &S::services, export_table, "What it exports.")}};
  return table;
}

std::span<const std::string_view> config_entry_kinds() {
  static constexpr std::array<std::string_view, 10> kinds{
      "proxy-defaults",     "service-defaults", "exported-services",
      "service-intentions", "service-resolver", "service-splitter",
      "service-router",     "sameness-group",   "mesh",
      "ingress-gateway"};
  return kinds;
}

}  // namespace isthmus::scenario
