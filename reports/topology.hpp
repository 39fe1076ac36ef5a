// What a picture of a study shows, whatever draws it: each upstream's way, cut into segments, and
// segments between the same two places bundled into one edge.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sim/session/run.hpp"

namespace isthmus::reports {

enum class GraphDetail {
  automatic,   ///< Services as long as they are few enough to be read.
  services,    ///< Every service.
  partitions,  ///< The services of a partition as one box with their number.
};

/// With more services than this, `automatic` shows partitions.
inline constexpr std::size_t graph_services_most = 100;

struct Topology {
  /// A partition, or a peer or partition that upstreams name and that the scenario does not hold.
  struct Box {
    std::string id;
    std::string what;  ///< "partition" or "peer".
    std::string name;
    std::string where;  ///< Its regions, or why it is empty.
    bool outside;       ///< Not in the scenario.
  };

  enum class Shape {
    service,
    services,  ///< All services of a partition.
    gateway,
    missing,  ///< Named by an upstream; not in the scenario.
  };
  struct Node {
    std::string id;
    Shape shape;
    std::size_t box;
    std::string label;
    std::string note;              ///< A few words beside the label: "×6".
    std::string title;             ///< For a tooltip; may have several lines.
    std::optional<double> load{};  ///< After a run: the work that came over what could be done.
    model::ServiceId service{};    ///< Of a service: which it is.
  };

  /// What the upstreams of an edge have in common.
  enum class Kind {
    inside,  ///< They stay in their partition.
    none,    ///< They cross, each with the mode of that name.
    local,
    remote,
    several,  ///< They cross, in different modes.
    broken,   ///< They do not arrive; the edge leads from the last place they reach.
  };
  struct Edge {
    std::size_t from;
    std::size_t to;
    Kind kind;
    bool both_ways;         ///< Only where services are not shown one by one.
    std::size_t upstreams;  ///< How many pass here.
    std::string label;      ///< The mode where a service is left for another partition; or empty.
    std::string title;
    std::vector<std::size_t> routes{};  ///< Which upstreams these are, as in the route table.
    double requests_per_s = 0;          ///< After a run.
  };

  std::string name{};
  std::vector<Box> boxes{};
  std::vector<Node> nodes{};
  std::vector<Edge> edges{};
  std::size_t services = 0;
  std::size_t gateways = 0;  ///< Partitions that have them.
  std::size_t upstreams = 0;
  std::size_t unreachable = 0;
  bool collapsed = false;  ///< Services are not shown one by one.

  /// One line: how much of everything there is.
  std::string summary() const;
};

Topology topology_of(const session::Study& study, GraphDetail detail);

/// Shape    `collapsed`: for each partition of the model, whether its services are one box.
Topology topology_of(const session::Study& study, const std::vector<bool>& collapsed);

/// Adds what a run found: the load of each node, and how many requests went along each edge.
void add_load(Topology& topology, const session::Study& study, const analysis::RunSummary& summary);

/// "inside", "none", "local", "remote", "several", "broken".
std::string_view text(Topology::Kind kind);

}  // namespace isthmus::reports
