#include "sim/dataplane/plan.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "sim/base/expects.hpp"
#include "sim/dataplane/plan_legs.hpp"
#include "sim/dataplane/plan_policies.hpp"
#include "sim/dataplane/plan_sites.hpp"
#include "sim/dataplane/station.hpp"
#include "sim/mesh/names.hpp"

namespace isthmus::dataplane {
namespace {

using results::StationKind;

/// Gives each worker of a proxy a room of its own, where connections are pinned to them.
void add_workers(const model::ProxyQueueing& queueing, std::size_t workers, Group& group) {
  group.proxy = &queueing;
  group.servers = workers;
  if (queueing.worker_choice != model::WorkerChoice::shared) {
    group.rooms_each = static_cast<std::uint32_t>(workers);
  }
}

std::vector<Group> groups_of(const model::Model& model) {
  std::vector<Group> groups;
  for (std::size_t p = 0; p < model.partitions.size(); ++p) {
    const model::Partition& partition = model.partitions[p];
    Group group;
    group.kind = StationKind::gateway;
    group.partition = model::PartitionId{p};
    if (partition.mesh_gateway) {
      group.instances = static_cast<std::uint32_t>(partition.mesh_gateway->replicas);
      add_workers(partition.mesh_gateway->queueing, partition.mesh_gateway->workers, group);
    }
    group.name = "gateway " + model.label(group.partition);
    groups.push_back(std::move(group));
  }
  for (const StationKind kind : {StationKind::sidecar, StationKind::service}) {
    for (std::size_t s = 0; s < model.services.size(); ++s) {
      const model::Service& service = model.services[s];
      const bool sidecar = kind == StationKind::sidecar;
      Group group;
      group.kind = kind;
      group.partition = service.partition;
      group.service = model::ServiceId{s};
      group.instances = static_cast<std::uint32_t>(service.replicas);
      group.servers = service.concurrency;
      if (sidecar) add_workers(service.sidecar.queueing, service.sidecar.workers, group);
      group.name = (sidecar ? "sidecar " : "service ") + mesh::short_text(service.name);
      groups.push_back(std::move(group));
    }
  }
  return groups;
}

/// A shared link is a station per direction, wherever it is stated.
void add_links(Plan& plan) {
  const auto& qualities = plan.model->link_qualities;
  plan.links.assign(qualities.size(), LegDelay::smooth);
  for (const underlay::Link& link : plan.model->network.links()) {
    if (!link.quality || qualities[*link.quality].sharing == model::LinkSharing::none) continue;
    plan.links[*link.quality] = static_cast<std::uint32_t>(plan.groups.size());
    for (const auto& [a, b] : {std::pair{link.a, link.b}, std::pair{link.b, link.a}}) {
      Group& group = plan.groups.emplace_back();
      group.kind = StationKind::link;
      group.instances = 1;
      group.shares = qualities[*link.quality].sharing == model::LinkSharing::ps;
      group.name = "link " + a + "-" + b;
      group.partition = model::PartitionId{0};  // Until somebody sends over it.
    }
  }
}

Place place_in(const Plan& plan, std::uint32_t group_index, const model::TrafficSource& traffic) {
  const Group& group = plan.groups[group_index];
  Place place;
  place.group = group_index;
  const model::ByteCost* cost = nullptr;
  if (group.kind == StationKind::gateway) {
    cost = &(*plan.model)[group.partition].mesh_gateway->costs.per_byte;
    place.loops = group.proxy->loop.has_value();
  } else if (group.kind == StationKind::sidecar) {
    cost = &(*plan.model)[group.service].sidecar.costs.per_byte;
  }
  if (cost != nullptr) {
    place.request_work = bounded(cost->of(traffic.request_size));
    place.response_work = bounded(cost->of(traffic.response_size));
  }
  if (group.kind == StationKind::service) {
    place.request_work = place.response_work = bounded(traffic.work);  // One visit, not two.
  }
  return place;
}

/// The group that a hop of a route stands for; the caller's app is not a place of its own.
std::uint32_t group_of(const Plan& plan, const route::Hop& hop) {
  switch (hop.kind) {
    case route::HopKind::local_gateway:
    case route::HopKind::remote_gateway:
      return plan.gateways_of(hop.partition);
    case route::HopKind::service:
      return plan.apps_of(hop.service);
    case route::HopKind::source_sidecar:
    case route::HopKind::destination_sidecar:
      return plan.sidecars_of(hop.service);
    case route::HopKind::app:
      break;
  }
  ISTHMUS_EXPECTS(false);
}

void add_places(const Plan& plan, const route::Route& route, Flow& flow) {
  flow.disposition = route.disposition;
  for (const route::Hop& hop : route.hops) {
    if (hop.kind == route::HopKind::app) continue;
    if (hop.kind == route::HopKind::service && !route.delivered()) continue;
    const std::uint32_t group = group_of(plan, hop);
    if (plan.groups[group].instances == 0) {
      flow.disposition = route::Disposition::no_healthy_endpoint;
      break;
    }
    flow.places.push_back(place_in(plan, group, *flow.traffic));
    const model::ProxyQueueing* proxy = plan.groups[group].proxy;
    flow.loops |= flow.places.back().loops;
    flow.farewell |= flow.loops || (proxy != nullptr &&
                                    proxy->worker_choice == model::WorkerChoice::exact_balance);
  }
  ISTHMUS_EXPECTS(flow.places.size() <= places_max);
}

void add_tls(const Plan& plan, const route::Route& route, Flow& flow) {
  const model::TlsPlan tls = flow.traffic->tls;
  const bool tls_1_3 = tls.version == model::TlsVersion::tls_1_3;
  flow.resumed = tls.resumption != model::TlsResumption::none;
  flow.early_data = tls_1_3 && tls.resumption == model::TlsResumption::early_data;
  flow.second_round = !tls_1_3 && !flow.resumed;
  flow.hello.emplace_back(route.sni, tls, (*plan.model)[route.from].sidecar.client_hello);
}

/// Proxies that know requests choose a host for each; others choose when they connect.
void add_balance(const Plan& plan, const model::Model& model, Flow& flow) {
  const model::ServiceId served = plan.groups[flow.places.back().group].service;
  const model::Service& from = (*plan.model)[flow.traffic->from];
  const mesh::ServiceName& to =
      served.is_some() ? (*plan.model)[served].name
                       : from.registration.upstreams[flow.traffic->upstream].destination;
  const mesh::ServiceResolver* resolver = model.service_resolver_of(to);
  if (resolver != nullptr) flow.balance = resolver->load_balancer;
  if (flow.balance.choice_count == 0) flow.balance.choice_count = 2;  // As in Envoy.
  flow.farewell |= flow.balance.policy == mesh::BalancePolicy::least_request;
  if (model.protocol_of(to) == "tcp" || !flow.keeps_alive()) return;
  flow.hosts = plan.groups[flow.places[1].group].instances;
}

Flow flow_from_outside(const Plan& plan, const model::TrafficSource& traffic) {
  Flow flow;
  flow.traffic = &traffic;
  flow.resilience = traffic.resilience.value_or({});
  flow.outside = true;
  flow.exposed = plan.has_events();
  const std::uint32_t app = plan.apps_of(traffic.to);
  if (plan.groups[app].instances == 0) {
    flow.disposition = route::Disposition::no_healthy_endpoint;
  } else {
    flow.places.push_back(place_in(plan, app, traffic));
  }
  return flow;
}

Flow flow_along(Plan& plan, const model::Model& model, const model::TrafficSource& traffic,
                const route::Route& route) {
  Flow flow;
  flow.traffic = &traffic;
  flow.resilience = traffic.resilience.value_or({});
  flow.sni = route.sni;
  flow.exposed = plan.has_events();
  add_places(plan, route, flow);
  if (flow.ends_at_once()) return flow;
  flow.stop_count = static_cast<std::uint32_t>(2 * flow.places.size() - 1);
  add_tls(plan, route, flow);
  add_legs(plan, flow);
  add_balance(plan, model, flow);
  add_policy(plan, route, flow);
  return flow;
}

/// What the app at the end of a flow does beside its own work, if it is anything.
const Answering* answering_of(const Plan& plan, const Flow& flow) {
  if (flow.places.empty()) return nullptr;
  const Group& last = plan.groups[flow.places.back().group];
  if (last.kind != StationKind::service) return nullptr;
  return plan.answering[last.service.index()].get();
}

/// Two flows to the same places in the same way.
bool is_same(const Flow& a, const Flow& b) {
  const auto same_group = [](const Place& x, const Place& y) { return x.group == y.group; };
  return a.sni == b.sni && a.disposition == b.disposition && a.share == b.share &&
         a.connect_timeout == b.connect_timeout && a.hosts == b.hosts &&
         a.balance.policy == b.balance.policy && a.stand_ins.size() == b.stand_ins.size() &&
         a.places.size() == b.places.size() &&
         std::equal(a.places.begin(), a.places.end(), b.places.begin(), same_group);
}

/// The flows of one traffic source in one epoch: one for each branch that its requests may take,
/// then those that stand in for them. `first` is the number that the first of them will have.
std::vector<Flow> flows_in(Plan& plan, const Epoch& epoch, std::size_t number, std::size_t first,
                           std::uint32_t& branches) {
  const model::TrafficSource& traffic = plan.model->traffic[number];
  std::vector<Flow> flows;
  if (!traffic.from.is_some()) {
    flows.push_back(flow_from_outside(plan, traffic));
    branches = 1;
    return flows;
  }
  std::vector<const route::Route*> paths;
  const route::Route route =
      route::route_of(*epoch.model, *epoch.routes, epoch.routes->route_of(*epoch.model, number));
  if (route.branches.empty()) {
    flows.push_back(flow_along(plan, *epoch.model, traffic, route));
    paths.push_back(&route);
  }
  for (const route::Branch& branch : route.branches) {
    if (branch.share <= 0) continue;
    flows.push_back(flow_along(plan, *epoch.model, traffic, branch.route));
    flows.back().share = branch.share;
    paths.push_back(&branch.route);
  }
  branches = static_cast<std::uint32_t>(flows.size());
  if (!plan.has_events()) return flows;  // Then nobody ever becomes unhealthy.
  for (std::size_t i = 0; i < paths.size(); ++i) {
    for (const route::Route& other : paths[i]->stand_ins) {
      flows[i].stand_ins.push_back(static_cast<std::uint32_t>(first + flows.size()));
      flows.push_back(flow_along(plan, *epoch.model, traffic, other));
    }
  }
  return flows;
}

/// Adds the flows of one traffic source, epoch by epoch; what does not change is added once.
void add_flows(Plan& plan, std::size_t number) {
  plan.first_flow.push_back(static_cast<std::uint32_t>(plan.flows.size()));
  std::vector<FlowSet>& sets = plan.flow_sets.emplace_back();
  for (const Epoch& epoch : plan.epochs) {
    const std::size_t first = plan.flows.size();
    std::uint32_t branches = 0;
    std::vector<Flow> flows = flows_in(plan, epoch, number, first, branches);
    const bool unchanged =
        !sets.empty() && sets.back().branches == branches &&
        sets.back().first + flows.size() == first &&
        std::equal(flows.begin(), flows.end(),
                   plan.flows.begin() + static_cast<std::ptrdiff_t>(sets.back().first), is_same);
    if (unchanged) {
      sets.push_back(sets.back());
      continue;
    }
    sets.push_back({static_cast<std::uint32_t>(first), branches});
    for (std::size_t i = 0; i < flows.size(); ++i) {
      flows[i].answering = answering_of(plan, flows[i]);
      flows[i].number = static_cast<std::uint32_t>(number);
      flows[i].branches = i < branches ? branches - static_cast<std::uint32_t>(i) : 1;
      plan.flows.push_back(std::move(flows[i]));
    }
  }
}

/// Gives every gateway a round robin for each group that its table leads to.
void number_clusters(Plan& plan) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> numbers;
  plan.clusters.assign(plan.model->partitions.size(), 0);
  for (Flow& flow : plan.flows) {
    for (std::size_t i = 0; i + 1 < flow.places.size(); ++i) {
      if (!flow.is_gateway(i, plan.groups)) continue;
      const std::uint32_t gateways = flow.places[i].group;
      const auto [at, is_new] = numbers.try_emplace({gateways, flow.places[i + 1].group}, 0);
      if (is_new) at->second = plan.clusters[gateways]++;
      flow.places[i].cluster = at->second;
    }
  }
}

/// Gives every place from which something leaves over a rough leg a stream of its own.
void number_network_streams(Plan& plan) {
  for (std::size_t f = 0, branch = 0; f < plan.flows.size(); ++f) {
    Flow& flow = plan.flows[f];
    branch = f > 0 && plan.flows[f - 1].number == flow.number ? branch + 1 : 0;
    const std::string name = flow.traffic->name + (branch == 0 ? "" : "#" + std::to_string(branch));
    for (std::size_t i = 0; flow.rough && i <= flow.legs.size(); ++i) {
      auto& streams = plan.sites[plan.groups[flow.places[i].group].site].network_streams;
      flow.places[i].network_stream = static_cast<std::uint32_t>(streams.size());
      streams.push_back("network/" + name + "/" + std::to_string(i));
    }
  }
}

/// Gives every instance that dials a pool per cluster of each upstream.
void number_pools(Plan& plan) {
  using Cluster = std::tuple<model::ServiceId, std::size_t, std::string, route::Disposition,
                             std::uint32_t, bool, std::vector<std::uint32_t>>;
  std::map<Cluster, std::size_t> blocks;
  std::vector<std::uint32_t> next(plan.sites.size(), 0);
  for (std::size_t f = 0; f < plan.flows.size(); ++f) {
    Flow& flow = plan.flows[f];
    if (flow.outside || flow.places.empty()) continue;
    std::vector<PoolBlock>& pools = plan.sites[flow.site].pools;
    std::vector<std::uint32_t> way;  // After a change of the mode the same cluster is elsewhere.
    for (const Place& place : flow.places) way.push_back(place.group);
    const auto [at, is_new] =
        blocks.try_emplace({flow.traffic->from, flow.traffic->upstream, flow.sni, flow.disposition,
                            flow.hosts, flow.streams, std::move(way)},
                           pools.size());
    if (is_new) {
      const std::uint32_t callers = plan.groups[flow.places[0].group].instances;
      const std::uint32_t count = callers * flow.hosts;
      SitePlan& site = plan.sites[flow.site];
      pools.push_back({next[flow.site], count, site.breakers, site.hosts, flow.streams, {}});
      next[flow.site] += count;
      if (flow.limits) site.breakers += callers;
      if (flow.ejection) site.hosts += callers * flow.next_hosts(plan.groups);
    }
    PoolBlock& block = pools[at->second];
    flow.pool_block = static_cast<std::uint32_t>(at->second);
    flow.first_pool = block.first;
    flow.first_breaker = block.first_breaker;
    flow.first_host = block.first_host;
    flow.variant = static_cast<std::uint32_t>(block.flows.size());
    if (flow.keeps_alive()) {
      block.flows.push_back(static_cast<std::uint32_t>(f));
    }
  }
}

}  // namespace

std::uint64_t hashed(std::uint64_t seed, std::uint64_t number) {
  std::uint64_t x = seed + (number + 1) * 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

std::uint32_t below(std::uint32_t n, std::uint64_t hash) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::uint32_t>((Wide{hash} * n) >> 64);
}

std::uint32_t Group::random_worker(std::uint64_t ports, std::size_t place) const {
  return below(rooms_each, hashed(ports, place));  // As the kernel hashes addresses and ports.
}

Plan plan_of(const model::Model& model, const route::RouteTable& routes) {
  Plan plan;
  plan.model = &model;
  plan.routes = &routes;
  plan.epochs.push_back({SimTime::start(), &model, &routes});
  for (std::size_t i = 0; i < model.changes.size(); ++i) {
    plan.epochs.push_back({model.changes[i].at, &model.changes[i].model, &routes.later[i]});
  }
  plan.underlays = underlays_of(model);
  plan.groups = groups_of(model);
  add_links(plan);
  for (Group& group : plan.groups) {
    group.exposed = is_hit(model, group);
    group.first_station = plan.station_count;
    plan.station_count += group.instances;
  }
  for (const model::Service& service : model.services) {
    const bool plain = service.calls.empty() && service.error_rate == Ratio{};
    plan.answering.push_back(plain ? nullptr
                                   : std::make_unique<Answering>(
                                         Answering{program_of(service.calls), service.error_rate}));
  }
  for (std::size_t i = 0; i < model.traffic.size(); ++i) add_flows(plan, i);
  divide_into_sites(plan);
  number_clusters(plan);
  number_pools(plan);
  number_network_streams(plan);
  return plan;
}

}  // namespace isthmus::dataplane
