#include "sim/scenario/import_tree.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/suggest.hpp"
#include "sim/scenario/canonical_tree.hpp"
#include "sim/scenario/crd_input.hpp"
#include "sim/scenario/decoder.hpp"
#include "sim/scenario/helm_values.hpp"
#include "sim/scenario/relocated.hpp"

namespace isthmus::scenario {
namespace {

/// What `consul config read` and agents print besides.
const std::vector<std::string_view> printed = {
    "create_index", "modify_index", "raft_index", "hash", "status", "enterprise_meta", "kind"};

bool has_any(const Node& mapping, std::initializer_list<std::string_view> keys) {
  return std::any_of(keys.begin(), keys.end(),
                     [&](std::string_view key) { return consul_member(mapping, key) != nullptr; });
}

bool is_definition_kind(std::string_view kind) {
  return kind.empty() || kind == "connect-proxy" || kind == "mesh-gateway" ||
         kind == "ingress-gateway" || kind == "terminating-gateway" || kind == "api-gateway" ||
         kind == "typical";
}

/// Some gateways are a service to register and an entry to configure, both under one kind.
bool is_gateway_entry(const Node& node, std::string_view kind) {
  return (is_other_kind(kind) || kind == "ingress-gateway") &&
         has_any(node, {"listeners", "services"}) && !has_any(node, {"port", "proxy", "address"});
}

std::string consul_text(const Node& mapping, std::string_view key) {
  const Member* member = consul_member(mapping, key);
  return member != nullptr && member->value.is_scalar() ? member->value.text : "";
}

}  // namespace

void TreeImporter::add(ImportedType type, Node written) {
  imported_.entries.push_back({type, std::move(written), file_});
}

void TreeImporter::read(const Node& node, const std::string& file) {
  file_ = file;
  partition_ = options_.partition;
  if (node.is_sequence()) {
    for (const Node& item : node.items) read(item, file);
  } else if (node.is_mapping()) {
    read_mapping(node);
  } else if (!node.is_null()) {
    log_.error(
        node.at, "wrong-type",
        "expected a config entry, a service definition or a resource, not " + described(node));
  }
}

void TreeImporter::read_mapping(const Node& node) {
  if (is_resource(node)) return read_resource(node);
  if (node.find("isthmus") != nullptr) return read_scenario(node);
  if (is_helm_values(node)) return read_values(node);
  const std::string kind = consul_text(node, "kind");
  if (!is_definition_kind(kind) || is_gateway_entry(node, kind)) return read_entry(node);
  const bool agent = has_any(node, {"service", "services", "config_entries"});
  const bool definition =
      !kind.empty() || has_any(node, {"name", "proxy", "connect", "port", "address", "checks"});
  if (agent || (!definition && has_any(node, {"partition"}))) {
    const Member* service = consul_member(node, "service");
    // `{"Service": "web"}` is a definition as the HTTP API prints it.
    if (service == nullptr || !service->value.is_scalar()) return read_agent(node);
  }
  if (definition || agent) {
    not_native(node, "extension must be .hcl or .json");
    return read_definition(node,
                           form_ == TextForm::in_yaml ? Surface::agent_file : Surface::http_api);
  }
  log_.error(node.at, "nothing_to_import",
             "this is neither a config entry nor a service definition, a Kubernetes resource, "
             "values of consul-k8s or a scenario",
             "a config entry has a Kind, a service definition a name");
  log_.refuse(node.at, "Payload does not contain a kind/Kind key at the top level");
}

void TreeImporter::not_native(const Node& node, const char* words) {
  if (form_ != TextForm::in_yaml) return;
  log_.refuse(node.at, words);
  const bool noted =
      std::any_of(log_.diagnostics.begin(), log_.diagnostics.end(), [&](const Diagnostic& one) {
        return one.code == "yaml_not_native" && one.at.source == node.at.source;
      });
  if (noted) return;
  log_.warning(node.at, "yaml_not_native",
               "Consul itself reads HCL and JSON, and Kubernetes reads resources with an "
               "apiVersion; this YAML is neither and is read as the same keys in HCL would be",
               "convert it before you give it to Consul");
}

void TreeImporter::read_resource(const Node& resource) {
  if (consul_text(resource, "kind") == "List") {
    for (const Node& item : items_at(resource, "items")) {
      if (item.is_mapping()) read_resource(item);
    }
    return;
  }
  if (!is_consul_resource(resource)) {
    auto sidecar = sidecar_of_workload(resource, options_.names, log_);
    if (!sidecar) return;  // Nothing of the mesh: a deployment without upstreams, a config map.
    return read_definition(*sidecar, Surface::agent_file);
  }
  auto made = entry_of_resource(resource, log_);
  if (!made) return;
  const bool exports = made->kind->kind == "exported-services";
  if (!partition_.empty() && !exports) put_text(made->entry, "partition", partition_);
  if (settle_entry(made->entry, *made->kind, Surface::kubernetes_resource, log_)) {
    add(ImportedType::config_entry, std::move(made->entry));
  }
}

void TreeImporter::read_values(const Node& values) {
  add(ImportedType::gateway, gateway_of_values(values, log_));
}

void TreeImporter::read_entry(const Node& node) {
  not_native(node, "not HCL or JSON; also not a CRD (no apiVersion/metadata/spec)");
  const Member* kind = consul_member(node, "kind");
  const EntryKind* known = entry_kind(kind->value.text);
  if (known == nullptr) {
    const bool other = is_other_kind(kind->value.text);
    log_.warning(
        kind->value.at, other ? "kind_not_imported" : "unknown-config-entry-kind",
        quoted(kind->value.text) + " is not one of the kinds that are imported; it is left out",
        entry_kind_of_resource(kind->value.text) == nullptr
            ? ""
            : "write " + std::string{entry_kind_of_resource(kind->value.text)->kind});
    if (!other) {
      log_.refuse(kind->value.at, "invalid config entry kind: " + kind->value.text);
    }
    return;
  }
  Node entry = mapping_at(node.at);
  put(entry, "kind", scalar_at(kind->value.at, ScalarForm::string, std::string{known->kind}));
  Node body = canonical(known->keys, node, Dialect::consul, log_, printed);
  for (Member& member : body.members) put(entry, member.key, std::move(member.value));
  const bool exports = known->kind == "exported-services";
  if (!partition_.empty() && !exports && text_at(entry, "partition").empty()) {
    put_text(entry, "partition", partition_);
  }
  if (settle_entry(entry, *known, Surface::config_entry, log_)) {
    add(ImportedType::config_entry, std::move(entry));
  }
}

void TreeImporter::read_agent(const Node& node) {
  not_native(node, "extension must be .hcl or .json");
  if (const Member* partition = consul_member(node, "partition")) {
    partition_ = partition->value.text;
    log_.warning(partition->key_at, "enterprise_only",
                 "`partition` is a Consul Enterprise configuration and has no effect on community "
                 "agents");
    Node agent = mapping_at(node.at);
    put_text(agent, "partition", partition_);
    add(ImportedType::agent, std::move(agent));
  }
  const auto read_item = [&](const Node& item) {
    if (item.is_mapping()) return read_definition(item, Surface::agent_file);
    log_.error(item.at, "wrong-type", "expected a service definition, not " + described(item));
    log_.refuse(item.at, "expected type object");
  };
  for (const char* key : {"service", "services"}) {
    const Member* member = consul_member(node, key);
    if (member == nullptr) continue;
    if (!member->value.is_sequence()) read_item(member->value);
    for (const Node& item : member->value.items) read_item(item);
  }
  if (const Member* entries = consul_member(node, "config_entries")) {
    read_bootstrap(entries->value);
  }
}

void TreeImporter::read_bootstrap(const Node& config_entries) {
  for (const Node& section : config_entries.items) read_bootstrap(section);
  const Member* bootstrap = consul_member(config_entries, "bootstrap");
  if (bootstrap == nullptr) return;
  if (bootstrap->value.is_mapping()) read_entry(bootstrap->value);
  for (const Node& item : bootstrap->value.items) {
    if (item.is_mapping() && consul_member(item, "kind") != nullptr) read_entry(item);
  }
}

void TreeImporter::read_definition(const Node& node, Surface surface) {
  Node definition = canonical(registration_keys(), node, Dialect::consul, log_,
                              {"create_index", "modify_index", "raft_index", "datacenter", "node",
                               "content_hash", "peer_name"});
  if (!partition_.empty() && text_at(definition, "partition").empty()) {
    put_text(definition, "partition", partition_);
  }
  if (!settle_registration(definition, surface, log_)) return;
  add(ImportedType::registration, std::move(definition));
}

}  // namespace isthmus::scenario
