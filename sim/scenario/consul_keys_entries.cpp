// The config entries that an import reads.
#include <algorithm>
#include <array>

#include "sim/scenario/consul_keys.hpp"

namespace isthmus::scenario {
namespace {

using K = ValueKind;
using consul_part::access_log_list;
using consul_part::expose_list;
using consul_part::extension_list;
using consul_part::mode_list;
using consul_part::transparent_list;

constexpr ConsulKeys mode = keys_in(mode_list);
constexpr ConsulKey policy_list[] = {{"mode"}, {"regions", K::texts}};
constexpr ConsulKeys policy = keys_in(policy_list);
constexpr ConsulKey proxy_defaults_list[] = {
    {"name"},
    {"namespace"},
    {"partition"},
    {"mesh_gateway", K::object, mode},
    {"config", K::opaque},
    {"mode"},
    {"transparent_proxy", K::object, keys_in(transparent_list)},
    {"mutual_tls_mode", K::text, {}, {}, "mutualTLSMode"},
    {"expose", K::object, keys_in(expose_list)},
    {"access_logs", K::object, keys_in(access_log_list)},
    {"envoy_extensions", K::objects, keys_in(extension_list)},
    {"failover_policy", K::object, policy},
    {"prioritize_by_locality", K::object, policy},
    {"meta", K::opaque}};

constexpr ConsulKey limit_list[] = {{"max_connections", K::number},
                                    {"max_pending_requests", K::number},
                                    {"max_concurrent_requests", K::number}};
constexpr ConsulKey health_list[] = {
    {"interval", K::duration},
    {"max_failures", K::number},
    {"enforcing_consecutive_5xx", K::number, {}, {}, "enforcingConsecutive5xx"},
    {"max_ejection_percent", K::number},
    {"base_ejection_time", K::duration}};
constexpr ConsulKey upstream_config_list[] = {
    {"name"},
    {"namespace"},
    {"partition"},
    {"peer"},
    {"protocol"},
    {"connect_timeout_ms", K::number},
    {"mesh_gateway", K::object, mode},
    {"limits", K::object, keys_in(limit_list)},
    {"passive_health_check", K::object, keys_in(health_list)},
    {"balance_outbound_connections"},
    {"envoy_listener_json", K::text, {}, {}, "envoyListenerJSON"},
    {"envoy_cluster_json", K::text, {}, {}, "envoyClusterJSON"}};
constexpr ConsulKey upstream_configs_list[] = {
    {"defaults", K::object, keys_in(upstream_config_list)},
    {"overrides", K::objects, keys_in(upstream_config_list)}};
constexpr ConsulKey destination_list[] = {{"addresses", K::texts}, {"port", K::number}};

constexpr ConsulKey service_defaults_list[] = {
    {"name"},
    {"namespace"},
    {"partition"},
    {"protocol"},
    {"mesh_gateway", K::object, mode},
    {"upstream_config", K::object, keys_in(upstream_configs_list)},
    {"external_sni", K::text, {}, {}, "externalSNI"},
    {"mode"},
    {"transparent_proxy", K::object, keys_in(transparent_list)},
    {"mutual_tls_mode", K::text, {}, {}, "mutualTLSMode"},
    {"expose", K::object, keys_in(expose_list)},
    {"destination", K::object, keys_in(destination_list)},
    {"max_inbound_connections", K::number},
    {"local_connect_timeout_ms", K::number},
    {"local_request_timeout_ms", K::number},
    {"balance_inbound_connections"},
    {"max_request_headers_kb", K::number, {}, {}, "maxRequestHeadersKB"},
    {"rate_limits", K::opaque},
    {"envoy_extensions", K::objects, keys_in(extension_list)},
    {"meta", K::opaque}};

constexpr ConsulKey subset_list[] = {{"filter"}, {"only_passing", K::flag}};
constexpr ConsulKey redirect_list[] = {{"service"},       {"service_subset"}, {"namespace"},
                                       {"partition"},     {"datacenter"},     {"peer"},
                                       {"sameness_group"}};
constexpr ConsulKey target_list[] = {{"service"},   {"service_subset"}, {"namespace"},
                                     {"partition"}, {"datacenter"},     {"peer"}};
constexpr ConsulKey failover_list[] = {{"service"},
                                       {"service_subset"},
                                       {"namespace"},
                                       {"datacenters", K::texts},
                                       {"targets", K::objects, keys_in(target_list)},
                                       {"sameness_group"},
                                       {"policy", K::object, policy}};
constexpr ConsulKey ring_list[] = {{"minimum_ring_size", K::number},
                                   {"maximum_ring_size", K::number}};
constexpr ConsulKey choice_list[] = {{"choice_count", K::number}};
constexpr ConsulKey cookie_list[] = {{"session", K::flag}, {"ttl", K::duration}, {"path"}};
constexpr ConsulKey hash_list[] = {{"field"},
                                   {"field_value"},
                                   {"cookie_config", K::object, keys_in(cookie_list)},
                                   {"source_ip", K::flag, {}, {}, "sourceIP"},
                                   {"terminal", K::flag}};
constexpr ConsulKey balancer_list[] = {{"policy"},
                                       {"ring_hash_config", K::object, keys_in(ring_list)},
                                       {"least_request_config", K::object, keys_in(choice_list)},
                                       {"hash_policies", K::objects, keys_in(hash_list)}};

constexpr ConsulKey resolver_list[] = {{"name"},
                                       {"namespace"},
                                       {"partition"},
                                       {"default_subset"},
                                       {"subsets", K::named_objects, keys_in(subset_list)},
                                       {"redirect", K::object, keys_in(redirect_list)},
                                       {"failover", K::named_objects, keys_in(failover_list)},
                                       {"connect_timeout", K::duration},
                                       {"request_timeout", K::duration},
                                       {"load_balancer", K::object, keys_in(balancer_list)},
                                       {"prioritize_by_locality", K::object, policy},
                                       {"meta", K::opaque}};

constexpr ConsulKey headers_list[] = {{"add", K::opaque}, {"set", K::opaque}, {"remove", K::texts}};
constexpr ConsulKeys headers = keys_in(headers_list);
constexpr ConsulKey split_list[] = {{"weight", K::number},
                                    {"service"},
                                    {"service_subset"},
                                    {"namespace"},
                                    {"partition"},
                                    {"request_headers", K::object, headers},
                                    {"response_headers", K::object, headers}};
constexpr ConsulKey splitter_list[] = {{"name"},
                                       {"namespace"},
                                       {"partition"},
                                       {"splits", K::objects, keys_in(split_list)},
                                       {"meta", K::opaque}};

constexpr ConsulKey header_list[] = {
    {"name"},  {"present", K::flag},     {"exact"},          {"prefix"}, {"suffix"}, {"contains"},
    {"regex"}, {"ignore_case", K::flag}, {"invert", K::flag}};
constexpr ConsulKey query_list[] = {{"name"}, {"present", K::flag}, {"exact"}, {"regex"}};
constexpr ConsulKey match_http_list[] = {{"path_exact"},
                                         {"path_prefix"},
                                         {"path_regex"},
                                         {"case_insensitive", K::flag},
                                         {"header", K::objects, keys_in(header_list)},
                                         {"query_param", K::objects, keys_in(query_list)},
                                         {"methods", K::texts}};
constexpr ConsulKey match_list[] = {{"http", K::object, keys_in(match_http_list)}};
constexpr ConsulKey route_destination_list[] = {{"service"},
                                                {"service_subset"},
                                                {"namespace"},
                                                {"partition"},
                                                {"prefix_rewrite"},
                                                {"request_timeout", K::duration},
                                                {"idle_timeout", K::duration},
                                                {"num_retries", K::number},
                                                {"retry_on_connect_failure", K::flag},
                                                {"retry_on_status_codes", K::texts},
                                                {"retry_on", K::texts},
                                                {"request_headers", K::object, headers},
                                                {"response_headers", K::object, headers}};
constexpr ConsulKey route_list[] = {{"match", K::object, keys_in(match_list)},
                                    {"destination", K::object, keys_in(route_destination_list)}};
constexpr ConsulKey router_list[] = {{"name"},
                                     {"namespace"},
                                     {"partition"},
                                     {"routes", K::objects, keys_in(route_list)},
                                     {"meta", K::opaque}};

constexpr ConsulKey permission_http_list[] = {{"path_exact"},
                                              {"path_prefix"},
                                              {"path_regex"},
                                              {"methods", K::texts},
                                              {"header", K::objects, keys_in(header_list)}};
constexpr ConsulKey permission_list[] = {
    {"action"}, {"http", K::object, keys_in(permission_http_list)}, {"jwt", K::opaque}};
constexpr ConsulKey source_list[] = {{"name"},
                                     {"namespace"},
                                     {"partition"},
                                     {"peer"},
                                     {"sameness_group"},
                                     {"action"},
                                     {"permissions", K::objects, keys_in(permission_list)},
                                     {"description"},
                                     {"type"},
                                     {"precedence", K::number},
                                     {"legacy_id"},
                                     {"legacy_meta", K::opaque},
                                     {"legacy_create_time"},
                                     {"legacy_update_time"}};
constexpr ConsulKey intentions_list[] = {
    {"name"},           {"namespace"},
    {"partition"},      {"sources", K::objects, keys_in(source_list)},
    {"jwt", K::opaque}, {"meta", K::opaque}};

constexpr ConsulKey consumer_list[] = {
    {"partition"}, {"peer", K::text, {}, "peer_name"}, {"sameness_group"}};
constexpr ConsulKey export_list[] = {
    {"name"}, {"namespace"}, {"consumers", K::objects, keys_in(consumer_list)}};
constexpr ConsulKey exported_list[] = {{"name"},
                                       {"namespace"},
                                       {"partition"},
                                       {"services", K::objects, keys_in(export_list)},
                                       {"meta", K::opaque}};

constexpr ConsulKey mesh_transparent_list[] = {{"mesh_destinations_only", K::flag}};
constexpr ConsulKey peering_list[] = {{"peer_through_mesh_gateways", K::flag}};
constexpr ConsulKey mesh_list[] = {
    {"name"},
    {"namespace"},
    {"partition"},
    {"transparent_proxy", K::object, keys_in(mesh_transparent_list)},
    {"allow_enabling_permissive_mutual_tls", K::flag, {}, {}, "allowEnablingPermissiveMutualTLS"},
    {"tls", K::opaque},
    {"http", K::opaque},
    {"peering", K::object, keys_in(peering_list)},
    {"validate_clusters", K::flag},
    {"meta", K::opaque}};

constexpr ConsulKey member_list[] = {{"partition"}, {"peer"}};
constexpr ConsulKey sameness_list[] = {{"name"},
                                       {"partition"},
                                       {"default_for_failover", K::flag},
                                       {"include_local", K::flag},
                                       {"members", K::objects, keys_in(member_list)},
                                       {"meta", K::opaque}};

constexpr ConsulKey ingress_service_list[] = {
    {"name"},
    {"hosts", K::texts},
    {"namespace"},
    {"partition"},
    {"tls", K::opaque},
    {"request_headers", K::opaque},
    {"response_headers", K::opaque},
    {"max_connections", K::number},
    {"max_pending_requests", K::number},
    {"max_concurrent_requests", K::number},
    {"passive_health_check", K::object, keys_in(health_list)}};
constexpr ConsulKey listener_list[] = {{"port", K::number},
                                       {"protocol"},
                                       {"tls", K::opaque},
                                       {"services", K::objects, keys_in(ingress_service_list)}};
constexpr ConsulKey ingress_list[] = {
    {"name"},           {"namespace"},           {"partition"},
    {"tls", K::opaque}, {"defaults", K::opaque}, {"listeners", K::objects, keys_in(listener_list)},
    {"meta", K::opaque}};

constexpr EntryKind kinds[] = {
    {"proxy-defaults", "ProxyDefaults", keys_in(proxy_defaults_list)},
    {"service-defaults", "ServiceDefaults", keys_in(service_defaults_list)},
    {"service-resolver", "ServiceResolver", keys_in(resolver_list)},
    {"service-splitter", "ServiceSplitter", keys_in(splitter_list)},
    {"service-router", "ServiceRouter", keys_in(router_list)},
    {"service-intentions", "ServiceIntentions", keys_in(intentions_list)},
    {"exported-services", "ExportedServices", keys_in(exported_list)},
    {"mesh", "Mesh", keys_in(mesh_list)},
    {"sameness-group", "SamenessGroup", keys_in(sameness_list)},
    {"ingress-gateway", "IngressGateway", keys_in(ingress_list)}};

constexpr std::string_view other_kinds[] = {"terminating-gateway",
                                            "TerminatingGateway",
                                            "api-gateway",
                                            "APIGateway",
                                            "bound-api-gateway",
                                            "http-route",
                                            "tcp-route",
                                            "jwt-provider",
                                            "JWTProvider",
                                            "inline-certificate",
                                            "file-system-certificate",
                                            "control-plane-request-limit",
                                            "ControlPlaneRequestLimit",
                                            "PeeringAcceptor",
                                            "PeeringDialer",
                                            "GatewayClassConfig",
                                            "GatewayPolicy",
                                            "MeshService",
                                            "RouteAuthFilter",
                                            "RouteRetryFilter",
                                            "RouteTimeoutFilter",
                                            "Registration",
                                            "TerminatingGatewayService"};

}  // namespace

const EntryKind* entry_kind(std::string_view kind) {
  const auto* const at = std::find_if(std::begin(kinds), std::end(kinds),
                                      [&](const EntryKind& one) { return one.kind == kind; });
  return at == std::end(kinds) ? nullptr : at;
}

const EntryKind* entry_kind_of_resource(std::string_view resource) {
  const auto* const at =
      std::find_if(std::begin(kinds), std::end(kinds),
                   [&](const EntryKind& one) { return one.resource == resource; });
  return at == std::end(kinds) ? nullptr : at;
}

bool is_other_kind(std::string_view kind_or_resource) {
  return std::find(std::begin(other_kinds), std::end(other_kinds), kind_or_resource) !=
         std::end(other_kinds);
}

}  // namespace isthmus::scenario
