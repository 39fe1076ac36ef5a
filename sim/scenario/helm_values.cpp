#include "sim/scenario/helm_values.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "sim/scenario/canonical_tree.hpp"
#include "sim/scenario/decoder.hpp"

namespace isthmus::scenario {
namespace {

/// The value at `a.b.c`, or null.
const Node* value_at(const Node& from, std::initializer_list<std::string_view> path) {
  const Node* at = &from;
  for (const std::string_view key : path) {
    at = at == nullptr ? nullptr : at->find(key);
  }
  return at == nullptr || at->is_null() ? nullptr : at;
}

std::string text_in(const Node& from, std::initializer_list<std::string_view> path,
                    std::string otherwise) {
  const Node* found = value_at(from, path);
  return found == nullptr || found->text.empty() ? otherwise : found->text;
}

bool flag_in(const Node& from, std::initializer_list<std::string_view> path) {
  return text_in(from, path, "false") == "true";
}

void put_flag(Node& into, std::string_view key, bool flag) {
  put(into, key, scalar_at(into.at, ScalarForm::boolean, flag ? "true" : "false"));
}

void put_number(Node& into, std::string_view key, std::string digits) {
  put(into, key, scalar_at(into.at, ScalarForm::number, std::move(digits)));
}

Node wan_address_of(const Node& gateway) {
  Node wan = mapping_at(gateway.at);
  put_text(wan, "source", text_in(gateway, {"wanAddress", "source"}, "Service"));
  const std::string address = text_in(gateway, {"wanAddress", "static"}, "");
  if (!address.empty()) put_text(wan, "address", address);
  put_number(wan, "port", text_in(gateway, {"wanAddress", "port"}, "443"));
  return wan;
}

/// What requests and limits say about CPU and memory, key by key.
Node resources_of(const Node& written) {
  Node made = mapping_at(written.at);
  for (const Member& member : written.members) {
    for (const Member& one : member.value.members) {
      if (one.value.is_scalar()) put_text(made, member.key + "_" + one.key, one.value.text);
    }
  }
  return made;
}

}  // namespace

bool is_helm_values(const Node& node) {
  constexpr std::array<std::string_view, 6> keys = {"global",    "meshGateway", "connectInject",
                                                    "dataplane", "syncCatalog", "externalServers"};
  return node.find("kind") == nullptr &&
         std::any_of(keys.begin(), keys.end(), [&](std::string_view key) {
           const Node* found = node.find(key);
           return found != nullptr && found->is_mapping();
         });
}

Node gateway_of_values(const Node& values, ImportLog& log) {
  Node made = mapping_at(values.at);
  const bool partitions = flag_in(values, {"global", "adminPartitions", "enabled"});
  const std::string named = text_in(values, {"global", "adminPartitions", "name"}, "default");
  put_text(made, "partition", partitions ? named : "default");
  put_text(made, "datacenter", text_in(values, {"global", "datacenter"}, "dc1"));
  put_flag(made, "acl_enabled", flag_in(values, {"global", "acls", "manageSystemACLs"}));
  if (!partitions && named != "default") {
    log.warning(value_at(values, {"global", "adminPartitions", "name"})->at,
                "partition_not_enabled",
                "the chart installs into the partition default, not " + quoted(named) +
                    ", because adminPartitions.enabled is not true",
                "set adminPartitions.enabled: true");
  }
  const Node* gateway = value_at(values, {"meshGateway"});
  if (gateway == nullptr) return made;
  Node section = mapping_at(gateway->at);
  put_flag(section, "enabled", flag_in(*gateway, {"enabled"}));
  put_text(section, "service", text_in(*gateway, {"consulServiceName"}, "mesh-gateway"));
  put_number(section, "replicas", text_in(*gateway, {"replicas"}, "1"));
  put_number(section, "port", text_in(*gateway, {"containerPort"}, "8443"));
  put(section, "wan_address", wan_address_of(*gateway));
  if (const Node* resources = value_at(*gateway, {"resources"})) {
    put(section, "resources", resources_of(*resources));
  }
  if (!flag_in(*gateway, {"enabled"}) && value_at(*gateway, {"replicas"}) != nullptr) {
    log.warning(gateway->at, "gateway_not_enabled",
                "meshGateway is configured but not enabled, so the chart installs none",
                "set meshGateway.enabled: true");
  }
  put(made, "mesh_gateway", std::move(section));
  return made;
}

}  // namespace isthmus::scenario
