#include <algorithm>
#include <utility>

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
  table.first_route.reserve(model.services.size() + 1);
  for (std::size_t i = 0; i < model.services.size(); ++i) {
    table.first_route.push_back(table.routes.size());
    const std::vector<mesh::Upstream>& upstreams = model.services[i].registration.upstreams;
    for (std::size_t u = 0; u < upstreams.size(); ++u) {
      table.routes.push_back(follow(model, table, model::ServiceId{i}, u, upstreams[u], {}));
    }
  }
  table.first_route.push_back(table.routes.size());
  for (std::size_t i = 0; i < model.traffic.size(); ++i) {
    const model::TrafficSource& traffic = model.traffic[i];
    if (!traffic.request || !traffic.from.is_some()) continue;
    const mesh::Upstream& upstream = model[traffic.from].registration.upstreams[traffic.upstream];
    table.route_of_requests.emplace(i, table.routes.size());
    table.routes.push_back(
        follow(model, table, traffic.from, traffic.upstream, upstream, *traffic.request));
  }
  return table;
}

Route route_between(const model::Model& model, const RouteTable& table, model::ServiceId from,
                    model::ServiceId to) {
  return route_between(model, table, from, to, {});
}

Route route_between(const model::Model& model, const RouteTable& table, model::ServiceId from,
                    model::ServiceId to, const mesh::HttpRequest& request) {
  const std::vector<mesh::Upstream>& upstreams = model[from].registration.upstreams;
  for (std::size_t u = 0; u < upstreams.size(); ++u) {
    if (named_service(model, model[from], upstreams[u]) != to) continue;
    if (request == mesh::HttpRequest{}) return table.of(from, u);
    return follow(model, table, from, u, upstreams[u], request);
  }
  Route route = follow(model, table, from, upstreams.size(),
                       wanted_upstream(model, model[from], model[to]), request);
  route.disposition = Disposition::no_upstream;
  route.reasons.insert(route.reasons.begin(), no_upstream(model, model[from], model[to]));
  end_at_sidecar(route);
  return route;
}

}  // namespace isthmus::route
