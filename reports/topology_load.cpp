// What a run adds to the picture of a study.
#include <algorithm>
#include <map>

#include "reports/topology.hpp"

namespace isthmus::reports {
namespace {

/// The greatest load among the instances of each group: "gateway finance", "service finance/db".
std::map<std::string, double> loads_of(const std::vector<analysis::StationSummary>& stations) {
  std::map<std::string, double> loads;
  for (const analysis::StationSummary& station : stations) {
    double& load = loads[station.name.substr(0, station.name.rfind('['))];
    load = std::max(load, station.offered_load.mean);
  }
  return loads;
}

}  // namespace

void add_load(Topology& topology, const session::Study& study,
              const analysis::RunSummary& summary) {
  const model::Model& model = study.model;
  const std::map<std::string, double> loads = loads_of(summary.stations);
  const auto load_of = [&](const std::string& group) {
    const auto found = loads.find(group);
    return found == loads.end() ? std::optional<double>{} : std::optional{found->second};
  };
  std::vector<std::size_t> next_service(topology.boxes.size(), 0);
  for (Topology::Node& node : topology.nodes) {
    if (node.box >= model.partitions.size()) continue;
    const model::Partition& partition = model.partitions[node.box];
    switch (node.shape) {
      case Topology::Shape::gateway:
        node.load = load_of("gateway " + partition.name);
        break;
      case Topology::Shape::service: {
        const model::ServiceId service = partition.services[next_service[node.box]++];
        node.load = load_of("service " + short_text(model[service].name));
        break;
      }
      case Topology::Shape::services:
        for (const model::ServiceId service : partition.services) {
          const auto load = load_of("service " + short_text(model[service].name));
          if (load && (!node.load || *node.load < *load)) node.load = load;
        }
        break;
      case Topology::Shape::missing:
        break;
    }
  }
  std::map<std::size_t, double> rates;
  for (const analysis::PairSummary& pair : summary.pairs) {
    if (!pair.route) continue;
    // A route of requests that look different is drawn as that of its upstream.
    const route::Route route = route::route_of(study.model, study.routes, *pair.route);
    rates[study.routes.first_route[route.from.index()] + route.upstream] +=
        pair.requests_per_s.mean;
  }
  for (Topology::Edge& edge : topology.edges) {
    for (const std::size_t route : edge.routes) {
      const auto rate = rates.find(route);
      if (rate != rates.end()) edge.requests_per_s += rate->second;
    }
  }
}

}  // namespace isthmus::reports
