#include "sim/mesh/export_rules.hpp"

#include <algorithm>
#include <set>
#include <variant>

namespace isthmus::mesh {
namespace {

using Faults = std::vector<std::string>;

constexpr std::string_view wildcard = "*";
constexpr std::string_view never_exported = "consul";

int parties_named(const Consumer& consumer) {
  return (consumer.partition.empty() ? 0 : 1) + (consumer.peer.empty() ? 0 : 1) +
         (consumer.sameness_group.empty() ? 0 : 1);
}

void check_wildcards(const Consumer& consumer, const std::string& place, Faults& faults) {
  const auto refuse = [&](const std::string& name, const std::string& whom) {
    if (name != wildcard) return;
    faults.push_back(place + "exporting to all " + whom + " (wildcard) is not supported");
  };
  refuse(consumer.partition, "partitions");
  refuse(consumer.peer, "peers");
  refuse(consumer.sameness_group, "sameness groups");
}

void check_consumer(const Consumer& consumer, const std::string& place,
                    PartitionsFeature partitions, Faults& faults) {
  if (parties_named(consumer) > 1) {
    faults.push_back(place + (consumer.sameness_group.empty()
                                  ? "must define at most one of Peer or Partition"
                                  : "must define at most one of Peer, Partition, or "
                                    "SamenessGroup"));
  }
  check_wildcards(consumer, place, faults);
  if (partitions == PartitionsFeature::absent && !consumer.partition.empty()) {
    faults.push_back(place + "partitions are an enterprise-only feature");
  }
}

void check_webhook_consumer(const Consumer& consumer, const WebhookContext& context,
                            Faults& faults) {
  const int named = parties_named(consumer);
  if (named > 1) {
    faults.emplace_back(
        "service consumer must define at most one of Peer, Partition, or SamenessGroup");
  }
  if (named == 0) {
    faults.emplace_back(
        "service consumer must define at least one of Peer, Partition, or SamenessGroup");
  }
  if (context.partitions == PartitionsFeature::absent && !consumer.partition.empty()) {
    faults.emplace_back("Consul Admin Partitions need to be enabled to specify partition.");
  }
  check_wildcards(consumer, {}, faults);
}

bool is_shown_to(const ExportedService& item, std::string_view peer) {
  return std::any_of(item.consumers.begin(), item.consumers.end(),
                     [&](const Consumer& consumer) { return consumer.peer == peer; });
}

/// The names that exist as entries of a chain.
std::set<std::string> chain_names(const ChainEntries& chains) {
  std::set<std::string> names;
  for (const ServiceRouter& entry : chains.routers) names.insert(entry.service.name);
  for (const ServiceSplitter& entry : chains.splitters) names.insert(entry.service.name);
  for (const ServiceResolver& entry : chains.resolvers) names.insert(entry.service.name);
  return names;
}

}  // namespace

Faults export_faults(const ExportedServices& entry, PartitionsFeature partitions) {
  Faults faults;
  const bool community = partitions == PartitionsFeature::absent;
  if (entry.partition.empty()) faults.emplace_back("Name is required");
  if (community && entry.partition != default_name) {
    faults.emplace_back("exported-services Name must be \"default\"");
  }
  for (std::size_t i = 0; i < entry.services.size(); ++i) {
    const ExportedService& item = entry.services[i];
    const std::string service = "Services[" + std::to_string(i) + "]";
    if (item.name.empty()) faults.push_back(service + ": service name cannot be empty");
    if (item.namespace_ == wildcard && item.name != wildcard) {
      faults.push_back(service + ": service name must be wildcard if namespace is wildcard");
    }
    if (community && item.namespace_ != default_name) {
      faults.push_back(service + ": namespaces are an enterprise-only feature");
    }
    if (item.consumers.empty()) faults.push_back(service + ": must have at least one consumer");
    for (std::size_t j = 0; j < item.consumers.size(); ++j) {
      check_consumer(item.consumers[j],
                     service + ".Consumers[" + std::to_string(j) + "]: ", partitions, faults);
    }
  }
  return faults;
}

Faults webhook_export_faults(const ExportedServices& entry, const WebhookContext& context) {
  Faults faults;
  const bool partitions = context.partitions == PartitionsFeature::present;
  if (!partitions && entry.partition != default_name) {
    faults.emplace_back("ExportedServices resource name must be \"default\"");
  }
  if (partitions && entry.partition != context.partition) {
    faults.push_back("ExportedServices resource name must be the same as the partition name, \"" +
                     context.partition + "\"");
  }
  if (entry.services.empty()) faults.emplace_back("at least one service must be exported");
  for (const ExportedService& item : entry.services) {
    if (item.consumers.empty()) faults.emplace_back("service must have at least one consumer.");
    if (!context.namespaces_enabled && item.namespace_ != default_name) {
      faults.emplace_back("Consul Namespaces must be enabled to specify service namespace.");
    }
    for (const Consumer& consumer : item.consumers) {
      check_webhook_consumer(consumer, context, faults);
    }
  }
  return faults;
}

PeerExports exported_to_peer(const ExportedServices& entry, std::string_view peer,
                             std::span<const CatalogService> catalog, const ChainEntries& chains,
                             std::string_view datacenter) {
  std::set<std::string> services;
  std::set<std::string> names;
  for (const ExportedService& item : entry.services) {
    if (!is_shown_to(item, peer)) continue;
    if (item.name != wildcard) {
      services.insert(item.name);
      continue;
    }
    for (const CatalogService& one : catalog) {
      if (one.kind.empty()) services.insert(one.name);
    }
    names.merge(chain_names(chains));
  }
  services.erase(std::string{never_exported});
  names.insert(services.begin(), services.end());
  names.erase(std::string{never_exported});

  PeerExports shown{{services.begin(), services.end()}, {}};
  for (const std::string& name : names) {
    ChainRequest request;
    request.service = {entry.partition, default_name, name};
    request.datacenter = datacenter;
    const auto compiled = compile_chain(chains, request);
    const auto* chain = std::get_if<DiscoveryChain>(&compiled);
    if (chain == nullptr) continue;
    const bool leads_to_servers = std::any_of(
        chain->targets.begin(), chain->targets.end(),
        [](const ChainTarget& target) { return target.service.name == never_exported; });
    if (!leads_to_servers) shown.chains[name] = chain->protocol;
  }
  return shown;
}

}  // namespace isthmus::mesh
