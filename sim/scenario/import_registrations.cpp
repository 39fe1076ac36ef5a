// Service definitions: what Consul refuses, and what was probably forgotten.
//
// Source   Consul agent/structs/structs.go, NodeService.ValidateForAgent; agent/sidecar_service.go.
#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/mesh/gateway_mode.hpp"
#include "sim/mesh/registration_rules.hpp"
#include "sim/scenario/canonical_tree.hpp"
#include "sim/scenario/decoder.hpp"
#include "sim/scenario/import_rules.hpp"

namespace isthmus::scenario {
namespace {

constexpr std::string_view gateway_upstreams =
    "The Proxy.Upstreams configuration is invalid for a mesh-gateway";
constexpr std::string_view peer_and_datacenter =
    "upstream cannot specify both destination peer and datacenter";

Node* part(Node& object, std::string_view key) {
  const auto at = std::find_if(object.members.begin(), object.members.end(),
                               [&](const Member& member) { return member.key == key; });
  return at == object.members.end() ? nullptr : &at->value;
}

std::uint16_t port_at(const Node& object, std::string_view key) {
  const std::string text = text_at(object, key);
  std::uint16_t port = 0;
  std::from_chars(text.data(), text.data() + text.size(), port);
  return port;
}

bool crosses(const Node& object) {
  const std::string mode = text_at(object, "mesh_gateway", "mode");
  return mode == "local" || mode == "remote";
}

bool is_service_kind(std::string_view kind) {
  constexpr std::array<std::string_view, 7> kinds{"",
                                                  "typical",
                                                  "connect-proxy",
                                                  "mesh-gateway",
                                                  "ingress-gateway",
                                                  "terminating-gateway",
                                                  "api-gateway"};
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

/// Nothing in it leads out of its partition, datacenter or mesh.
bool stays(const Node& upstream) {
  return text_at(upstream, "destination_partition").empty() &&
         text_at(upstream, "destination_peer").empty() && text_at(upstream, "datacenter").empty() &&
         text_at(upstream, "destination_type") != "prepared_query";
}

mesh::Upstream upstream_of(const Node& written) {
  mesh::Upstream upstream;
  if (text_at(written, "destination_type") == "prepared_query") {
    upstream.type = mesh::DestinationType::prepared_query;
  }
  upstream.destination = {text_at(written, "destination_partition"),
                          text_at(written, "destination_namespace"),
                          text_at(written, "destination_name")};
  upstream.peer = text_at(written, "destination_peer");
  upstream.datacenter = text_at(written, "datacenter");
  const std::string address = text_at(written, "local_bind_address");
  if (!address.empty()) upstream.local_bind_address = address;
  upstream.local_bind_port = port_at(written, "local_bind_port");
  upstream.local_bind_socket_path = text_at(written, "local_bind_socket_path");
  return upstream;
}

mesh::ServiceDefinition definition_of(const Node& written) {
  mesh::ServiceDefinition definition;
  definition.kind = mesh::service_kind_from(text_at(written, "kind"));
  definition.partition = text_at(written, "partition");
  definition.port = port_at(written, "port");
  definition.socket_path = text_at(written, "socket_path");
  const Node* connect = written.find("connect");
  definition.has_nested_sidecar = connect != nullptr && connect->find("sidecar_service") != nullptr;
  if (const Node* proxy = written.find("proxy")) {
    definition.destination_service_name = text_at(*proxy, "destination_service_name");
    definition.destination_service_id = text_at(*proxy, "destination_service_id");
    definition.local_service_address = text_at(*proxy, "local_service_address");
    definition.local_service_port = port_at(*proxy, "local_service_port");
    for (const Node& one : items_at(*proxy, "upstreams")) {
      definition.upstreams.push_back(upstream_of(one));
    }
  }
  return definition;
}

/// What Consul says, each with the code that an import has for it.
void judge(const Node& definition, const mesh::ServiceDefinition& meant, ImportLog& log) {
  for (const std::string& words : mesh::registration_faults(meant)) {
    log.refuse(definition.at, words);
    if (words == gateway_upstreams) {
      log.warning(place_of(*definition.find("proxy"), "upstreams"), "gateway_has_upstreams",
                  words + "; they are left out",
                  "upstreams belong to the sidecar of the calling service");
    } else {
      log.warning(definition.at,
                  words == peer_and_datacenter ? "peer_and_datacenter" : "invalid_registration",
                  words, words == peer_and_datacenter ? "keep one of them" : "");
    }
  }
}

/// A definition without a kind that can only be meant as a sidecar becomes one. Consul takes it for
/// a plain service, whose proxy block does nothing.
void assume_kind(Node& definition, ImportLog& log) {
  const Node* proxy = definition.find("proxy");
  if (!text_at(definition, "kind").empty() || proxy == nullptr) return;
  if (text_at(*proxy, "destination_service_name").empty() && proxy->find("upstreams") == nullptr) {
    return;
  }
  log.warning(place_of(definition, "name"), "kind_missing_assumed_connect_proxy",
              "this definition has no kind, so Consul would register a plain service and its proxy "
              "block would do nothing; it is read as a connect-proxy",
              "add kind = \"connect-proxy\"");
  Member kind{"kind", definition.at, scalar_at(definition.at, ScalarForm::string, "connect-proxy")};
  definition.members.insert(definition.members.begin(), std::move(kind));
}

/// Settings that make sense only with one that is not there.
void note_forgotten(const Node& proxy, ImportLog& log) {
  const std::vector<Node>& upstreams = items_at(proxy, "upstreams");
  const bool some_leave =
      std::any_of(upstreams.begin(), upstreams.end(), [](const Node& one) { return !stays(one); });
  const bool some_name_namespace =
      std::any_of(upstreams.begin(), upstreams.end(),
                  [](const Node& one) { return !text_at(one, "destination_namespace").empty(); });
  for (const Node& one : upstreams) {
    const SourceSpan at = place_of(one, "destination_name");
    const std::string name = quoted(text_at(one, "destination_name"));
    if (stays(one) && (crosses(one) || (crosses(proxy) && !some_leave))) {
      log.warning(at, "upstream_partition_missing",
                  "a mesh gateway mode is set, but the upstream " + name +
                      " names no partition: it stays in its caller's, where no gateway is used",
                  "add destination_partition if another partition is meant");
    }
    if (some_name_namespace && text_at(one, "destination_namespace").empty() &&
        !text_at(one, "destination_partition").empty()) {
      log.warning(at, "upstream_namespace_missing",
                  "the other upstreams name their namespace, " + name +
                      " does not: it is the service's own",
                  "add destination_namespace");
    }
  }
}

void settle_proxy(const Node& owner, Surface surface, ImportLog& log) {
  const Node* proxy = owner.find("proxy");
  if (proxy == nullptr) return;
  check_mode(*proxy, surface, log);
  for (const Node& upstream : items_at(*proxy, "upstreams")) check_mode(upstream, surface, log);
  note_forgotten(*proxy, log);
}

/// The sidecar in short, held against the rules for sidecars: what it leaves out is filled in from
/// its service.
void settle_sidecar(const Node& definition, Surface surface, ImportLog& log) {
  const Node* connect = definition.find("connect");
  const Node* sidecar = connect == nullptr ? nullptr : connect->find("sidecar_service");
  if (sidecar == nullptr) return;
  mesh::ServiceDefinition meant = definition_of(*sidecar);
  meant.kind = mesh::ServiceKind::connect_proxy;
  meant.partition = text_at(definition, "partition");
  meant.destination_service_name = text_at(definition, "name");
  if (meant.port == 0) meant.port = 21'000;  // The agent chooses one from there.
  judge(*sidecar, meant, log);
  settle_proxy(*sidecar, surface, log);
}

}  // namespace

bool settle_registration(Node& registration, Surface surface, ImportLog& log) {
  if (text_at(registration, "name").empty()) {
    log.error(registration.at, "required-key", "a service definition needs a name", "add name");
    log.refuse(registration.at, "Service name cannot be blank");
    return false;
  }
  if (const std::string kind = text_at(registration, "kind"); !is_service_kind(kind)) {
    const SourceSpan at = place_of(registration, "kind");
    log.error(at, "unknown-service-kind",
              quoted(kind) + " is no kind of a service definition; it is left out",
              "write connect-proxy, mesh-gateway, or nothing for a service");
    log.refuse(at, "unsupported service kind \"" + kind + "\"");
    return false;
  }
  judge(registration, definition_of(registration), log);
  assume_kind(registration, log);
  if (text_at(registration, "kind") == "mesh-gateway") {
    if (Node* proxy = part(registration, "proxy")) {
      take_out(*proxy, "upstreams");
      if (proxy->members.empty()) take_out(registration, "proxy");
    }
  }
  settle_proxy(registration, surface, log);
  settle_sidecar(registration, surface, log);
  put_in_order(registration, registration_keys());
  return true;
}

}  // namespace isthmus::scenario
