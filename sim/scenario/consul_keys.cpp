// Service definitions, and what they share with config entries.
#include "sim/scenario/consul_keys.hpp"

namespace isthmus::scenario {
namespace {

using K = ValueKind;
using consul_part::access_log_list;
using consul_part::expose_list;
using consul_part::extension_list;
using consul_part::mode_list;
using consul_part::transparent_list;

constexpr ConsulKey upstream_list[] = {{"destination_type"},
                                       {"destination_name"},
                                       {"destination_namespace"},
                                       {"destination_partition"},
                                       {"destination_peer"},
                                       {"destination_port"},
                                       {"datacenter"},
                                       {"local_bind_address"},
                                       {"local_bind_port", K::number},
                                       {"local_bind_socket_path"},
                                       {"local_bind_socket_mode"},
                                       {"mesh_gateway", K::object, keys_in(mode_list)},
                                       {"config", K::opaque},
                                       {"ingress_hosts", K::texts},
                                       {"centrally_configured", K::flag}};

constexpr ConsulKey proxy_list[] = {{"destination_service_name"},
                                    {"destination_service_id"},
                                    {"local_service_address"},
                                    {"local_service_port", K::number},
                                    {"local_service_socket_path"},
                                    {"mode"},
                                    {"mesh_gateway", K::object, keys_in(mode_list)},
                                    {"upstreams", K::objects, keys_in(upstream_list)},
                                    {"config", K::opaque},
                                    {"transparent_proxy", K::object, keys_in(transparent_list)},
                                    {"expose", K::object, keys_in(expose_list)},
                                    {"access_logs", K::object, keys_in(access_log_list)},
                                    {"envoy_extensions", K::objects, keys_in(extension_list)}};

constexpr ConsulKey address_list[] = {{"address"}, {"port", K::number}};
constexpr ConsulKey weight_list[] = {{"passing", K::number}, {"warning", K::number}};
constexpr ConsulKey locality_list[] = {{"region"}, {"zone"}};

/// Nobody may write `connect` inside a sidecar_service; everything else is as outside.
constexpr ConsulKey sidecar_list[] = {{"id"},
                                      {"kind"},
                                      {"name"},
                                      {"address"},
                                      {"port", K::number},
                                      {"tags", K::texts},
                                      {"meta", K::opaque},
                                      {"tagged_addresses", K::named_objects, keys_in(address_list)},
                                      {"weights", K::object, keys_in(weight_list)},
                                      {"check", K::opaque},
                                      {"checks", K::opaque},
                                      {"token"},
                                      {"enable_tag_override", K::flag},
                                      {"locality", K::object, keys_in(locality_list)},
                                      {"proxy", K::object, keys_in(proxy_list)}};
constexpr ConsulKey connect_list[] = {{"native", K::flag},
                                      {"sidecar_service", K::object, keys_in(sidecar_list)}};

constexpr ConsulKey registration_list[] = {
    {"kind"},
    {"id"},
    {"name", K::text, {}, "service"},
    {"namespace"},
    {"partition"},
    {"address"},
    {"port", K::number},
    {"socket_path"},
    {"tagged_addresses", K::named_objects, keys_in(address_list)},
    {"tags", K::texts},
    {"meta", K::opaque},
    {"weights", K::object, keys_in(weight_list)},
    {"check", K::opaque},
    {"checks", K::opaque},
    {"token"},
    {"enable_tag_override", K::flag},
    {"replace_existing_checks", K::flag},
    {"locality", K::object, keys_in(locality_list)},
    {"proxy", K::object, keys_in(proxy_list)},
    {"connect", K::object, keys_in(connect_list)}};

constexpr ConsulKeys registrations = keys_in(registration_list);
constexpr ConsulKeys upstreams = keys_in(upstream_list);

}  // namespace

const ConsulKeys& registration_keys() { return registrations; }
const ConsulKeys& upstream_keys() { return upstreams; }

std::string kubernetes_spelling(const ConsulKey& key) {
  if (!key.kubernetes.empty()) return std::string{key.kubernetes};
  std::string spelled;
  bool capital = false;
  for (const char c : key.name) {
    const bool letter = c >= 'a' && c <= 'z';
    if (c != '_') spelled += capital && letter ? static_cast<char>(c - 'a' + 'A') : c;
    capital = c == '_';
  }
  return spelled;
}

}  // namespace isthmus::scenario
