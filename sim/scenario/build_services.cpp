// Partitions, gateways and services with every number decided: nearest wins, then `defaults:`, then
// the table of defaults.
#include <string>
#include <utility>
#include <vector>

#include "sim/base/expects.hpp"
#include "sim/base/quantity_text.hpp"
#include "sim/base/suggest.hpp"
#include "sim/model/defaults.hpp"
#include "sim/scenario/build_draft.hpp"
#include "sim/scenario/decoder.hpp"
#include "sim/scenario/distribution_text.hpp"

namespace isthmus::scenario {
namespace {

/// A default of the program's own table, read by the parser that reads a user's.
template <class T>
T built_in(std::string_view name, Parsed<T> (*parse)(std::string_view)) {
  Parsed<T> parsed = parse(model::default_text(name));
  ISTHMUS_EXPECTS(std::holds_alternative<T>(parsed));
  return std::get<T>(std::move(parsed));
}

std::size_t built_in_count(std::string_view name) {
  return static_cast<std::size_t>(std::stoul(model::default_text(name)));
}

/// The nearest of two places where a value may have been written, or the default of that name.
template <class T>
T nearest_of(const Written<T>& own, const Written<T>& general, std::string_view name,
             Parsed<T> (*parse)(std::string_view)) {
  if (own) return *own;
  if (general) return *general;
  return built_in(name, parse);
}

std::size_t nearest_count(const Written<std::uint64_t>& own, const Written<std::uint64_t>& general,
                          std::string_view name) {
  if (own) return *own;
  if (general) return *general;
  return built_in_count(name);
}

/// Zones by name, in the order written: instance i runs in the i-th, and round again.
std::vector<underlay::ZoneId> zones_named(Draft& draft, const std::vector<Reference>& written) {
  std::vector<underlay::ZoneId> zones;
  for (const Reference& zone : written) {
    const underlay::ZoneId id = draft.model.network.find_zone(*zone);
    if (id.is_some()) {
      zones.push_back(id);
      continue;
    }
    if (draft.completeness == Completeness::partial) continue;
    std::vector<std::string> known;
    for (const underlay::Zone& one : draft.model.network.zones()) known.push_back(one.name);
    draft.error(zone.at, "unknown-zone", "there is no zone " + quoted(*zone),
                suggestion(*zone, known));
  }
  return zones;
}

std::vector<underlay::ZoneId> partition_zones(Draft& draft, const std::string& name,
                                              const DraftPartition& partition) {
  static const std::vector<Reference> none;
  const auto& written = partition.section == nullptr ? none : partition.section->zones;
  std::vector<underlay::ZoneId> zones = zones_named(draft, written);
  if (!zones.empty()) return zones;
  const std::size_t there = draft.model.network.zones().size();
  if (written.empty() && there > 1) {
    draft.error(partition.at, "zones-required",
                "the partition " + quoted(name) + " does not say where it runs, and there are " +
                    std::to_string(there) + " zones",
                "add zones: [" + draft.model.network.zones().front().name + "]");
  }
  return {underlay::ZoneId{0}};
}

model::TaggedAddress address_of(const Written<HostPort>& written) {
  if (!written) return {};
  return {.host = written->host, .port = written->port, .at = written.at};
}

model::TaggedAddress address_of(const TaggedAddressSection& written, std::uint64_t port) {
  if (!written.address) return {};
  return {.host = *written.address,
          .port = static_cast<std::uint16_t>(written.port.value_or(port)),
          .at = written.address.at};
}

/// What registrations of kind mesh-gateway say, where the scenario itself does not.
void add_registered(const std::vector<const RegistrationSection*>& registered,
                    const GatewaySection& section, model::GatewaySpec& gateway) {
  if (registered.empty()) return;
  const RegistrationSection& first = *registered.front();
  const std::uint64_t port = first.port.value_or(0);
  if (!section.at.is_written()) {
    gateway.at = first.at;
    gateway.replicas = registered.size();
  }
  if (!section.service && first.name) gateway.service_name = *first.name;
  if (!section.lan) {
    gateway.lan = address_of(first.tagged_addresses.lan, port);
    if (gateway.lan.host.empty() && first.address) {
      gateway.lan = {*first.address, static_cast<std::uint16_t>(port), first.address.at};
    }
  }
  if (!section.wan) gateway.wan = address_of(first.tagged_addresses.wan, port);
}

std::size_t nearest_concurrency(const Written<Concurrency>& own,
                                const Written<Concurrency>& general) {
  if (own) return own->servers;
  if (general) return general->servers;
  return built_in_count("defaults.service.concurrency");
}

std::optional<model::CpuLimit> nearest_cpu(const Written<model::CpuLimit>& own,
                                           const Written<model::CpuLimit>& general) {
  return own ? own.value : general.value;
}

std::optional<std::size_t> nearest_limit(const Written<std::uint64_t>& own,
                                         const Written<std::uint64_t>& general) {
  const auto& nearest = own ? own.value : general.value;
  return nearest ? std::optional<std::size_t>{*nearest} : std::nullopt;
}

/// Whether a section says what a proxy costs without a loop.
template <class S>
bool has_plain_costs(const S& section) {
  return section.per_connection || section.per_message;
}

/// The costs of an event loop, where the nearest section that speaks of costs has some.
///
/// `per_event` says what one event costs where nobody does.
template <class S>
std::optional<model::LoopCosts> loop_of(Draft& draft, const S& own, const S& general,
                                        const std::string& prefix,
                                        const random::Distribution& per_event) {
  const bool own_loop = own.cost.at.is_written();
  if (own_loop && has_plain_costs(own)) {
    draft.error(own.cost.at, "contradicting-keys",
                "cost is what event loops cost, in place of per_connection and per_message",
                "keep one of them");
  }
  if (!own_loop && (!general.cost.at.is_written() || has_plain_costs(own))) return std::nullopt;
  model::LoopCosts loop{.per_event = per_event};
  if (general.cost.per_event) loop.per_event = *general.cost.per_event;
  if (own.cost.per_event) loop.per_event = *own.cost.per_event;
  loop.per_turn = nearest_of(own.cost.per_turn, general.cost.per_turn, prefix + "cost.per_turn",
                             parse_duration);
  loop.per_wake = nearest_of(own.cost.per_wake, general.cost.per_wake, prefix + "cost.per_wake",
                             parse_duration);
  return loop;
}

/// `per_event` is what one event of a loop costs where nobody says.
template <class S>
model::ProxyQueueing queueing_of(Draft& draft, const S& own, const S& general,
                                 const std::string& prefix, const random::Distribution& per_event) {
  model::ProxyQueueing queueing{.worker_choice = own.worker_choice.value_or(
                                    general.worker_choice.value_or(model::WorkerChoice::random)),
                                .loop = loop_of(draft, own, general, prefix, per_event),
                                .cpu = nearest_cpu(own.cpu, general.cpu),
                                .queue_limit = nearest_limit(own.queue_limit, general.queue_limit)};
  if (queueing.loop && queueing.worker_choice == model::WorkerChoice::shared) {
    const SourceSpan at = own.worker_choice ? own.worker_choice.at : general.worker_choice.at;
    draft.error(at, "contradicting-keys",
                "workers that are event loops have connections of their own and cannot share one "
                "queue",
                "leave out cost, or write worker_choice: random");
  }
  return queueing;
}

model::GatewaySpec gateway_of(Draft& draft, const DraftPartition& partition) {
  static const GatewaySection nothing;
  const GatewaySection& general = draft.document.defaults.mesh_gateway;
  const GatewaySection& own =
      partition.section == nullptr ? nothing : partition.section->mesh_gateway;
  model::GatewaySpec gateway{
      .replicas = nearest_count(own.replicas, general.replicas, "defaults.mesh_gateway.replicas"),
      .workers = nearest_count(own.workers, general.workers, "defaults.mesh_gateway.workers"),
      .queueing = queueing_of(draft, own, general, "defaults.mesh_gateway.",
                              built_in("defaults.mesh_gateway.cost.per_event", parse_distribution)),
      .costs = {.per_connection =
                    nearest_of(own.per_connection, general.per_connection,
                               "defaults.mesh_gateway.per_connection", parse_distribution),
                .per_message = nearest_of(own.per_message, general.per_message,
                                          "defaults.mesh_gateway.per_message", parse_distribution),
                .per_byte = {nearest_of(own.per_gigabyte, general.per_gigabyte,
                                        "defaults.mesh_gateway.per_gb", parse_duration)}},
      .connect_timeout = nearest_of(own.connect_timeout, general.connect_timeout,
                                    "defaults.mesh_gateway.connect_timeout", parse_duration),
      .lan = address_of(own.lan),
      .wan = address_of(own.wan),
      .at = own.at};
  gateway.service_name = own.service.value_or(gateway.service_name);
  gateway.token.service_write = own.token.service_write.value_or(true);
  gateway.token.service_read = own.token.service_read.value_or(true);
  gateway.token.mesh_write = own.token.mesh_write.value_or(true);
  gateway.token.peering_read = own.token.peering_read.value_or(true);
  gateway.token.at = own.token.at;
  gateway.unhealthy = own.unhealthy.value_or(0);
  gateway.unhealthy_at = own.unhealthy.at;
  add_registered(partition.gateways, own, gateway);
  return gateway;
}

/// The hello of the caller's own proxy, where nobody says otherwise: the built-in proxy is Go.
model::ClientHello client_hello_of(const Draft& draft, const ServiceSection& own,
                                   mesh::ProxyKind proxy) {
  const ServiceSection& general = draft.document.defaults.service;
  const bool is_go = proxy == mesh::ProxyKind::built_in;
  return own.client_hello.value_or(
      general.client_hello.value_or(is_go ? model::ClientHello::go : model::ClientHello::envoy));
}

model::SidecarSpec sidecar_of(Draft& draft, const mesh::ServiceName& name,
                              const ServiceSection& service) {
  const SidecarSection& own = service.sidecar;
  const SidecarSection& general = draft.document.defaults.sidecar;
  const bool plain = draft.model.protocol_of(name) == "tcp";
  const std::string per_message =
      plain ? "defaults.sidecar.per_message[tcp]" : "defaults.sidecar.per_message[http]";
  const random::Distribution message =
      nearest_of(own.per_message, general.per_message, per_message, parse_distribution);
  const mesh::ProxyKind kind = own.proxy.value_or(general.proxy.value_or(mesh::ProxyKind::envoy));
  return {
      .kind = kind,
      .workers = nearest_count(own.workers, general.workers, "defaults.sidecar.workers"),
      .queueing = queueing_of(draft, own, general, "defaults.sidecar.", message),
      .costs = {.per_connection = nearest_of(own.per_connection, general.per_connection,
                                             "defaults.sidecar.per_connection", parse_distribution),
                .per_message = message,
                .per_byte = {nearest_of(own.per_gigabyte, general.per_gigabyte,
                                        "defaults.sidecar.per_gb", parse_duration)}},
      .handshake = {.full = nearest_of(own.handshake, general.handshake,
                                       "defaults.sidecar.handshake", parse_distribution),
                    .resumed =
                        nearest_of(own.resumed_handshake, general.resumed_handshake,
                                   "defaults.sidecar.resumed_handshake", parse_distribution)},
      .client_hello = client_hello_of(draft, service, kind),
      .streams_max = own.max_streams.value_or(general.max_streams.value_or(UINT64_MAX))};
}

model::PartitionId partition_id(const Draft& draft, const mesh::ServiceName& name) {
  if (name.away.empty()) return draft.partition_id(name.partition);
  for (std::size_t i = 0; i < draft.model.partitions.size(); ++i) {
    if (draft.model.partitions[i].away == name.away) return model::PartitionId{i};
  }
  return {};
}

model::Service service_of(Draft& draft, const mesh::ServiceName& name,
                          const DraftService& declared) {
  static const ServiceSection nothing;
  const ServiceSection& general = draft.document.defaults.service;
  const ServiceSection& own = declared.section == nullptr ? nothing : *declared.section;
  const model::PartitionId partition = partition_id(draft, name);
  std::vector<underlay::ZoneId> zones = zones_named(draft, own.zones);
  if (zones.empty()) zones = draft.model[partition].zones;
  return {
      .name = name,
      .partition = partition,
      .zones = std::move(zones),
      .replicas = nearest_count(own.replicas, general.replicas, "defaults.service.replicas"),
      .concurrency = nearest_concurrency(own.concurrency, general.concurrency),
      .discipline = own.discipline.value_or(general.discipline.value_or(model::Discipline::fifo)),
      .queue_limit = nearest_limit(own.queue_limit, general.queue_limit),
      .cpu = nearest_cpu(own.cpu, general.cpu),
      .service_time = nearest_of(own.service_time, general.service_time,
                                 "defaults.service.service_time", parse_distribution),
      .response_size = nearest_of(own.response_size, general.response_size,
                                  "defaults.service.response_size", parse_bytes),
      .error_rate = own.error_rate.value_or(Ratio{}),
      .sidecar = sidecar_of(draft, name, own),
      .registration = {},
      .token = {.locality = own.token.locality.value_or(model::TokenLocality::global),
                .read_elsewhere = own.token.read_elsewhere.value_or(true),
                .at = own.token.at},
      .endpoint_changes = own.endpoint_changes.value_or(PerSecond{}),
      .endpoint_changes_at = own.endpoint_changes.at,
      .at = declared.at};
}

model::Partition partition_of(Draft& draft, const std::string& name,
                              const DraftPartition& declared) {
  model::Partition partition;
  partition.name = name;
  partition.datacenter = draft.model.consul.datacenter;
  partition.zones = partition_zones(draft, name, declared);
  partition.at = declared.at;
  const PartitionSection* section = declared.section;
  if (section != nullptr) {
    partition.agent_present = section->agent.value_or(true);
    partition.connect_enabled = section->connect.value_or(true);
  }
  const bool has_gateway =
      !declared.gateways.empty() || (section != nullptr && section->mesh_gateway.at.is_written());
  if (has_gateway) partition.mesh_gateway = gateway_of(draft, declared);
  return partition;
}

}  // namespace

void build_partitions(Draft& draft) {
  for (const auto& [name, declared] : draft.partitions) {
    draft.model.partitions.push_back(partition_of(draft, name, declared));
  }
  for (const auto& [name, place] : draft.places) {
    model::Partition partition = partition_of(draft, mesh::default_name, place.partition);
    partition.away = name;
    partition.is_peers = place.peer != nullptr;
    partition.datacenter = name;
    if (place.peer != nullptr) partition.datacenter = place.peer->datacenter.value_or(name);
    if (place.datacenter != nullptr) {
      partition.trust_domain = place.datacenter->trust_domain.value_or("");
      partition.trust_domain_at = place.datacenter->trust_domain.at;
    }
    draft.model.partitions.push_back(std::move(partition));
  }
}

void build_services(Draft& draft) {
  for (const auto& [name, declared] : draft.services) {
    const model::ServiceId id{draft.model.services.size()};
    model::Service service = service_of(draft, name, declared);
    draft.model.partitions[service.partition.index()].services.push_back(id);
    draft.model.services.push_back(std::move(service));
  }
}

}  // namespace isthmus::scenario
