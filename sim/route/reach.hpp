// Whether the underlay joins the zones of two stops of a path.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "sim/underlay/network.hpp"

namespace isthmus::route {

/// How many of the pairs of zones are joined, with one pair that is not, by name.
struct Reach {
  enum class How { all, some, none };
  How how = How::all;
  std::string zone_from{};
  std::string zone_to{};
};

/// Shape    `zone_groups`: per zone of `network`, the number of its component.
/// Cost     one comparison per pair of zones.
Reach reach_between(const underlay::Network& network, std::span<const std::size_t> zone_groups,
                    std::span<const underlay::ZoneId> from, std::span<const underlay::ZoneId> to);

}  // namespace isthmus::route
