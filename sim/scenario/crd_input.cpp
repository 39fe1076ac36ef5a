#include "sim/scenario/crd_input.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/suggest.hpp"
#include "sim/scenario/canonical_tree.hpp"
#include "sim/scenario/decoder.hpp"

namespace isthmus::scenario {
namespace {

constexpr std::string_view consul_group = "consul.hashicorp.com/";

/// The port that consul-k8s gives to sidecars.
constexpr const char* injected_port = "20000";

/// `object.key`, in whatever letter case; what is not in the right one is complained about.
const Node* top_level(const Node& resource, std::string_view key, ImportLog& log) {
  const Member* member = consul_member(resource, key);
  if (member == nullptr) return nullptr;
  if (member->key != key) {
    log.warning(member->key_at, std::string{key} + "_wrong_case",
                "Kubernetes wants " + quoted(key) + " in lower case", "write " + std::string{key});
    log.refuse(member->key_at, "error validating data: " + std::string{key} + " not set");
  }
  return &member->value;
}

Node text_node(const Node& like) { return scalar_at(like.at, ScalarForm::string, like.text); }

/// Name and namespace of service-intentions stand in `spec.destination`.
void name_by_destination(const Node& spec, Node& entry) {
  const Node* destination = spec.find("destination");
  if (destination == nullptr) return;
  if (const Node* name = destination->find("name")) put(entry, "name", text_node(*name));
  if (const Node* in = destination->find("namespace")) put(entry, "namespace", text_node(*in));
}

/// What Kubernetes refuses is wrong; what it takes may be a warning.
void hand_over(ImportLog log, Diagnostics& diagnostics) {
  for (Diagnostic& one : log.diagnostics) {
    const bool refused = std::any_of(log.refusals.begin(), log.refusals.end(),
                                     [&](const Refusal& refusal) { return refusal.at == one.at; });
    if (refused) one.severity = Severity::error;
    diagnostics.push_back(std::move(one));
  }
}

const Node* annotations_of(const Node& resource) {
  const Node* spec = resource.find("spec");
  const Node* pod = spec == nullptr ? nullptr : spec->find("template");
  const Node* metadata = (pod == nullptr ? resource : *pod).find("metadata");
  return metadata == nullptr ? nullptr : metadata->find("annotations");
}

}  // namespace

bool is_resource(const Node& node) { return consul_member(node, "api_version") != nullptr; }

bool is_consul_resource(const Node& resource) {
  const Member* version = consul_member(resource, "api_version");
  return version != nullptr && version->value.text.starts_with(consul_group);
}

std::optional<ResourceEntry> entry_of_resource(const Node& resource, ImportLog& log) {
  const Node* kind = top_level(resource, "kind", log);
  const Node* metadata = top_level(resource, "metadata", log);
  const Node* spec = top_level(resource, "spec", log);
  if (kind == nullptr) {
    log.error(resource.at, "required-key", "a resource needs a kind", "add kind: ProxyDefaults");
    log.refuse(resource.at, "error validating data: kind not set");
    return std::nullopt;
  }
  const EntryKind* known = entry_kind_of_resource(kind->text);
  if (known == nullptr) {
    const bool other = is_other_kind(kind->text);
    log.warning(kind->at, other ? "kind_not_imported" : "unknown-config-entry-kind",
                quoted(kind->text) + " is not one of the kinds that are imported; it is left out");
    if (!other) log.refuse(kind->at, "no matches for kind \"" + kind->text + "\"");
    return std::nullopt;
  }
  ResourceEntry made{mapping_at(resource.at), known};
  put(made.entry, "kind", scalar_at(kind->at, ScalarForm::string, std::string{known->kind}));
  const Node* name = metadata == nullptr ? nullptr : metadata->find("name");
  if (name != nullptr) put(made.entry, "name", text_node(*name));
  if (spec == nullptr || !spec->is_mapping()) return made;
  const bool intentions = known->kind == "service-intentions";
  if (intentions) name_by_destination(*spec, made.entry);
  Node body = canonical(
      known->keys, *spec, Dialect::kubernetes, log,
      intentions ? std::vector<std::string_view>{"destination"} : std::vector<std::string_view>{});
  for (Member& member : body.members) put(made.entry, member.key, std::move(member.value));
  return made;
}

Node injected_sidecar(const std::string& service, Node upstreams) {
  const SourceSpan at = upstreams.at;
  Node sidecar = mapping_at(at);
  put_text(sidecar, "kind", "connect-proxy");
  put_text(sidecar, "name", service + "-sidecar-proxy");
  put(sidecar, "port", scalar_at(at, ScalarForm::number, injected_port));
  Node proxy = mapping_at(at);
  put_text(proxy, "destination_service_name", service);
  put(proxy, "upstreams", std::move(upstreams));
  put(sidecar, "proxy", std::move(proxy));
  return sidecar;
}

std::optional<Node> sidecar_of_workload(const Node& resource, NameParts parts, ImportLog& log) {
  const Node* annotations = annotations_of(resource);
  if (annotations == nullptr) return std::nullopt;
  const Node* written = annotations->find("consul.hashicorp.com/connect-service-upstreams");
  if (written == nullptr || !written->is_scalar()) return std::nullopt;

  std::string service = text_at(*annotations, "consul.hashicorp.com/connect-service");
  if (service.empty()) service = text_at(resource, "metadata", "name");
  SourceSpan at = written->at;
  if (written->is_quoted()) ++at.column;
  return injected_sidecar(service, annotated_upstreams(written->text, parts, at, log));
}

Node without_resources(Node root, Diagnostics& diagnostics) {
  if (root.is_sequence()) {
    for (Node& item : root.items) item = without_resources(std::move(item), diagnostics);
    return root;
  }
  if (!root.is_mapping() || !is_resource(root)) return root;
  if (text_at(root, "kind") == "List") {
    Node list = sequence_at(root.at);
    for (const Node& item : items_at(root, "items")) {
      list.items.push_back(without_resources(item, diagnostics));
    }
    return list;
  }
  ImportLog log;
  Node made = sequence_at(root.at);  // Empty, it stands for nothing at all.
  if (is_consul_resource(root)) {
    if (auto entry = entry_of_resource(root, log)) made = std::move(entry->entry);
  } else if (auto sidecar = sidecar_of_workload(root, {}, log)) {
    made = std::move(*sidecar);
  }
  hand_over(std::move(log), diagnostics);
  return made;
}

}  // namespace isthmus::scenario
