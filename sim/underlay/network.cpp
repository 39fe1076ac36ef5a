#include "sim/underlay/network.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "sim/base/expects.hpp"
#include "sim/underlay/built_in.hpp"
#include "sim/underlay/graph.hpp"

namespace isthmus::underlay {
namespace {

constexpr std::size_t zone_count_max = 2000;

/// Where the connection of two zones stands in the triangle.
std::size_t place_of(std::size_t a, std::size_t b) {
  const std::size_t row = std::max(a, b);
  return row * (row + 1) / 2 + std::min(a, b);
}

}  // namespace

Boundary boundary_between(const Zone& a, const Zone& b) {
  if (a.cloud != b.cloud) return Boundary::cloud;
  if (a.region != b.region) return Boundary::region;
  return a.name == b.name ? Boundary::none : Boundary::zone;
}

const char* text(Boundary boundary) {
  switch (boundary) {
    case Boundary::none:
      return "same zone";
    case Boundary::zone:
      return "zone";
    case Boundary::region:
      return "region";
    case Boundary::cloud:
      return "cloud";
  }
  return "";
}

Network::Network(std::vector<Zone> zones, std::vector<Link> links, Unlisted unlisted)
    : zones_{std::move(zones)}, links_{std::move(links)} {
  ISTHMUS_EXPECTS(zones_.size() <= zone_count_max);
  for (std::size_t a = 0; a < zones_.size(); ++a) {
    for (std::size_t b = 0; b <= a; ++b) connections_.push_back(built_in(a, b, unlisted));
  }
  by_name_.resize(zones_.size());
  std::iota(by_name_.begin(), by_name_.end(), std::size_t{0});
  std::sort(by_name_.begin(), by_name_.end(),
            [&](std::size_t a, std::size_t b) { return zones_[a].name < zones_[b].name; });
  // The vaguest first, so that the more exact can overrule; of equals, in the order written.
  std::array<std::vector<const Link*>, 3> by_exact_ends;
  for (const Link& link : links_) {
    const std::size_t exact =
        (find_zone(link.a).is_some() ? 1U : 0U) + (find_zone(link.b).is_some() ? 1U : 0U);
    by_exact_ends[exact].push_back(&link);
  }
  for (const auto& equals : by_exact_ends) {
    for (const Link* link : equals) {
      ISTHMUS_EXPECTS(!meant_by(link->a).empty() && !meant_by(link->b).empty());
      apply(*link);
    }
  }
}

ZoneId Network::find_zone(std::string_view name) const {
  const auto at = std::lower_bound(
      by_name_.begin(), by_name_.end(), name,
      [&](std::size_t zone, std::string_view wanted) { return zones_[zone].name < wanted; });
  if (at == by_name_.end() || zones_[*at].name != name) return {};
  return ZoneId{*at};
}

bool Network::has_region(std::string_view name) const {
  return std::any_of(zones_.begin(), zones_.end(),
                     [&](const Zone& zone) { return zone.region == name; });
}

Network::Connection& Network::between(std::size_t a, std::size_t b) {
  return connections_[place_of(a, b)];
}

const Network::Connection& Network::between(std::size_t a, std::size_t b) const {
  return connections_[place_of(a, b)];
}

Network::Connection Network::built_in(std::size_t a, std::size_t b, Unlisted unlisted) const {
  const Zone& low = zones_[std::min(a, b)];
  const Zone& high = zones_[std::max(a, b)];
  const BuiltIn<Duration> rtt = built_in_rtt(low, high);
  Connection connection;
  connection.one_way = rtt.value / 2;
  connection.estimate = rtt.estimate;
  connection.usd_per_gb_there = built_in_usd_per_gb(low, high).value;
  connection.usd_per_gb_back = built_in_usd_per_gb(high, low).value;
  connection.up = unlisted == Unlisted::built_in || boundary_between(low, high) <= Boundary::zone;
  return connection;
}

/// The zone of that name, or all zones of the region.
std::vector<std::size_t> Network::meant_by(const std::string& end) const {
  if (const ZoneId zone = find_zone(end); zone.is_some()) return {zone.index()};
  std::vector<std::size_t> of_region;
  for (std::size_t i = 0; i < zones_.size(); ++i) {
    if (zones_[i].region == end) of_region.push_back(i);
  }
  return of_region;
}

void Network::apply(const Link& link) {
  const std::vector<std::size_t> heads = meant_by(link.a);
  const std::vector<std::size_t> tails = meant_by(link.b);
  const bool inside_a_zone = link.a == link.b && find_zone(link.a).is_some();
  for (const std::size_t a : heads) {
    for (const std::size_t b : tails) {
      if ((a == b) != inside_a_zone) continue;
      Connection& connection = between(a, b);
      connection.up = !link.down;
      if (link.one_way) {
        connection.one_way = *link.one_way;
        connection.estimate = false;
      }
      if (link.bandwidth) connection.bandwidth = link.bandwidth;
      if (link.quality) connection.quality = link.quality;
      if (link.usd_per_gb) {
        connection.usd_per_gb_there = connection.usd_per_gb_back = *link.usd_per_gb;
      }
    }
  }
}

std::vector<Edge> Network::edges() const {
  std::vector<Edge> all;
  for (std::size_t a = 0; a < zones_.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      const Connection& connection = between(a, b);
      if (connection.up) all.push_back({b, a, connection.one_way.in_nanoseconds()});
    }
  }
  return all;
}

std::optional<Path> Network::path_between(ZoneId from, ZoneId to) const {
  ISTHMUS_EXPECTS(from.index() < zones_.size() && to.index() < zones_.size());
  if (from == to) return path_along({from});
  if (between(from.index(), to.index()).up) return path_along({from, to});
  const auto way = lightest_way(zones_.size(), edges(), from.index(), to.index());
  if (!way) return std::nullopt;
  std::vector<ZoneId> zones;
  for (const std::size_t index : *way) zones.emplace_back(index);
  return path_along(std::move(zones));
}

Path Network::path_along(std::vector<ZoneId> way) const {
  Path path;
  path.crosses = boundary_between((*this)[way.front()], (*this)[way.back()]);
  const auto pass = [&](const Connection& connection) {
    path.one_way += connection.one_way;
    path.estimate = path.estimate || connection.estimate;
    if (connection.bandwidth && (!path.bandwidth || *connection.bandwidth < *path.bandwidth)) {
      path.bandwidth = connection.bandwidth;
    }
    if (connection.quality) path.qualities.push_back(*connection.quality);
  };
  if (way.size() == 1) pass(between(way[0].index(), way[0].index()));
  for (std::size_t i = 1; i < way.size(); ++i) {
    const Connection& connection = between(way[i - 1].index(), way[i].index());
    pass(connection);
    path.usd_per_gb +=
        way[i - 1] < way[i] ? connection.usd_per_gb_there : connection.usd_per_gb_back;
  }
  path.zones = std::move(way);
  return path;
}

std::optional<Duration> Network::shortest_delay() const {
  std::optional<Duration> shortest;
  for (std::size_t a = 0; a < zones_.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      const Connection& connection = between(a, b);
      if (connection.up && (!shortest || connection.one_way < *shortest)) {
        shortest = connection.one_way;
      }
    }
  }
  return shortest;
}

std::vector<std::size_t> Network::components() const {
  return underlay::components(zones_.size(), edges());
}

std::vector<ZoneId> Network::articulation_zones() const {
  std::vector<ZoneId> zones;
  for (const std::size_t index : articulation_points(zones_.size(), edges())) {
    zones.emplace_back(index);
  }
  return zones;
}

Network Network::without_connection(ZoneId a, ZoneId b) const {
  Network after = *this;
  after.between(a.index(), b.index()).up = false;
  return after;
}

Network Network::without_link(const std::string& a, const std::string& b) const {
  Network after = *this;
  Link down;
  down.a = a;
  down.b = b;
  down.down = true;
  after.apply(down);
  return after;
}

Network Network::without_zone(ZoneId zone) const {
  Network after = *this;
  for (std::size_t other = 0; other < zones_.size(); ++other) {
    if (other != zone.index()) after.between(zone.index(), other).up = false;
  }
  return after;
}

}  // namespace isthmus::underlay
