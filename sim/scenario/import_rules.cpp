// Config entries; service definitions are in import_registrations.cpp.
#include "sim/scenario/import_rules.hpp"

#include <utility>
#include <vector>

#include "sim/mesh/export_rules.hpp"
#include "sim/mesh/gateway_mode.hpp"
#include "sim/scenario/canonical_tree.hpp"
#include "sim/scenario/decoder.hpp"

namespace isthmus::scenario {
namespace {

/// Complaints about one entry, each of which Consul has too.
class Settling {
 public:
  Settling(Node& entry, Surface surface, ImportLog& log)
      : entry_{entry}, surface_{surface}, log_{log} {}

  void proxy_defaults() {
    if (const std::string name = text_at(entry_, "name"); name != "global") {
      const SourceSpan at = place_of(entry_, "name");
      log_.warning(at, "proxy_defaults_name_not_global",
                   "proxy-defaults are always named global, not " + quoted(name) +
                       "; they are read as global",
                   "write global");
      log_.refuse(at, surface_ == Surface::kubernetes_resource
                          ? "proxydefaults resource name must be \"global\""
                          : "invalid name (\"" + name + "\"), only \"global\" is supported");
      put(entry_, "name", scalar_at(at, ScalarForm::string, "global"));
    }
    check_mode(entry_, surface_, log_);
  }

  void mesh() {
    const std::string name = text_at(entry_, "name");
    take_out(entry_, "name");  // There is one, and Consul does not let it be named.
    if (name.empty() || name == "mesh") return;
    log_.warning(entry_.at, "mesh_name_not_mesh",
                 "the mesh entry is always named mesh, not " + quoted(name), "write mesh");
    log_.refuse(entry_.at, "mesh resource name must be \"mesh\"");
  }

  void service_defaults() {
    check_mode(entry_, surface_, log_);
    for (Member& member : entry_.members) {
      if (member.key != "upstream_config") continue;
      settle_defaults(member.value);
      settle_overrides(member.value);
    }
    const Node* config = entry_.find("upstream_config");
    if (config != nullptr && config->members.empty()) take_out(entry_, "upstream_config");
  }

 private:
  void settle_defaults(Node& upstream_config) {
    for (Member& member : upstream_config.members) {
      if (member.key != "defaults") continue;
      Node& defaults = member.value;
      check_mode(defaults, surface_, log_);
      if (defaults.find("name") == nullptr) continue;
      log_.warning(
          place_of(defaults, "name"), "defaults_with_name",
          "settings in UpstreamConfig.Defaults hold for all upstreams and have no name; it "
          "is left out",
          "settings for one upstream belong into Overrides");
      log_.refuse(place_of(defaults, "name"), "error in upstream defaults: Name must be empty");
      take_out(defaults, "name");
    }
    if (const Node* defaults = upstream_config.find("defaults");
        defaults != nullptr && defaults->members.empty()) {
      take_out(upstream_config, "defaults");
    }
  }

  void settle_overrides(Node& upstream_config) {
    for (Member& member : upstream_config.members) {
      if (member.key != "overrides") continue;
      std::vector<Node> kept;
      for (Node& one : member.value.items) {
        check_mode(one, surface_, log_);
        if (!text_at(one, "name").empty()) {
          kept.push_back(std::move(one));
          continue;
        }
        log_.warning(one.at, "override_without_name",
                     "an override names no upstream, so it holds for none; it is left out",
                     "name the upstream's service, or use Defaults");
        log_.refuse(one.at, "error in upstream override: Name is required");
      }
      member.value.items = std::move(kept);
    }
  }

  Node& entry_;
  Surface surface_;
  ImportLog& log_;
};

mesh::ExportedServices exports_of(const Node& entry) {
  mesh::ExportedServices exports;
  exports.partition = text_at(entry, "name");
  for (const Node& item : items_at(entry, "services")) {
    mesh::ExportedService service;
    service.name = text_at(item, "name");
    const std::string in = text_at(item, "namespace");
    if (!in.empty()) service.namespace_ = in;
    for (const Node& one : items_at(item, "consumers")) {
      service.consumers.push_back({text_at(one, "partition"), text_at(one, "peer"),
                                   text_at(one, "sameness_group"), one.at});
    }
    exports.services.push_back(std::move(service));
  }
  return exports;
}

std::vector<std::string> export_entry_faults(const Node& entry, Surface surface) {
  const mesh::ExportedServices exports = exports_of(entry);
  if (surface != Surface::kubernetes_resource) {
    return mesh::export_faults(exports, mesh::PartitionsFeature::present);
  }
  // An import does not know the partition of the cluster, so the name is taken for it.
  mesh::WebhookContext context;
  context.partition = exports.partition;
  std::vector<std::string> faults = mesh::webhook_export_faults(exports, context);
  if (!faults.empty()) return faults;
  return mesh::export_faults(exports, mesh::PartitionsFeature::present);  // The servers, later.
}

std::vector<std::string> faults_of(const Node& entry, std::string_view kind, Surface surface) {
  if (kind != "mesh" && text_at(entry, "name").empty()) return {"Name is required"};
  if (kind == "exported-services") return export_entry_faults(entry, surface);
  if (kind == "service-intentions") return intention_entry_faults(entry);
  return chain_entry_faults(entry, kind);
}

}  // namespace

void check_mode(const Node& object, Surface surface, ImportLog& log) {
  const std::string mode = text_at(object, "mesh_gateway", "mode");
  if (mesh::is_mode_setting(mode)) return;
  const SourceSpan at = place_of(*object.find("mesh_gateway"), "mode");
  log.warning(at, "unknown-gateway-mode",
              quoted(mode) + " is no mesh gateway mode; where Consul takes it, it uses no gateway",
              "write none, local or remote in lower case");
  if (surface == Surface::agent_file) {
    log.refuse(at, "Invalid Mesh Gateway Mode: \"" + mode + "\"");
  } else if (surface == Surface::kubernetes_resource) {
    log.refuse(at, "Invalid value: \"" + mode +
                       "\": must be one of \"remote\", \"local\", \"none\", \"\"");
  }
}

bool settle_entry(Node& entry, const EntryKind& kind, Surface surface, ImportLog& log) {
  Settling settling{entry, surface, log};
  if (kind.kind == "proxy-defaults") settling.proxy_defaults();
  if (kind.kind == "service-defaults") settling.service_defaults();
  if (kind.kind == "mesh") settling.mesh();
  put_in_order(entry, kind.keys);
  const std::vector<std::string> faults = faults_of(entry, kind.kind, surface);
  for (const std::string& words : faults) {
    log.error(entry.at, "invalid_entry",
              "Consul refuses this " + std::string{kind.kind} + ": " + words + "; it is left out");
    log.refuse(entry.at, words);
  }
  return faults.empty();
}

}  // namespace isthmus::scenario
