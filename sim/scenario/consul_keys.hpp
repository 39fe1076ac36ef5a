// The keys that Consul itself knows, as data: what an import keeps of a file, whether or not a
// simulation can use it. The keys that a scenario understands are in the field tables.
//
// Source   Consul agent/structs (config_entry*.go, service_definition.go, connect_proxy_config.go);
//          consul-k8s control-plane/api/v1alpha1.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace isthmus::scenario {

enum class ValueKind {
  text,
  number,
  flag,
  duration,       ///< "15s"
  texts,          ///< A list of scalars.
  object,         ///< One object; Consul takes a list with one object for it.
  objects,        ///< A list of objects; Consul takes one object for a list of one.
  named_objects,  ///< Names of the user's choice, each with an object.
  opaque,         ///< Consul passes it on and does not look inside.
};

struct ConsulKey;

/// The keys of one object, in the order in which an import writes them.
struct ConsulKeys {
  const ConsulKey* first = nullptr;
  std::size_t count = 0;

  const ConsulKey* begin() const { return first; }
  inline const ConsulKey* end() const;
};

struct ConsulKey {
  std::string_view name;  ///< snake_case.
  ValueKind kind = ValueKind::text;
  ConsulKeys inside{};            ///< Of objects.
  std::string_view older{};       ///< A former name that is still read.
  std::string_view kubernetes{};  ///< As a resource spells it, where that is not plain camelCase.
};

inline const ConsulKey* ConsulKeys::end() const { return first + count; }

template <std::size_t Count>
constexpr ConsulKeys keys_in(const ConsulKey (&list)[Count]) {
  return {list, Count};
}

/// A kind of config entry.
struct EntryKind {
  std::string_view kind;      ///< "service-defaults"
  std::string_view resource;  ///< "ServiceDefaults", as a Kubernetes resource.
  ConsulKeys keys;
};

/// The kind of that name, or null: as an entry's `Kind`, or as a resource's `kind`.
const EntryKind* entry_kind(std::string_view kind);
const EntryKind* entry_kind_of_resource(std::string_view resource);

/// True for kinds that Consul has and an import leaves out: other gateways, certificates, routes.
bool is_other_kind(std::string_view kind_or_resource);

/// What an agent registers, and `proxy:` and `upstreams:` of it.
const ConsulKeys& registration_keys();
const ConsulKeys& upstream_keys();

/// The parts that service definitions and config entries share.
namespace consul_part {
inline constexpr ConsulKey mode_list[] = {{"mode"}};
inline constexpr ConsulKey transparent_list[] = {{"outbound_listener_port", ValueKind::number},
                                                 {"dialed_directly", ValueKind::flag}};
inline constexpr ConsulKey expose_path_list[] = {{"listener_port", ValueKind::number},
                                                 {"path"},
                                                 {"local_path_port", ValueKind::number},
                                                 {"protocol"},
                                                 {"parsed_from_check", ValueKind::flag}};
inline constexpr ConsulKey expose_list[] = {
    {"checks", ValueKind::flag}, {"paths", ValueKind::objects, keys_in(expose_path_list)}};
inline constexpr ConsulKey access_log_list[] = {{"enabled", ValueKind::flag},
                                                {"disable_listener_logs", ValueKind::flag},
                                                {"type"},
                                                {"path"},
                                                {"json_format"},
                                                {"text_format"}};
inline constexpr ConsulKey extension_list[] = {{"name"},
                                               {"required", ValueKind::flag},
                                               {"arguments", ValueKind::opaque},
                                               {"consul_version"},
                                               {"envoy_version"}};
}  // namespace consul_part

/// A key as a Kubernetes resource spells it: `mesh_gateway` becomes `meshGateway`.
std::string kubernetes_spelling(const ConsulKey& key);

}  // namespace isthmus::scenario
