#include "gui/shade.hpp"

#include <algorithm>
#include <map>

namespace isthmus::gui {
namespace {

using Shape = reports::Topology::Shape;

/// Instances of one group of stations at a moment.
struct Group {
  double busy = 0;
  double queue = 0;
  std::size_t instances = 0;
};

std::map<std::string, Group> groups_at(const session::Frames& frames, std::size_t frame) {
  std::map<std::string, Group> groups;
  for (std::size_t i = 0; i < frames.stations.size(); ++i) {
    const std::string& name = frames.station_names[i];
    Group& group = groups[name.substr(0, name.rfind('['))];
    group.busy += frames.stations[i][frame].busy;
    group.queue += frames.stations[i][frame].queue;
    ++group.instances;
  }
  return groups;
}

NodeState state_of(const std::map<std::string, Group>& groups, const std::string& name) {
  const auto found = groups.find(name);
  if (found == groups.end()) return {};
  const Group& group = found->second;
  return {group.busy / static_cast<double>(group.instances), group.queue};
}

/// Of several services as one box: the busiest, and all that wait.
NodeState state_of_all(const std::map<std::string, Group>& groups, const model::Model& model,
                       std::size_t partition) {
  NodeState all;
  for (const model::ServiceId service : model.partitions[partition].services) {
    const NodeState one = state_of(groups, "service " + short_text(model[service].name));
    if (one.busy && (!all.busy || *all.busy < *one.busy)) all.busy = one.busy;
    all.queue += one.queue;
  }
  return all;
}

/// Per upstream: what its pair does in a frame.
std::vector<EdgeState> upstreams_at(const Loaded& loaded, const session::Frames& frames,
                                    std::size_t frame) {
  const session::Study& study = loaded.study;
  std::vector<EdgeState> states(study.routes.upstreams());
  const auto& pairs = loaded.pairs;
  for (std::size_t i = 0; i < pairs.size() && i < frames.pairs.size(); ++i) {
    if (!pairs[i].route || frames.pairs[i].empty()) continue;
    const route::RouteFacts& facts = study.routes.facts[*pairs[i].route];
    std::size_t upstream = *pairs[i].route;
    if (upstream >= states.size()) {  // Requests that look different: drawn as their upstream.
      const std::size_t source = study.routes.sources_of_requests[upstream - states.size()];
      upstream = study.routes.index_of(facts.from, study.model.traffic[source].upstream);
    }
    const session::PairFrame& now = frames.pairs[i][frame];
    EdgeState& state = states[upstream];
    state.per_s += now.delivered_per_s + now.failed_per_s;
    state.failed_per_s += now.failed_per_s;
    state.p99_s = std::max(state.p99_s, now.p99_s);
  }
  return states;
}

}  // namespace

void show_moment(Shade& shade, const Picture& picture, const Loaded& loaded,
                 const session::Frames* frames, double time_s) {
  const auto& topology = picture.topology;
  shade.nodes.assign(topology.nodes.size(), {});
  shade.edges.assign(topology.edges.size(), {});
  shade.measured = frames != nullptr && frames->replications > 0;
  std::vector<EdgeState> upstreams;
  if (shade.measured) {
    const std::size_t frame = frames->frame_at(time_s);
    const auto groups = groups_at(*frames, frame);
    for (std::size_t v = 0; v < topology.nodes.size(); ++v) {
      const reports::Topology::Node& node = topology.nodes[v];
      if (node.shape == Shape::gateway) {
        shade.nodes[v] = state_of(groups, text(picture.node_things[v]));
      } else if (node.shape == Shape::service) {
        shade.nodes[v] = state_of(groups, "service " + picture.node_things[v].name);
      } else if (node.shape == Shape::services) {
        shade.nodes[v] = state_of_all(groups, loaded.study.model, node.box);
      }
    }
    upstreams = upstreams_at(loaded, *frames, frame);
  } else {
    for (const double rate : picture.offered_per_s) upstreams.push_back({rate, 0, 0});
  }
  shade.busiest_per_s = 0;
  for (std::size_t e = 0; e < topology.edges.size(); ++e) {
    EdgeState& edge = shade.edges[e];
    for (const std::size_t route : topology.edges[e].routes) {
      edge.per_s += upstreams[route].per_s;
      edge.failed_per_s += upstreams[route].failed_per_s;
      edge.p99_s = std::max(edge.p99_s, upstreams[route].p99_s);
    }
    shade.busiest_per_s = std::max(shade.busiest_per_s, edge.per_s);
  }
}

void show_way(Shade& shade, const Picture& picture, const Loaded& loaded,
              const route::Route& route) {
  const model::Model& model = loaded.study.model;
  const route::Route& path = route.branches.empty() ? route : route.branches.front().route;
  shade.way.clear();
  shade.way_edges.clear();
  shade.way_ends_badly = !path.delivered();
  const auto pass = [&](const Thing& thing) {
    const auto node = picture.node_for(model, thing);
    if (node && (shade.way.empty() || shade.way.back() != *node)) shade.way.push_back(*node);
  };
  pass(thing_of(model, path.from));
  for (const model::PartitionId partition : path.gateways()) pass(gateway_thing(model, partition));
  if (path.to.is_some()) pass(thing_of(model, path.to));
  for (std::size_t i = 1; i < shade.way.size(); ++i) {
    for (std::size_t e = 0; e < picture.topology.edges.size(); ++e) {
      const auto& edge = picture.topology.edges[e];
      const bool along = edge.from == shade.way[i - 1] && edge.to == shade.way[i];
      const bool back = edge.both_ways && edge.to == shade.way[i - 1] && edge.from == shade.way[i];
      if (along || back) shade.way_edges.push_back(e);
    }
  }
}

}  // namespace isthmus::gui
