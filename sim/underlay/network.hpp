// The network under the mesh: zones, and what lies between each two of them.
//
// Every two zones have a direct connection with a built-in delay and price, by their relation; a
// scenario's links say what differs. A link between two zones outranks one between a zone and a
// region, which outranks one between two regions; of equals the later counts. What a link leaves
// unsaid stays as it was. Traffic takes the direct connection; where there is none (a link is down,
// or only stated links exist) it takes the shortest way over those that are left.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/quantity.hpp"
#include "sim/base/time.hpp"
#include "sim/underlay/zone.hpp"

namespace isthmus::underlay {

/// What a scenario states about the connection of two zones or regions, in both directions.
///
/// The same zone twice is the inside of the zone; the same region twice, all pairs of its zones.
struct Link {
  std::string a;  ///< A zone's name, or a region's.
  std::string b;
  std::optional<Duration> one_way{};  ///< Half the round trip.
  std::optional<BitRate> bandwidth{};
  std::optional<double> usd_per_gb{};    ///< For 10^9 bytes sent, either way.
  bool down = false;                     ///< There is no direct connection.
  std::optional<std::size_t> quality{};  ///< What else is known of it: a number of the caller's.
};

/// Whether zones of different regions are connected where no link says so.
enum class Unlisted { built_in, absent };

/// The way from one zone to another.
struct Path {
  Duration one_way;
  std::optional<BitRate> bandwidth;  ///< The least along the way; none if no part states one.
  double usd_per_gb = 0;             ///< Of all parts together.
  std::vector<ZoneId> zones;         ///< Both ends included; one zone if it is never left.
  Boundary crosses = Boundary::none;
  bool estimate = false;                 ///< Some delay on the way is a built-in estimate.
  std::vector<std::size_t> qualities{};  ///< Of the parts that have one, in order.

  std::size_t hops() const { return zones.size() - 1; }
  Duration round_trip() const { return one_way * 2; }
};

class Network {
 public:
  Network() = default;

  /// Limits   names of zones are distinct, and each end of a link names a zone or a region; where a
  ///          zone and a region share a name, the zone is meant. Up to 2,000 zones.
  Network(std::vector<Zone> zones, std::vector<Link> links, Unlisted unlisted = Unlisted::built_in);

  std::span<const Zone> zones() const { return zones_; }
  std::span<const Link> links() const { return links_; }
  const Zone& operator[](ZoneId id) const { return zones_[id.index()]; }

  ZoneId find_zone(std::string_view name) const;  ///< A none-id if there is no such zone.
  bool has_region(std::string_view name) const;

  /// None if there is no way at all.
  std::optional<Path> path_between(ZoneId from, ZoneId to) const;

  /// The shortest delay of a direct connection between two different zones; none if there is none.
  std::optional<Duration> shortest_delay() const;

  /// For each zone, the number of its component, in the order of the zones.
  std::vector<std::size_t> components() const;
  /// The zones whose loss would cut others off from each other.
  std::vector<ZoneId> articulation_zones() const;

  /// The same network after a loss: without the direct connection, or without the zone's
  /// connections to others.
  Network without_connection(ZoneId a, ZoneId b) const;
  /// Without the direct connections between two zones or regions; nothing if an end is neither.
  Network without_link(const std::string& a, const std::string& b) const;
  Network without_zone(ZoneId zone) const;

 private:
  struct Connection {
    Duration one_way;
    std::optional<BitRate> bandwidth;
    double usd_per_gb_there = 0;  ///< From the lower id to the higher.
    double usd_per_gb_back = 0;
    bool up = true;
    bool estimate = false;
    std::optional<std::size_t> quality{};
  };

  std::vector<std::size_t> meant_by(const std::string& end) const;
  Connection& between(std::size_t a, std::size_t b);
  const Connection& between(std::size_t a, std::size_t b) const;
  Connection built_in(std::size_t a, std::size_t b, Unlisted unlisted) const;
  void apply(const Link& link);
  std::vector<struct Edge> edges() const;
  Path path_along(std::vector<ZoneId> way) const;

  std::vector<Zone> zones_;
  std::vector<Link> links_;
  std::vector<std::size_t> by_name_;     ///< Zones in the order of their names.
  std::vector<Connection> connections_;  ///< Of each two zones: a triangle, row by row.
};

}  // namespace isthmus::underlay
