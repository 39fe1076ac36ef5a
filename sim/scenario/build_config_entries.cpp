// Config entries: what Consul itself would refuse is refused, with the place.
#include <algorithm>
#include <string>
#include <utility>

#include "sim/scenario/build_draft.hpp"
#include "sim/scenario/build_entry.hpp"
#include "sim/scenario/decoder.hpp"
#include "sim/scenario/promise_text.hpp"

namespace isthmus::scenario {
namespace {

void add_proxy_defaults(Draft& draft, const ProxyDefaultsSection& written, Firsts& firsts) {
  mesh::ProxyDefaults entry;
  entry.at = written.at;
  entry.partition = partition_of(draft, written.partition, written.file_partition);
  entry.mode = written.mesh_gateway.mode;
  entry.protocol = written.config.protocol;
  if (named_or(written.name, "") != "global") {
    draft.error(
        written.name.at.is_written() ? written.name.at : written.at, "invalid-entry",
        "invalid name (" + quoted(named_or(written.name, "")) + "), only \"global\" is supported",
        "write Name: global");
  }
  if (firsts.is_first(draft, "proxy-defaults of the partition " + quoted(entry.partition),
                      entry.at)) {
    draft.model.proxy_defaults.push_back(std::move(entry));
  }
}

mesh::UpstreamSettings settings_of(const UpstreamConfigSection& written) {
  return {.mode = written.mesh_gateway.mode,
          .protocol = written.protocol,
          .policy = policy_of(written.limits, written.passive_health_check)};
}

void add_overrides(Draft& draft, const UpstreamConfigsSection& written,
                   mesh::ServiceDefaults& entry) {
  if (written.defaults.name) {
    draft.error(written.defaults.name.at, "invalid-entry",
                "UpstreamConfig.Defaults.Name must be empty",
                "settings for one upstream belong into Overrides");
  }
  entry.upstream_defaults = settings_of(written.defaults);
  Firsts firsts;
  for (const UpstreamConfigSection& one : written.overrides) {
    mesh::UpstreamOverride override;
    override.at = one.at;
    override.destination.name = named_or(one.name, "");
    override.destination.namespace_ = named_or(one.namespace_, entry.service.namespace_);
    override.destination.partition = named_or(one.partition, entry.service.partition);
    override.peer = named_or(one.peer, "");
    override.settings = settings_of(one);
    if (override.destination.name.empty()) {
      draft.error(one.at, "invalid-entry", "UpstreamConfig.Overrides: Name is required",
                  "name the upstream's service, or use Defaults");
      continue;
    }
    const std::string what = "the override for " + quoted(mesh::short_text(override.destination)) +
                             (override.peer.empty() ? "" : " of the peer " + quoted(override.peer));
    if (firsts.is_first(draft, what, override.at)) {
      entry.upstream_overrides.push_back(std::move(override));
    }
  }
}

void add_service_defaults(Draft& draft, const ServiceDefaultsSection& written, Firsts& firsts) {
  mesh::ServiceDefaults entry;
  entry.at = written.at;
  entry.service = {partition_of(draft, written.partition, written.file_partition),
                   named_or(written.namespace_, mesh::default_name), named_or(written.name, "")};
  entry.mode = written.mesh_gateway.mode;
  entry.protocol = written.protocol;
  entry.external_sni = written.external_sni;
  entry.balance_inbound = written.balance_inbound;
  entry.max_request_headers = written.max_request_headers;
  entry.max_connections = written.upstream_config.defaults.limits.max_connections;
  add_overrides(draft, written.upstream_config, entry);
  if (entry.service.name.empty()) {
    if (written.name.at.is_written()) {
      draft.error(written.name.at, "invalid-entry", "Name is required", "name the service");
    }
    return;
  }
  if (firsts.is_first(draft, "service-defaults of " + quoted(mesh::short_text(entry.service)),
                      entry.at)) {
    draft.model.service_defaults.push_back(std::move(entry));
  }
}

/// Consul's rules for one consumer, in its own words.
void check_consumer(Draft& draft, const ConsumerSection& written) {
  const std::string partition = named_or(written.partition, "");
  const std::string peer = named_or(written.peer, "");
  const std::string group = named_or(written.sameness_group, "");
  const int given = (partition.empty() ? 0 : 1) + (peer.empty() ? 0 : 1) + (group.empty() ? 0 : 1);
  if (given > 1) {
    draft.error(written.at, "invalid-entry",
                "must define at most one of Peer, Partition, or SamenessGroup",
                "write one consumer for each");
  } else if (given == 0) {
    draft.warning(written.at, "consumer-empty",
                  "this consumer names nobody, so the service is exported to nobody",
                  "write Partition: and its name");
  }
  if (partition == "*" || peer == "*" || group == "*") {
    const SourceSpan at = partition == "*" ? written.partition.at
                          : peer == "*"    ? written.peer.at
                                           : written.sameness_group.at;
    const char* what = partition == "*" ? "partitions" : peer == "*" ? "peers" : "sameness groups";
    draft.error(at, "invalid-entry",
                "exporting to all " + std::string{what} + " (wildcard) is not supported",
                "name each of them");
  } else if (!partition.empty() && !draft.knows_partition(partition)) {
    complain_unknown_partition(draft, written.partition.at, partition);
  } else if (!peer.empty() && !draft.knows_peer(peer)) {
    complain_unknown_peer(draft, written.peer.at, peer);
  }
}

mesh::ExportedService exported(Draft& draft, const ExportSection& written,
                               const std::string& partition) {
  mesh::ExportedService service;
  service.at = written.at;
  service.name = named_or(written.name, "");
  service.namespace_ = named_or(written.namespace_, mesh::default_name);
  if (service.name.empty()) {
    draft.error(written.name.at.is_written() ? written.name.at : written.at, "invalid-entry",
                "service name cannot be empty", "name the service, or \"*\" for all");
  } else if (service.namespace_ == "*" && service.name != "*") {
    draft.error(written.namespace_.at, "invalid-entry",
                "service name must be wildcard if namespace is wildcard",
                "name the namespace, or export \"*\"");
  }
  if (written.consumers.empty()) {
    draft.error(written.at, "invalid-entry", "must have at least one consumer",
                "add Consumers: [{Partition: ...}]");
  }
  for (const ConsumerSection& consumer : written.consumers) {
    check_consumer(draft, consumer);
    const std::string group = named_or(consumer.sameness_group, "");
    service.consumers.push_back(
        {named_or(consumer.partition, ""), named_or(consumer.peer, ""), group, consumer.at});
    if (group.empty() || group == "*") continue;
    for (const mesh::GroupMember& member :
         members_of(draft, consumer.sameness_group.at, partition, group)) {
      if (member.partition == partition) continue;
      service.consumers.push_back({member.partition, member.peer, {}, consumer.at});
    }
  }
  const mesh::ServiceName name{partition, service.namespace_, service.name};
  const auto owner = draft.partitions.find(partition);
  const bool own_gateway =
      owner != draft.partitions.end() &&
      (!owner->second.gateways.empty() ||
       (owner->second.section != nullptr && owner->second.section->mesh_gateway.at.is_written()));
  const bool any = service.name == "*" || service.name.empty() || service.namespace_ == "*";
  const bool gateway = service.name == "mesh-gateway" || own_gateway;
  if (!any && owner != draft.partitions.end() && !draft.knows_service(name) && !gateway &&
      draft.completeness == Completeness::whole) {
    draft.warning(written.name.at, "export-without-service",
                  "the partition " + quoted(partition) + " exports " + quoted(service.name) +
                      ", which this scenario does not have");
  }
  return service;
}

void add_exported_services(Draft& draft, const ExportedServicesSection& written, Firsts& firsts) {
  if (!written.name || written.name->empty()) return;  // The missing name is complained about.
  mesh::ExportedServices entry;
  entry.at = written.at;
  entry.partition = *written.name;
  if (!draft.knows_partition(entry.partition)) {
    complain_unknown_partition(draft, written.name.at, entry.partition);
  } else if (written.partition && !written.partition->empty() &&
             *written.partition != entry.partition) {
    draft.error(written.partition.at, "invalid-entry",
                "the name of exported-services is the partition that exports: " +
                    quoted(entry.partition) + ", not " + quoted(*written.partition),
                "write the same partition twice, or leave Partition out");
  }
  for (const ExportSection& service : written.services) {
    entry.services.push_back(exported(draft, service, entry.partition));
  }
  if (firsts.is_first(draft, "exported-services of the partition " + quoted(entry.partition),
                      entry.at)) {
    draft.model.exported_services.push_back(std::move(entry));
  }
}

}  // namespace

void build_config_entries(Draft& draft) {
  const ConsulDocument& written = draft.document.written_in_consul;
  Firsts firsts;
  for (const auto& entry : written.proxy_defaults) add_proxy_defaults(draft, entry, firsts);
  for (const auto& entry : written.service_defaults) add_service_defaults(draft, entry, firsts);
  for (const auto& entry : written.exported_services) add_exported_services(draft, entry, firsts);

  model::Model& model = draft.model;
  const auto by_partition = [](const auto& a, const auto& b) { return a.partition < b.partition; };
  std::sort(model.proxy_defaults.begin(), model.proxy_defaults.end(), by_partition);
  std::sort(model.exported_services.begin(), model.exported_services.end(), by_partition);
  std::sort(model.service_defaults.begin(), model.service_defaults.end(),
            [](const auto& a, const auto& b) { return a.service < b.service; });
}

}  // namespace isthmus::scenario
