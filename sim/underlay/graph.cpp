#include "sim/underlay/graph.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <iterator>
#include <limits>

#include "sim/base/expects.hpp"

namespace isthmus::underlay {
namespace {

using Graph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                          boost::property<boost::edge_weight_t, std::int64_t>>;

// Weight first, then edges: both in one number, because a sum of such numbers compares as the pair.
constexpr std::int64_t weight_unit = 1 << 15;

Graph graph_of(std::size_t vertices, std::span<const Edge> edges) {
  Graph graph{vertices};
  for (const Edge& edge : edges) {
    ISTHMUS_EXPECTS(edge.a < vertices && edge.b < vertices && edge.weight >= 0);
    boost::add_edge(edge.a, edge.b, edge.weight * weight_unit + 1, graph);
  }
  return graph;
}

}  // namespace

std::optional<std::vector<std::size_t>> lightest_way(std::size_t vertices,
                                                     std::span<const Edge> edges, std::size_t from,
                                                     std::size_t to) {
  ISTHMUS_EXPECTS(from < vertices && to < vertices);
  const Graph graph = graph_of(vertices, edges);
  std::vector<std::size_t> before(vertices);
  std::vector<std::int64_t> distance(vertices);
  const auto index = boost::get(boost::vertex_index, graph);
  boost::dijkstra_shortest_paths(
      graph, from,
      boost::predecessor_map(boost::make_iterator_property_map(before.begin(), index))
          .distance_map(boost::make_iterator_property_map(distance.begin(), index)));
  if (distance[to] == std::numeric_limits<std::int64_t>::max()) return std::nullopt;

  std::vector<std::size_t> way{to};
  while (way.back() != from) way.push_back(before[way.back()]);
  std::reverse(way.begin(), way.end());
  return way;
}

std::vector<std::size_t> components(std::size_t vertices, std::span<const Edge> edges) {
  const Graph graph = graph_of(vertices, edges);
  std::vector<std::size_t> number(vertices);
  boost::connected_components(graph, boost::make_iterator_property_map(
                                         number.begin(), boost::get(boost::vertex_index, graph)));
  return number;
}

std::vector<std::size_t> articulation_points(std::size_t vertices, std::span<const Edge> edges) {
  std::vector<std::size_t> points;
  boost::articulation_points(graph_of(vertices, edges), std::back_inserter(points));
  std::sort(points.begin(), points.end());
  return points;
}

}  // namespace isthmus::underlay
