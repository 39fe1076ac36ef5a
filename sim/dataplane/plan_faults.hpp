// Which groups and which ways the events of a scenario hit; the same in every replication.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/base/quantity.hpp"
#include "sim/dataplane/outages.hpp"
#include "sim/model/events.hpp"
#include "sim/model/model.hpp"
#include "sim/underlay/network.hpp"

namespace isthmus::dataplane {

struct Group;

/// What happens to one way from one place to another.
struct WayFaults {
  /// It takes longer, or loses more.
  struct Trouble {
    Stretch when;
    Duration extra;
    Ratio loss;
  };
  Outages cut{};
  std::vector<Trouble> troubles{};

  bool empty() const { return cut.empty() && troubles.empty(); }
};

/// Both ways of a connection.
struct LegFaults {
  WayFaults there{};
  WayFaults back{};

  bool empty() const { return there.empty() && back.empty(); }
};

/// Whether an event hits an instance itself, and not only what leads there.
bool hits(const model::Model& model, const model::Event& event, const Group& group,
          std::size_t instance);

/// Whether any event of the scenario hits any instance of a group.
bool is_hit(const model::Model& model, const Group& group);

/// The network during a stretch of the run: without the links whose loss its routers have noticed.
struct Underlay {
  Stretch when;
  std::optional<underlay::Network> rest{};  ///< What is left of it; none: all of it.
};

/// Covers the whole run, in order; one where no link is cut.
std::vector<Underlay> underlays_of(const model::Model& model);

/// A way that messages take: between places of two partitions.
struct Way {
  underlay::ZoneId from_zone;
  underlay::ZoneId to_zone;
  model::PartitionId from;
  model::PartitionId to;
};

/// What happens on a way. Where a link on it is cut for longer than `reroute_after`, messages take
/// the shortest way that is left, and what happens there; they never arrive earlier than before.
LegFaults faults_along(const model::Model& model, const std::vector<Underlay>& underlays,
                       const Way& way);

}  // namespace isthmus::dataplane
