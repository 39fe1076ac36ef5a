#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <thread>
#include <utility>
#include <vector>

#include "sim/route/follow.hpp"
#include "sim/route/gateway_tables.hpp"
#include "sim/route/journey.hpp"
#include "sim/route/reasons.hpp"
#include "sim/route/route.hpp"

namespace isthmus::route {
namespace {

/// The upstream that `from` would need to reach `to`.
mesh::Upstream wanted_upstream(const model::Model& model, const model::Service& from,
                               const model::Service& to) {
  mesh::Upstream upstream;
  upstream.destination = at_home(to.name);
  if (model[to.partition].is_peers) {
    upstream.peer = to.name.away;
    upstream.destination.partition = from.name.partition;
    return upstream;
  }
  const std::string& datacenter = model[to.partition].datacenter;
  if (datacenter != model[from.partition].datacenter) upstream.datacenter = datacenter;
  return upstream;
}

/// An upstream of a service.
struct Place {
  std::uint32_t destination;  ///< The service that it names; any number where there is none.
  std::uint32_t service;
  std::uint32_t upstream;

  friend auto operator<=>(const Place&, const Place&) = default;
};

/// Every upstream, those together that name one service: they share its chain, and what is looked
/// up for it is still warm.
std::vector<Place> by_destination(const model::Model& model, const RouteTable& table) {
  std::vector<Place> places;
  places.reserve(table.upstreams());
  for (std::size_t i = 0; i < model.services.size(); ++i) {
    const model::Service& from = model.services[i];
    const std::string& datacenter = model[from.partition].datacenter;
    for (std::size_t u = 0; u < from.registration.upstreams.size(); ++u) {
      const mesh::ServiceName& named = from.registration.upstreams[u].destination;
      const model::ServiceId to = table.services.find(model, datacenter, named);
      places.push_back({to.is_some() ? static_cast<std::uint32_t>(to.index()) : UINT32_MAX,
                        static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(u)});
    }
  }
  std::sort(places.begin(), places.end());
  return places;
}

/// Upstreams for which another thread is worth its start.
constexpr std::size_t upstreams_per_thread = 20'000;

/// Finds the facts of some places: reads all of the table but the facts, and writes only theirs.
void find_facts(const model::Model& model, const RouteTable& table, std::span<const Place> places,
                std::vector<RouteFacts>& facts) {
  Chains chains;
  for (const Place& place : places) {
    const model::ServiceId from{place.service};
    const mesh::Upstream& upstream = model[from].registration.upstreams[place.upstream];
    facts[table.index_of(from, place.upstream)] =
        facts_of(follow(model, table, from, place.upstream, upstream, {}, Detail::facts, chains));
  }
}

/// Finds the facts of all upstreams. No upstream's depend on another's, so a large mesh is parted
/// among the cores, with the same result for any number of them (decision 0170).
std::vector<RouteFacts> all_facts(const model::Model& model, const RouteTable& table) {
  std::vector<RouteFacts> facts(table.upstreams());
  const std::vector<Place> places = by_destination(model, table);
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t parts = std::clamp<std::size_t>(places.size() / upstreams_per_thread, 1, cores);
  const auto find_part = [&](std::size_t part) {
    const std::size_t begin = places.size() * part / parts;
    const std::size_t end = places.size() * (part + 1) / parts;
    find_facts(model, table, std::span{places}.subspan(begin, end - begin), facts);
  };
  std::vector<std::thread> others;
  for (std::size_t part = 1; part < parts; ++part) others.emplace_back(find_part, part);
  find_part(0);
  for (std::thread& other : others) other.join();
  return facts;
}

/// Shape    `traffic` has a caller, and says what its requests look like.
Route route_of_request(const model::Model& model, const RouteTable& table,
                       const model::TrafficSource& traffic, Detail detail) {
  Chains chains;
  const mesh::Upstream& upstream = model[traffic.from].registration.upstreams[traffic.upstream];
  return follow(model, table, traffic.from, traffic.upstream, upstream, *traffic.request, detail,
                chains);
}

/// Adds the routes of traffic sources whose requests are others than `GET /`.
void add_requests(const model::Model& model, RouteTable& table) {
  for (std::size_t i = 0; i < model.traffic.size(); ++i) {
    const model::TrafficSource& traffic = model.traffic[i];
    if (!traffic.request || !traffic.from.is_some()) continue;
    table.route_of_requests.emplace(i, table.facts.size());
    table.sources_of_requests.push_back(i);
    table.facts.push_back(facts_of(route_of_request(model, table, traffic, Detail::facts)));
  }
}

}  // namespace

mesh::ServiceName destination_of(const model::Model& model, const model::Service& from,
                                 const mesh::Upstream& upstream) {
  mesh::ServiceName name = upstream.destination;
  if (upstream.type == mesh::DestinationType::prepared_query) {
    const model::PreparedQuery* query = model.prepared_query_of(name.name);
    return query != nullptr ? query->service : name;
  }
  if (!upstream.peer.empty()) {
    name.partition = mesh::default_name;
    name.away = upstream.peer;
    return name;
  }
  const std::string& datacenter =
      upstream.datacenter.empty() ? model[from.partition].datacenter : upstream.datacenter;
  if (datacenter != model.consul.datacenter) name.away = datacenter;
  return name;
}

model::ServiceId named_service(const model::Model& model, const model::Service& from,
                               const mesh::Upstream& upstream) {
  const bool is_query = upstream.type == mesh::DestinationType::prepared_query;
  if (is_query && model.prepared_query_of(upstream.destination.name) == nullptr) return {};
  return model.find_service(destination_of(model, from, upstream));
}

RouteTable resolve(const model::Model& model) {
  RouteTable table;
  table.gateways = gateway_tables(model);
  table.zone_groups = model.network.components();
  table.entries.proxy_defaults = model.proxy_defaults;
  table.entries.service_defaults = model.service_defaults;
  table.entries.routers = model.service_routers;
  table.entries.splitters = model.service_splitters;
  table.entries.resolvers = model.service_resolvers;
  table.services = model::ServiceIndex{model};
  for (const mesh::ExportedServices& entry : model.exported_services) {
    table.exports.emplace_back(entry);
  }
  table.first_route.reserve(model.services.size() + 1);
  std::size_t count = 0;
  for (const model::Service& service : model.services) {
    table.first_route.push_back(count);
    count += service.registration.upstreams.size();
  }
  table.first_route.push_back(count);
  table.facts = all_facts(model, table);
  add_requests(model, table);
  for (const model::Change& change : model.changes) table.later.push_back(resolve(change.model));
  return table;
}

Route route_of(const model::Model& model, const RouteTable& table, model::ServiceId from,
               std::size_t upstream) {
  Chains chains;
  return follow(model, table, from, upstream, model[from].registration.upstreams[upstream], {},
                Detail::whole, chains);
}

Route route_of(const model::Model& model, const RouteTable& table, std::size_t index) {
  if (index >= table.upstreams()) {
    const std::size_t source = table.sources_of_requests[index - table.upstreams()];
    return route_of_request(model, table, model.traffic[source], Detail::whole);
  }
  const model::ServiceId from = table.facts[index].from;
  return route_of(model, table, from, index - table.first_route[from.index()]);
}

std::vector<Route> all_routes(const model::Model& model, const RouteTable& table) {
  std::vector<Route> routes;
  routes.reserve(table.facts.size());
  for (std::size_t i = 0; i < table.facts.size(); ++i) routes.push_back(route_of(model, table, i));
  return routes;
}

Route route_between(const model::Model& model, const RouteTable& table, model::ServiceId from,
                    model::ServiceId to) {
  return route_between(model, table, from, to, {});
}

Route route_between(const model::Model& model, const RouteTable& table, model::ServiceId from,
                    model::ServiceId to, const mesh::HttpRequest& request) {
  Chains chains;
  const std::vector<mesh::Upstream>& upstreams = model[from].registration.upstreams;
  for (std::size_t u = 0; u < upstreams.size(); ++u) {
    if (named_service(model, model[from], upstreams[u]) != to) continue;
    return follow(model, table, from, u, upstreams[u], request, Detail::whole, chains);
  }
  Route route =
      follow(model, table, from, upstreams.size(), wanted_upstream(model, model[from], model[to]),
             request, Detail::whole, chains);
  route.disposition = Disposition::no_upstream;
  route.reasons.insert(route.reasons.begin(), no_upstream(model, model[from], model[to]));
  end_at_sidecar(route);
  return route;
}

}  // namespace isthmus::route
