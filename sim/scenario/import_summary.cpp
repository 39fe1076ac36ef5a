#include "sim/scenario/import_summary.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "sim/base/number_text.hpp"
#include "sim/base/quantity_text.hpp"
#include "sim/scenario/canonical_tree.hpp"
#include "sim/scenario/consul_keys.hpp"

namespace isthmus::scenario {
namespace {

Node summarised(const ConsulKeys& keys, const Node& object);

Node text_node(const Node& like, std::string text) {
  return scalar_at(like.at, ScalarForm::string, std::move(text));
}

/// "2s" as 2000; what is no time stays as it is.
Node milliseconds(const Node& written) {
  const auto parsed = parse_duration(written.text);
  const auto* duration = std::get_if<Duration>(&parsed);
  if (duration == nullptr) return written;
  return scalar_at(written.at, ScalarForm::number,
                   shortest_text(static_cast<double>(duration->in_nanoseconds()) / 1e6));
}

Node summarised_value(const ConsulKey& key, const Node& value) {
  if (key.kind == ValueKind::object) return summarised(key.inside, value);
  Node made = value;
  if (key.kind == ValueKind::objects) {
    for (Node& item : made.items) item = summarised(key.inside, item);
  } else if (key.kind == ValueKind::named_objects) {
    for (Member& one : made.members) one.value = summarised(key.inside, one.value);
  }
  return made;
}

/// A canonical object with `mesh_gateway: {mode}` as `mesh_gateway_mode`, and times as `..._ms`.
Node summarised(const ConsulKeys& keys, const Node& object) {
  Node made = mapping_at(object.at);
  for (const ConsulKey& key : keys) {
    const Node* value = object.find(key.name);
    if (value == nullptr) continue;
    const std::string name{key.name};
    if (key.name == "mesh_gateway") {
      put_text(made, "mesh_gateway_mode", text_at(*value, "mode"));
    } else if (key.kind == ValueKind::duration) {
      put(made, name + "_ms", milliseconds(*value));
    } else {
      put(made, name, summarised_value(key, *value));
    }
  }
  return made;
}

/// Sets `keys` first, empty where the object does not say them, then whatever else it says.
Node with_all(const Node& object, std::initializer_list<std::string_view> keys) {
  Node made = mapping_at(object.at);
  for (const std::string_view key : keys) put_text(made, key, text_at(object, key));
  for (const Member& member : object.members) put(made, member.key, member.value);
  return made;
}

Node number_node(const Node& object, std::string_view key) {
  const std::string text = text_at(object, key);
  return scalar_at(object.at, ScalarForm::number, text.empty() ? "0" : text);
}

Node upstream_summary(const Node& upstream) {
  Node made = mapping_at(upstream.at);
  const std::string type = text_at(upstream, "destination_type");
  put_text(made, "destination_type", type.empty() ? "service" : type);
  for (const char* key : {"destination_name", "destination_namespace", "destination_partition",
                          "destination_peer", "datacenter", "local_bind_address"}) {
    put_text(made, key, text_at(upstream, key));
  }
  put(made, "local_bind_port", number_node(upstream, "local_bind_port"));
  put_text(made, "mesh_gateway_mode", text_at(upstream, "mesh_gateway", "mode"));
  for (const char* key : {"local_bind_socket_path", "destination_port"}) {
    if (upstream.find(key) != nullptr) put_text(made, key, text_at(upstream, key));
  }
  return made;
}

Node upstreams_summary(const Node& list) {
  Node made = sequence_at(list.at);
  for (const Node& upstream : list.items) made.items.push_back(upstream_summary(upstream));
  return made;
}

/// A service or a sidecar; what a sidecar in short leaves out has been filled in.
Node service_summary(const Node& service) {
  Node made = mapping_at(service.at);
  put_text(made, "type", "service");
  put_text(made, "name", text_at(service, "name"));
  put_text(made, "kind", text_at(service, "kind"));
  for (const char* key : {"namespace", "partition", "address"}) {
    if (service.find(key) != nullptr) put_text(made, key, text_at(service, key));
  }
  put(made, "port", number_node(service, "port"));
  put_text(made, "destination_service_name", text_at(service, "proxy", "destination_service_name"));
  const Node* proxy = service.find("proxy");
  const Node none = sequence_at(service.at);
  const Node* upstreams = proxy == nullptr ? nullptr : proxy->find("upstreams");
  put_text(made, "mesh_gateway_mode",
           proxy == nullptr ? "" : text_at(*proxy, "mesh_gateway", "mode"));
  put(made, "upstreams", upstreams_summary(upstreams == nullptr ? none : *upstreams));
  for (const char* key : {"weights", "tagged_addresses"}) {
    if (const Node* value = service.find(key)) put(made, key, *value);
  }
  const Node* connect = service.find("connect");
  const Node* sidecar = connect == nullptr ? nullptr : connect->find("sidecar_service");
  if (sidecar == nullptr) return made;
  Node whole = *sidecar;
  const std::string name = text_at(service, "name");
  if (text_at(whole, "name").empty()) put_text(whole, "name", name + "-sidecar-proxy");
  put_text(whole, "kind", "connect-proxy");
  Node its_proxy = whole.find("proxy") == nullptr ? mapping_at(whole.at) : *whole.find("proxy");
  put_text(its_proxy, "destination_service_name", name);
  put(whole, "proxy", std::move(its_proxy));
  put(made, "sidecar", service_summary(whole));
  return made;
}

/// `upstream_config` as `upstream_defaults` and `upstream_overrides`.
void lift_upstream_config(Node& made) {
  const Node* found = made.find("upstream_config");
  if (found == nullptr) return;
  const Node config = *found;
  take_out(made, "upstream_config");
  if (const Node* defaults = config.find("defaults")) put(made, "upstream_defaults", *defaults);
  const Node* overrides = config.find("overrides");
  if (overrides == nullptr) return;
  Node list = sequence_at(overrides->at);
  for (const Node& one : overrides->items) {
    list.items.push_back(with_all(one, {"name", "namespace", "partition", "mesh_gateway_mode"}));
  }
  put(made, "upstream_overrides", std::move(list));
}

/// The protocol out of `config`, which otherwise belongs to the proxy.
void lift_protocol(Node& made) {
  const Node* config = made.find("config");
  const Member* protocol = config == nullptr ? nullptr : consul_member(*config, "protocol");
  if (protocol == nullptr) return;
  const Member lifted = *protocol;
  Node rest = *config;
  take_out(rest, lifted.key);
  take_out(made, "config");
  put(made, "protocol", text_node(made, lifted.value.text));
  if (!rest.members.empty()) put(made, "config", std::move(rest));
}

void name_namespaces(Node& made) {
  const Node* services = made.find("services");
  if (services == nullptr) return;
  Node list = sequence_at(services->at);
  for (const Node& one : services->items)
    list.items.push_back(with_all(one, {"name", "namespace"}));
  put(made, "services", std::move(list));
}

Node entry_summary(const Node& entry, const EntryKind& kind) {
  Node body = summarised(kind.keys, entry);
  Node made = mapping_at(entry.at);
  put_text(made, "type", std::string{kind.kind});
  put_text(made, "name", kind.kind == "mesh" ? "mesh" : text_at(entry, "name"));
  const bool has_mode = kind.kind == "proxy-defaults" || kind.kind == "service-defaults";
  if (has_mode) put_text(made, "mesh_gateway_mode", "");
  if (kind.kind == "exported-services") put_text(made, "partition", text_at(entry, "name"));
  if (kind.kind == "service-intentions") put_text(made, "partition", "");
  for (Member& member : body.members) {
    if (kind.kind == "exported-services" && member.key == "partition") continue;
    put(made, member.key, std::move(member.value));
  }
  if (kind.kind == "proxy-defaults") lift_protocol(made);
  if (kind.kind == "service-defaults") lift_upstream_config(made);
  if (kind.kind == "exported-services") name_namespaces(made);
  return made;
}

Node typed(const char* type, const Node& written) {
  Node made = mapping_at(written.at);
  put_text(made, "type", type);
  for (const Member& member : written.members) put(made, member.key, member.value);
  return made;
}

}  // namespace

Node summary_of(const ImportedEntry& entry) {
  switch (entry.type) {
    case ImportedType::config_entry:
      return entry_summary(entry.written, *entry_kind(text_at(entry.written, "kind")));
    case ImportedType::registration:
      return service_summary(entry.written);
    case ImportedType::agent:
      return typed("agent", entry.written);
    case ImportedType::gateway:
      return typed("mesh-gateway-deployment", entry.written);
    case ImportedType::upstreams:
      break;
  }
  Node made = mapping_at(entry.written.at);
  put_text(made, "type", "upstreams");
  put(made, "upstreams", upstreams_summary(entry.written));
  return made;
}

}  // namespace isthmus::scenario
