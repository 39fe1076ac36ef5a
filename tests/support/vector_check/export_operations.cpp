// exported_services.json: what is accepted, who sees what, and what a missing export does.
#include <array>
#include <string>
#include <vector>

#include "sim/mesh/export_rules.hpp"
#include "sim/mesh/exports.hpp"
#include "tests/support/vector_check/chain_input.hpp"
#include "tests/support/vector_check/operations.hpp"

namespace isthmus::vector_check {
namespace {

mesh::ExportedServices exports_of(const Json& written) {
  mesh::ExportedServices entry;
  entry.partition = text_of(written, "name");
  for (const Json& item : part_of(written, "services")) {
    mesh::ExportedService service;
    service.name = text_of(item, "name");
    const std::string namespace_ = text_of(item, "namespace");
    if (!namespace_.empty()) service.namespace_ = namespace_;
    for (const Json& consumer : part_of(item, "consumers")) {
      service.consumers.push_back({text_of(consumer, "partition"),
                                   text_of(consumer, "peer"),
                                   text_of(consumer, "sameness_group"),
                                   {}});
    }
    entry.services.push_back(service);
  }
  return entry;
}

mesh::PartitionsFeature feature(bool present) {
  return present ? mesh::PartitionsFeature::present : mesh::PartitionsFeature::absent;
}

Json validate_crd(const Json& input) {
  const Json& meta = input.at("consul_meta");
  const mesh::WebhookContext context{feature(flag_of(meta, "partitions_enabled")),
                                     flag_of(meta, "namespaces_enabled"),
                                     text_of(meta, "partition")};
  return verdict(mesh::webhook_export_faults(exports_of(input.at("entry")), context));
}

/// "service-resolver/name" or "service-resolver/name -> where it redirects to".
Json entry_in_words(const std::string& words) {
  const std::size_t slash = words.find('/');
  const std::size_t arrow = words.find(" -> ");
  Json entry{{"kind", words.substr(0, slash)}};
  if (arrow == std::string::npos) {
    entry["name"] = words.substr(slash + 1);
  } else {
    entry["name"] = words.substr(slash + 1, arrow - slash - 1);
    entry["redirect"] = {{"service", words.substr(arrow + 4)}};
  }
  return entry;
}

Json exported_for_peer(const Json& input) {
  mesh::ChainEntries chains;
  const Home home;
  const std::string protocol = text_of(input, "proxy_defaults_protocol");
  if (!protocol.empty()) {
    add_entry(chains, {{"kind", "proxy-defaults"}, {"name", "global"}, {"protocol", protocol}},
              home);
  }
  for (const Json& words : part_of(input, "config_entries")) {
    add_entry(chains, entry_in_words(words.get<std::string>()), home);
  }
  chains.sort();
  std::vector<mesh::CatalogService> catalog;
  for (const Json& one : part_of(input, "catalog")) {
    catalog.push_back({text_of(one, "name"), text_of(one, "kind")});
  }
  const mesh::PeerExports shown = mesh::exported_to_peer(
      exports_of(part_of(input, "entry")), text_of(input, "peer"), catalog, chains, "dc1");
  return {{"services", shown.services}, {"discovery_chains", shown.chains}};
}

Json visible_to_partition(const Json& input) {
  const mesh::ExportedServices entry = exports_of(input.at("entry"));
  const std::string namespace_ = text_of(input, "namespace");
  const mesh::ServiceName service{entry.partition,
                                  namespace_.empty() ? mesh::default_name : namespace_,
                                  text_of(input, "service")};
  return {{"visible", mesh::is_visible(&entry, service, text_of(input, "consumer_partition"))}};
}

Json cross_partition_outcome(const Json& input) {
  using Rule = mesh::GatewayExportRule;
  if (!flag_of(input, "service_exported")) {
    return {{"result", "fail"}, {"reason", "service_not_exported"}};
  }
  const auto mode = written_mode(text_of(input, "mode")).value_or(mesh::GatewayMode::none);
  if (mode == mesh::GatewayMode::none) return {{"result", "ok_if_flat_network"}};
  const Rule rule = mesh::gateway_export_rule(mode, flag_of(input, "acls_enabled"));
  if (!flag_of(input, "mesh_gateway_exported") &&
      (rule == Rule::documented || rule == Rule::inferred)) {
    return {{"result", "fail"}, {"reason", "gateway_not_exported"}};
  }
  return {{"result", "ok"}};
}

}  // namespace

Json validate_exports(const Json& input) {
  const bool community = text_of(input, "edition") == "ce";
  return verdict(mesh::export_faults(exports_of(input.at("entry")), feature(!community)));
}

std::span<const Operation> export_operations() {
  static constexpr std::array operations{
      Operation{"validate_crd", validate_crd},
      Operation{"exported_for_peer", exported_for_peer},
      Operation{"visible_to_partition", visible_to_partition},
      Operation{"cross_partition_outcome", cross_partition_outcome},
  };
  return operations;
}

}  // namespace isthmus::vector_check
