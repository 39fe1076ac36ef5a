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

/// What happens on a way through these zones between places of two partitions.
LegFaults faults_along(const model::Model& model, const std::vector<underlay::ZoneId>& zones,
                       model::PartitionId from, model::PartitionId to);

}  // namespace isthmus::dataplane
