#include <algorithm>
#include <utility>

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
  upstream.destination = to.name;
  const std::string& datacenter = model[to.partition].datacenter;
  if (datacenter != model[from.partition].datacenter) upstream.datacenter = datacenter;
  return upstream;
}

}  // namespace

RouteTable resolve(const model::Model& model) {
  RouteTable table;
  table.gateways = gateway_tables(model);
  table.zone_groups = model.network.components();
  table.first_route.reserve(model.services.size() + 1);
  for (std::size_t i = 0; i < model.services.size(); ++i) {
    table.first_route.push_back(table.routes.size());
    const std::vector<mesh::Upstream>& upstreams = model.services[i].registration.upstreams;
    for (std::size_t u = 0; u < upstreams.size(); ++u) {
      table.routes.push_back(follow(model, table, model::ServiceId{i}, u, upstreams[u]));
    }
  }
  table.first_route.push_back(table.routes.size());
  return table;
}

Route route_between(const model::Model& model, const RouteTable& table, model::ServiceId from,
                    model::ServiceId to) {
  const std::size_t count = model[from].registration.upstreams.size();
  for (std::size_t u = 0; u < count; ++u) {
    const Route& registered = table.of(from, u);
    if (registered.to == to) return registered;
  }
  Route route = follow(model, table, from, count, wanted_upstream(model, model[from], model[to]));
  route.disposition = Disposition::no_upstream;
  route.reasons.insert(route.reasons.begin(), no_upstream(model, model[from], model[to]));
  route.hops.resize(2);  // The app and its sidecar, which has no port for this destination.
  route.hops.back().cluster.clear();
  route.hops.back().dials.clear();
  return route;
}

}  // namespace isthmus::route
