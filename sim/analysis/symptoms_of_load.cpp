// Connections: too many for a gateway, or too few to be spread.
#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "sim/analysis/symptom_parts.hpp"
#include "sim/analysis/symptoms.hpp"
#include "sim/route/fixes.hpp"
#include "sim/route/gateway_tables.hpp"

namespace isthmus::analysis {
namespace {

/// Source  Envoy, envoy.config.cluster.v3.CircuitBreakers.Thresholds, max_connections.
constexpr std::uint64_t envoy_connections_max = 1024;

/// Below this a worker easily has twice the load of another.
/// Assumed: with four connections each, dealt at random, the busiest of four workers has about
/// 1.7 times the mean.
constexpr std::size_t connections_per_worker_min = 4;

/// Connections that are open at once: what is said, or what Little's law makes of rate and service
/// time, which leaves out queues and the way.
double connections_of(const model::Model& model, const model::TrafficSource& traffic) {
  if (traffic.open_connections > 0) return static_cast<double>(traffic.open_connections);
  if (!traffic.to.is_some()) return 0;
  return traffic.rate.in_per_second() * random::mean_seconds(model[traffic.to].service_time);
}

const mesh::ServiceDefaults* limits_of(const model::Model& model,
                                       const model::Partition& partition) {
  mesh::ServiceName gateway = route::gateway_service(partition);
  gateway.away = partition.away;
  return model.service_defaults_of(gateway);
}

/// What a gateway of the partition stops at; the entry counts only where Consul looks at it.
std::uint64_t limit_of(const model::Model& model, const model::Partition& partition) {
  const mesh::ServiceDefaults* entry = limits_of(model, partition);
  const bool counts = entry != nullptr && entry->max_connections &&
                      route::is_available(route::Feature::gateway_limits, model.consul.version);
  return counts ? *entry->max_connections : envoy_connections_max;
}

/// One cluster of the gateways of one partition: that of a service, or that of other gateways.
struct Cluster {
  model::PartitionId gateways{};
  model::ServiceId service{};    ///< None: all calls on to other gateways share one.
  model::PartitionId towards{};  ///< Those gateways.

  friend auto operator<=>(const Cluster&, const Cluster&) = default;
};

struct Flow {
  double connections = 0;
  std::size_t first_traffic = 0;
};

using Flows = std::map<Cluster, Flow>;

void add(Flows& flows, const Cluster& cluster, double connections, std::size_t traffic) {
  const auto [at, is_new] = flows.try_emplace(cluster);
  if (is_new) at->second.first_traffic = traffic;
  at->second.connections += connections;
}

/// Two gateways on the way are one of the caller's partition and one of the destination's; a single
/// one is the destination's.
void add_flow(const model::Model& model, const route::RouteFacts& facts, double connections,
              std::size_t traffic, Flows& flows) {
  if (!facts.delivered() || facts.network_hops < 2 || connections <= 0) return;
  const model::PartitionId here = model[facts.from].partition;
  const model::PartitionId there = model[facts.to].partition;
  add(flows, {there, facts.to, {}}, connections, traffic);
  if (facts.network_hops < 3) return;
  // A peer's services have a cluster each, other gateways of ours one together.
  Cluster own{here, {}, there};
  if (model[there].is_peers) own = {here, facts.to, {}};
  add(flows, own, connections, traffic);
}

void add_flows(const Evidence& evidence, std::size_t traffic, Flows& flows) {
  const model::Model& model = evidence.model;
  const std::size_t index = evidence.routes.route_of(model, traffic);
  const route::RouteFacts& facts = evidence.routes.facts[index];
  const double connections = connections_of(model, model.traffic[traffic]);
  if (!facts.parts) return add_flow(model, facts, connections, traffic, flows);
  for (const route::Branch& branch : route::route_of(model, evidence.routes, index).branches) {
    add_flow(model, route::facts_of(branch.route), connections * branch.share, traffic, flows);
  }
}

/// The name of a cluster, and whose call goes through it.
void add_evidence(const Evidence& evidence, const Cluster& cluster, const Flow& flow,
                  Finding& finding) {
  const model::Model& model = evidence.model;
  finding.evidence.push_back({"the traffic that needs them", model.traffic[flow.first_traffic].at});
  const route::Route route =
      route::route_of(model, evidence.routes, evidence.routes.route_of(model, flow.first_traffic));
  finding.from = model[route.from].name;
  finding.to = route.destination;
  std::string name;
  route::for_each_path(route, [&](const route::Route& path) {
    for (const route::Hop& hop : path.hops) {
      const bool is_gateway =
          hop.kind == route::HopKind::local_gateway || hop.kind == route::HopKind::remote_gateway;
      if (is_gateway && hop.partition == cluster.gateways) name = hop.cluster;
    }
  });
  finding.evidence.push_back({"its cluster is " + name, {}});
}

void over_limit(const Evidence& evidence, const Cluster& cluster, const Flow& flow,
                Findings& found) {
  const model::Model& model = evidence.model;
  const model::Partition& partition = model[cluster.gateways];
  const model::GatewaySpec& gateway = *partition.mesh_gateway;
  const double each = flow.connections / static_cast<double>(gateway.replicas);
  const std::uint64_t limit = limit_of(model, partition);
  if (each <= static_cast<double>(limit)) return;
  const auto needed = static_cast<std::uint64_t>(std::ceil(each));
  const std::string label = model.label(cluster.gateways);
  Finding finding =
      symptom(Severity::error, "gateway-connection-limit", gateway.at,
              "each gateway of partition " + quoted(label) + " needs " + std::to_string(needed) +
                  " connections to one destination and stops at " + std::to_string(limit));
  add_evidence(evidence, cluster, flow, finding);
  const mesh::ServiceDefaults* entry = limits_of(model, partition);
  if (entry != nullptr && entry->max_connections) {
    finding.evidence.push_back({"the limit", entry->max_connections.at});
  }
  const bool may_be_raised =
      !partition.is_peers &&
      route::is_available(route::Feature::gateway_limits, model.consul.version);
  if (may_be_raised) {
    finding.edit = route::service_defaults_edit(
        model, route::gateway_service(partition),
        {"upstream_config", "defaults", "limits", "max_connections"},
        mesh::Setting::bare(std::to_string(needed + needed / 4)));  // A quarter to grow.
  } else {
    const double enough = std::ceil(flow.connections / static_cast<double>(limit));
    finding.evidence.push_back(release_clue(model));
    finding.edit = mesh::scenario_edit(
        route::partition_path(model, label, {"mesh_gateway", "replicas"}),
        mesh::Setting::bare(std::to_string(static_cast<std::uint64_t>(enough))));
  }
  found.push_back(std::move(finding));
}

void gateway_connection_limit(const Evidence& evidence, Findings& found) {
  const model::Model& model = evidence.model;
  Flows flows;
  for (std::size_t i = 0; i < model.traffic.size(); ++i) {
    if (model.traffic[i].from.is_some()) add_flows(evidence, i, flows);
  }
  for (const auto& [cluster, flow] : flows) over_limit(evidence, cluster, flow, found);
}

/// The most workers over which these connections have to be spread.
std::size_t workers_on(const model::Model& model, const route::Route& route) {
  const model::Service& to = model[route.to];
  std::size_t workers = to.replicas * to.sidecar.workers;
  for (const model::PartitionId id : route.gateways()) {
    const model::GatewaySpec& gateway = *model[id].mesh_gateway;
    workers = std::max(workers, gateway.replicas * gateway.workers);
  }
  return workers;
}

void few_long_connections(const Evidence& evidence, Findings& found) {
  const model::Model& model = evidence.model;
  for (std::size_t i = 0; i < model.traffic.size(); ++i) {
    const model::TrafficSource& traffic = model.traffic[i];
    const bool long_lived =
        traffic.open_connections > 0 && traffic.connections == model::ConnectionUse::kept_alive;
    if (!long_lived || !traffic.from.is_some()) continue;
    const route::Route route =
        route::route_of(model, evidence.routes, evidence.routes.route_of(model, i));
    if (!route.delivered()) continue;
    const mesh::ServiceDefaults* entry = model.service_defaults_of(model[route.to].name);
    if (entry != nullptr && entry->balance_inbound.value_or("") == "exact_balance") continue;
    const std::size_t workers = workers_on(model, route);
    if (traffic.open_connections >= workers * connections_per_worker_min) continue;
    Finding finding = symptom(Severity::warning, "few-long-connections", traffic.at,
                              std::to_string(traffic.open_connections) +
                                  " long connections are spread over " + std::to_string(workers) +
                                  " workers, and never move: some will have much more to do "
                                  "than others");
    about(finding, model, route);
    finding.edit =
        route::service_defaults_edit(model, model[route.to].name, {"balance_inbound_connections"},
                                     mesh::Setting::text("exact_balance"));
    found.push_back(std::move(finding));
  }
}

}  // namespace

void symptoms_of_load(const Evidence& evidence, Findings& found) {
  gateway_connection_limit(evidence, found);
  few_long_connections(evidence, found);
}

}  // namespace isthmus::analysis
