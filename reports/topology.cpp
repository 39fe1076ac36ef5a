#include "reports/topology.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace isthmus::reports {
namespace {

using Kind = Topology::Kind;
using Shape = Topology::Shape;

constexpr std::size_t lines_most = 12;  // Of a tooltip; the rest is counted.

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
  return std::to_string(n) + " " + std::string{n == 1 ? one : many};
}

Kind kind_of(const route::Route& route) {
  if (!route.crosses_partition) return Kind::inside;
  switch (route.mode.mode) {
    case mesh::GatewayMode::none:
      return Kind::none;
    case mesh::GatewayMode::local:
      return Kind::local;
    case mesh::GatewayMode::remote:
      return Kind::remote;
  }
  return Kind::none;
}

/// An edge while upstreams are still being added to it.
struct Bundle {
  std::optional<Kind> kind{};
  bool forwards = false;
  bool backwards = false;
  std::size_t upstreams = 0;
  std::set<std::string> labels{};
  std::vector<std::string> lines{};
  std::vector<std::size_t> routes{};

  void add(Kind one, const std::string& line) {
    kind = !kind || *kind == one ? one : Kind::several;
    ++upstreams;
    if (lines.size() < lines_most) lines.push_back(line);
  }

  std::string title() const {
    std::string text;
    for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
    if (upstreams > lines.size()) {
      text += "\nand " + std::to_string(upstreams - lines.size()) + " more";
    }
    return text;
  }
};

class Survey {
 public:
  /// `collapsed`: per partition.
  Survey(const session::Study& study, const std::vector<bool>& collapsed)
      : study_{study}, is_collapsed_{collapsed} {
    topology_.name = model().name;
    topology_.collapsed = std::find(collapsed.begin(), collapsed.end(), false) == collapsed.end();
  }

  Topology result() && {
    for (std::size_t p = 0; p < model().partitions.size(); ++p) add_partition(p);
    for (std::size_t i = 0; i < study_.routes.upstreams(); ++i) {
      add_route(route::route_of(model(), study_.routes, i));
      ++route_;
    }
    for (auto& [ends, bundle] : bundles_) write(ends, bundle);
    return std::move(topology_);
  }

 private:
  using Ends = std::tuple<std::size_t, std::size_t, bool>;  ///< From, to, whether it is broken.

  const model::Model& model() const { return study_.model; }

  std::string partition_name(const model::Partition& partition) const {
    if (partition.away.empty()) return partition.name;
    return partition.name + (partition.is_peers ? " (peer " : " (") + partition.away + ")";
  }

  std::string regions_of(const model::Partition& partition) const {
    std::set<std::string> regions;
    for (const underlay::ZoneId zone : partition.zones) {
      regions.insert(model().network[zone].region);
    }
    std::string text;
    for (const std::string& region : regions) text += (text.empty() ? "" : ", ") + region;
    return text;
  }

  std::size_t add_node(Topology::Node node) {
    topology_.nodes.push_back(std::move(node));
    return topology_.nodes.size() - 1;
  }

  void add_partition(std::size_t p) {
    const model::Partition& partition = model().partitions[p];
    const std::string name = partition_name(partition);
    topology_.boxes.push_back(
        {"partition " + name, "partition", name, regions_of(partition), false});
    gateway_.emplace_back();
    services_.emplace_back();
    if (partition.mesh_gateway) {
      const std::size_t replicas = partition.mesh_gateway->replicas;
      gateway_[p] = add_node(
          {name + "/~gateway", Shape::gateway, p, "gateway", "×" + std::to_string(replicas),
           "mesh gateway of partition " + name + ": " + counted(replicas, "replica", "replicas"),
           std::nullopt});
      ++topology_.gateways;
    }
    topology_.services += partition.services.size();
    if (is_collapsed_[p]) {
      if (!partition.services.empty()) add_services(p, name);
      return;
    }
    for (const model::ServiceId id : partition.services) add_service(p, id);
  }

  void add_services(std::size_t p, const std::string& name) {
    const auto& members = model().partitions[p].services;
    std::string title = "partition " + name + ":";
    std::size_t inside = 0;
    for (std::size_t i = 0; i < members.size(); ++i) {
      const model::Service& service = model()[members[i]];
      if (i < lines_most) title += "\n" + service_label(service.name);
      inside += routes_inside(members[i]);
    }
    if (members.size() > lines_most) {
      title += "\nand " + std::to_string(members.size() - lines_most) + " more";
    }
    title += "\n" + counted(inside, "upstream stays", "upstreams stay") + " in the partition";
    services_[p] =
        add_node({name + "/~services", Shape::services, p,
                  counted(members.size(), "service", "services"), "", title, std::nullopt});
  }

  std::size_t routes_inside(model::ServiceId service) const {
    const auto& first = study_.routes.first_route;
    std::size_t inside = 0;
    for (std::size_t r = first[service.index()]; r < first[service.index() + 1]; ++r) {
      const route::RouteFacts& route = study_.routes.facts[r];
      inside += !route.crosses_partition && route.delivered() ? 1 : 0;
    }
    return inside;
  }

  static std::string service_label(const mesh::ServiceName& name) {
    return name.namespace_ == mesh::default_name ? name.name : name.namespace_ + "/" + name.name;
  }

  void add_service(std::size_t p, model::ServiceId id) {
    const model::Service& service = model()[id];
    std::set<std::string> zones;
    for (const underlay::ZoneId zone : service.zones) zones.insert(model().network[zone].name);
    std::string title = "service " + short_text(service.name) + ": " +
                        counted(service.replicas, "instance", "instances") + " in ";
    for (const std::string& zone : zones) title += (zone == *zones.begin() ? "" : ", ") + zone;
    node_of_.emplace(
        id.index(),
        add_node({topology_.boxes[p].name + "/" + service.name.namespace_ + "/" + service.name.name,
                  Shape::service, p, service_label(service.name),
                  "×" + std::to_string(service.replicas), title, std::nullopt, id}));
  }

  std::size_t node_of(model::ServiceId id) const {
    const std::size_t partition = model()[id].partition.index();
    return is_collapsed_[partition] ? *services_[partition] : node_of_.at(id.index());
  }

  /// Whether the services around a node are one box; what lies outside goes with all others.
  bool is_collapsed(std::size_t node) const {
    const std::size_t box = topology_.nodes[node].box;
    return box < is_collapsed_.size() ? is_collapsed_[box] : topology_.collapsed;
  }

  /// A place for a destination that the scenario does not have.
  std::size_t missing(const route::Route& route) {
    const mesh::Upstream& upstream = model()[route.from].registration.upstreams[route.upstream];
    const model::Partition& own = model()[model()[route.from].partition];
    const std::string datacenter =
        upstream.datacenter.empty() ? own.datacenter : upstream.datacenter;
    const model::PartitionId known =
        upstream.peer.empty() ? model().find_partition(datacenter, route.destination.partition)
                              : model::PartitionId{};
    std::string name = upstream.peer.empty() ? route.destination.partition : upstream.peer;
    if (upstream.peer.empty() && datacenter != model().consul.datacenter) {
      name += " (" + datacenter + ")";
    }
    const std::string what = upstream.peer.empty() ? "partition" : "peer";
    const std::size_t box = known.is_some() ? known.index() : missing_box(what, name);
    const std::string label = service_label(route.destination);
    const auto [at, is_new] = missing_.emplace(std::pair{box, label}, topology_.nodes.size());
    if (is_new) {
      add_node({topology_.boxes[box].id + "/~missing/" + label, Shape::missing, box, label, "?",
                label + " in " + what + " " + name + ": not in the scenario", std::nullopt});
    }
    return at->second;
  }

  std::size_t missing_box(const std::string& what, const std::string& name) {
    const std::string id = "outside " + what + " " + name;
    const auto [at, is_new] = missing_boxes_.emplace(id, topology_.boxes.size());
    if (is_new) topology_.boxes.push_back({id, what, name, "not in the scenario", true});
    return at->second;
  }

  std::string line_of(const route::Route& route) const {
    std::string line = short_text(model()[route.from].name) + " → " + short_text(route.destination);
    if (!route.delivered()) {
      line += ":";
      for (const route::Reason& reason : route.reasons) line += " " + reason.code;
      if (route.reasons.empty()) line += " " + std::string{text(route.disposition)};
    } else if (route.crosses_partition) {
      line += ": mode " + std::string{text(route.mode.mode)} + ", from " +
              std::string{phrase(route.mode.decided_by.scope)};
    }
    return line;
  }

  void add_route(const route::Route& route) {
    ++topology_.upstreams;
    bool arrives = true;
    for_each_path(route, [&](const route::Route& path) {
      add_path(path);
      arrives = arrives && path.delivered();
    });
    if (!arrives) ++topology_.unreachable;
  }

  void add_path(const route::Route& route) {
    const std::size_t start = node_of(route.from);
    const std::string line = line_of(route);
    std::size_t at = start;
    const auto lead = [&](std::size_t next, Kind kind, std::string label) {
      bundle(at, next, kind, line, std::move(label));
      at = next;
    };
    const std::string mode =
        route.crosses_partition ? std::string{text(route.mode.mode)} : std::string{};
    for (const model::PartitionId id : route.gateways()) {
      if (!gateway_[id.index()]) break;
      lead(*gateway_[id.index()], kind_of(route), at == start ? mode : "");
    }
    if (route.delivered()) {
      if (is_collapsed(start) && !route.crosses_partition) return;  // The number says it.
      lead(node_of(route.to), kind_of(route), at == start ? mode : "");
      return;
    }
    const std::string why =
        route.reasons.empty() ? std::string{text(route.disposition)} : route.reasons.front().code;
    lead(route.to.is_some() ? node_of(route.to) : missing(route), Kind::broken, why);
  }

  void bundle(std::size_t from, std::size_t to, Kind kind, const std::string& line,
              std::string label) {
    const bool turned = from > to && is_collapsed(from) && is_collapsed(to);
    const Ends ends{turned ? to : from, turned ? from : to, kind == Kind::broken};
    Bundle& found = bundles_[ends];
    (turned ? found.backwards : found.forwards) = true;
    found.add(kind, line);
    found.routes.push_back(route_);
    if (!label.empty()) found.labels.insert(std::move(label));
  }

  void write(const Ends& ends, const Bundle& bundle) {
    auto [from, to, broken] = ends;
    if (!bundle.forwards) std::swap(from, to);
    std::string label;
    if (!is_collapsed(from) || !is_collapsed(to)) {
      for (const std::string& one : bundle.labels) label += (label.empty() ? "" : ", ") + one;
    }
    topology_.edges.push_back({from, to, *bundle.kind, bundle.forwards && bundle.backwards,
                               bundle.upstreams, label, bundle.title(), bundle.routes});
  }

  const session::Study& study_;
  std::vector<bool> is_collapsed_;
  Topology topology_;
  std::size_t route_ = 0;                             ///< The one that is being added.
  std::vector<std::optional<std::size_t>> gateway_;   ///< Per partition, its node.
  std::vector<std::optional<std::size_t>> services_;  ///< Per partition, where they are collapsed.
  std::map<std::size_t, std::size_t> node_of_;        ///< Per service, where they are not.
  std::map<std::pair<std::size_t, std::string>, std::size_t> missing_;
  std::map<std::string, std::size_t> missing_boxes_;
  std::map<Ends, Bundle> bundles_;
};

}  // namespace

std::string Topology::summary() const {
  std::size_t partitions = 0;
  for (const Box& box : boxes) partitions += box.outside ? 0 : 1;
  std::string line = counted(partitions, "partition", "partitions") + " · " +
                     counted(services, "service", "services") + " · " +
                     counted(gateways, "gateway", "gateways") + " · " +
                     counted(upstreams, "upstream", "upstreams");
  if (unreachable > 0) line += ", " + std::to_string(unreachable) + " unreachable";
  return line;
}

Topology topology_of(const session::Study& study, GraphDetail detail) {
  const bool many = study.model.services.size() > graph_services_most;
  const bool collapsed =
      detail == GraphDetail::partitions || (detail == GraphDetail::automatic && many);
  return topology_of(study, std::vector<bool>(study.model.partitions.size(), collapsed));
}

Topology topology_of(const session::Study& study, const std::vector<bool>& collapsed) {
  return Survey{study, collapsed}.result();
}

std::string_view text(Topology::Kind kind) {
  switch (kind) {
    case Kind::inside:
      return "inside";
    case Kind::none:
      return "none";
    case Kind::local:
      return "local";
    case Kind::remote:
      return "remote";
    case Kind::several:
      return "several";
    case Kind::broken:
      return "broken";
  }
  return "";
}

}  // namespace isthmus::reports
