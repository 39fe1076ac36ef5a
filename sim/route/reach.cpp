#include "sim/route/reach.hpp"

namespace isthmus::route {

Reach reach_between(const underlay::Network& network, std::span<const std::size_t> zone_groups,
                    std::span<const underlay::ZoneId> from, std::span<const underlay::ZoneId> to) {
  Reach reach;
  bool any_joined = false;
  bool any_cut = false;
  for (const underlay::ZoneId a : from) {
    for (const underlay::ZoneId b : to) {
      if (zone_groups[a.index()] == zone_groups[b.index()]) {
        any_joined = true;
        continue;
      }
      if (!any_cut) {
        reach.zone_from = network[a].name;
        reach.zone_to = network[b].name;
      }
      any_cut = true;
    }
  }
  if (any_cut) reach.how = any_joined ? Reach::How::some : Reach::How::none;
  return reach;
}

}  // namespace isthmus::route
