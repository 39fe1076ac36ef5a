#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "sim/base/expects.hpp"
#include "sim/layout/canonical.hpp"
#include "sim/layout/columns.hpp"
#include "sim/layout/drawing.hpp"
#include "sim/layout/interior.hpp"
#include "sim/layout/pins.hpp"
#include "sim/layout/strata.hpp"
#include "sim/layout/way.hpp"

namespace isthmus::layout {
namespace {

/// An edge between clusters: which of its ends stands left, and what it passes between them.
struct Crossing {
  std::size_t edge = 0;
  bool from_is_left = true;
  bool same_column = false;
  std::vector<std::size_t> chain{};  ///< Clusters at its ends, lanes between; left to right.
  std::size_t left_exit = 0;         ///< Its number among the exits of the cluster at that end.
  std::size_t right_exit = 0;
};

class Layered {
 public:
  Layered(const Graph& graph, const Style& style) : graph_{graph}, style_{style} {}

  Drawing result() && {
    number_nodes();
    assign_columns();
    for (std::size_t e = 0; e < graph_.edges.size(); ++e) sort_edge(e);
    untangle(strata_);
    for (Crossing& crossing : crossings_) open_exits(crossing);
    arrange_clusters();
    place_columns();
    write();
    fit_bounds(graph_, style_, drawing_);
    return std::move(drawing_);
  }

 private:
  std::size_t cluster_count() const { return graph_.clusters.size(); }
  std::size_t cluster_of(std::size_t node) const { return graph_.nodes[node].cluster; }

  void number_nodes() {
    members_.resize(cluster_count());
    inner_count_.resize(cluster_count(), 0);
    for (const Node& node : graph_.nodes) {
      ISTHMUS_EXPECTS(node.cluster < cluster_count());
      local_.push_back(members_[node.cluster].nodes.size());
      members_[node.cluster].nodes.push_back({node.size, node.tip});
    }
  }

  void assign_columns() {
    std::map<std::pair<std::size_t, std::size_t>, double> weights;
    for (const Edge& edge : graph_.edges) {
      if (cluster_of(edge.from) == cluster_of(edge.to)) continue;
      weights[{cluster_of(edge.from), cluster_of(edge.to)}] += 1;
    }
    std::vector<Link> links;
    for (const auto& [pair, weight] : weights) links.push_back({pair.first, pair.second, weight});
    for (const Edge& edge : graph_.edges) {
      const std::size_t c = cluster_of(edge.from);
      if (c != cluster_of(edge.to)) continue;
      members_[c].edges.push_back({local_[edge.from], local_[edge.to], edge.label.width});
    }
    std::vector<Size> sizes;
    for (std::size_t c = 0; c < cluster_count(); ++c) {
      Size size = arrange(members_[c], style_).size;
      size.width = std::max(size.width, graph_.clusters[c].title_width) + 2 * style_.padding;
      size.height += 2 * style_.padding + style_.title_height;
      sizes.push_back(size);
    }
    column_ = columns(sizes, links, style_);
    std::size_t last = 0;
    for (const std::size_t i : column_) last = std::max(last, i);
    strata_.layers.resize(last + 1);
    strata_.vertices.resize(cluster_count(), {0, style_.cluster_gap, 0});
    for (std::size_t c = 0; c < cluster_count(); ++c) strata_.layers[column_[c]].push_back(c);
  }

  void sort_edge(std::size_t e) {
    const Edge& edge = graph_.edges[e];
    const std::size_t from = cluster_of(edge.from);
    const std::size_t to = cluster_of(edge.to);
    if (from == to) {
      inner_.push_back({e, inner_count_[from]++});
      return;
    }
    Crossing crossing{e};
    crossing.same_column = column_[from] == column_[to];
    crossing.from_is_left = column_[from] <= column_[to];
    const std::size_t left = crossing.from_is_left ? from : to;
    const std::size_t right = crossing.from_is_left ? to : from;
    crossing.chain.push_back(left);
    for (std::size_t i = column_[left] + 1; i < column_[right]; ++i) {
      strata_.vertices.push_back({0, style_.lane_gap, 0});
      column_.push_back(i);
      strata_.layers[i].push_back(strata_.vertices.size() - 1);
      crossing.chain.push_back(strata_.vertices.size() - 1);
    }
    crossing.chain.push_back(right);
    if (!crossing.same_column) {
      crossing_arc_.push_back(strata_.arcs.size());
      for (std::size_t i = 0; i + 1 < crossing.chain.size(); ++i) {
        const bool lanes =
            crossing.chain[i] >= cluster_count() && crossing.chain[i + 1] >= cluster_count();
        strata_.arcs.push_back({crossing.chain[i], crossing.chain[i + 1], 0, 0, lanes ? 6.0 : 2.0});
      }
    } else {
      crossing_arc_.push_back(0);
    }
    crossings_.push_back(std::move(crossing));
  }

  /// Says at which side and in which order an edge leaves the clusters at its ends.
  void open_exits(Crossing& crossing) {
    if (place_.empty()) {
      place_.resize(strata_.vertices.size());
      for (const auto& layer : strata_.layers) {
        for (std::size_t i = 0; i < layer.size(); ++i) place_[layer[i]] = i;
      }
    }
    const Edge& edge = graph_.edges[crossing.edge];
    const std::size_t left_node = crossing.from_is_left ? edge.from : edge.to;
    const std::size_t right_node = crossing.from_is_left ? edge.to : edge.from;
    const auto& chain = crossing.chain;
    const std::size_t n = strata_.vertices.size();
    const auto open = [&](std::size_t node, Heading side, std::size_t group) {
      auto& exits = members_[cluster_of(node)].exits;
      exits.push_back({local_[node], side, group});
      return exits.size() - 1;
    };
    // Turns within a column lie outside of what goes on to other columns, the nearest outermost.
    const auto turn_group = [&](std::size_t own, std::size_t other) {
      return place_[other] < place_[own] ? place_[own] - place_[other]
                                         : 4 * n - (place_[other] - place_[own]);
    };
    if (crossing.same_column) {
      crossing.left_exit = open(left_node, Heading::right, turn_group(chain.front(), chain.back()));
      crossing.right_exit =
          open(right_node, Heading::right, turn_group(chain.back(), chain.front()));
      return;
    }
    crossing.left_exit = open(left_node, Heading::right, n + place_[chain[1]]);
    crossing.right_exit = open(right_node, Heading::left, n + place_[chain[chain.size() - 2]]);
  }

  void arrange_clusters() {
    for (std::size_t c = 0; c < cluster_count(); ++c) {
      interiors_.push_back(arrange(members_[c], style_));
      Interior& interior = interiors_.back();
      interior.size.width = std::max(interior.size.width, graph_.clusters[c].title_width);
      strata_.vertices[c].height = interior.size.height + 2 * style_.padding + style_.title_height;
    }
    const double top = style_.padding + style_.title_height;
    for (std::size_t i = 0; i < crossings_.size(); ++i) {
      const Crossing& crossing = crossings_[i];
      if (crossing.same_column) continue;
      const std::size_t left = crossing.chain.front();
      const std::size_t right = crossing.chain.back();
      auto& first = strata_.arcs[crossing_arc_[i]];
      auto& last = strata_.arcs[crossing_arc_[i] + crossing.chain.size() - 2];
      first.left_offset = interiors_[left].exits[crossing.left_exit].back().y + top -
                          strata_.vertices[left].height / 2;
      last.right_offset = interiors_[right].exits[crossing.right_exit].back().y + top -
                          strata_.vertices[right].height / 2;
    }
    y_ = heights(strata_);
  }

  void place_columns() {
    const std::size_t n = strata_.layers.size();
    std::vector<double> label(n, 0);
    std::vector<double> arcs(n, 0);
    for (const Crossing& crossing : crossings_) {
      const std::size_t first = column_[crossing.chain.front()];
      const std::size_t last = column_[crossing.chain.back()];
      const std::size_t channel = crossing.from_is_left ? first : last - 1;
      label[channel] = std::max(label[channel], graph_.edges[crossing.edge].label.width);
      for (std::size_t i = first; i < std::max(last, first + 1); ++i) arcs[i] += 1;
    }
    left_.assign(n, 0);
    width_.assign(n, 0);
    double x = 0;
    for (std::size_t i = 0; i < n; ++i) {
      for (const std::size_t c : strata_.layers[i]) {
        if (c >= cluster_count()) continue;
        width_[i] = std::max(width_[i], interiors_[c].size.width + 2 * style_.padding);
      }
      left_[i] = x;
      x += width_[i] + std::max(style_.column_gap + std::min(arcs[i], 100.0), label[i] + 32);
    }
  }

  /// Where the content of a cluster begins.
  Point content(std::size_t c) const {
    const Rectangle& box = drawing_.clusters[c];
    return {box.x + style_.padding, box.y + style_.padding + style_.title_height};
  }

  void write() {
    for (std::size_t c = 0; c < cluster_count(); ++c) {
      const std::size_t i = column_[c];
      const double own = interiors_[c].size.width + 2 * style_.padding;
      // Boxes of a column that are about equally wide are made so: their edges line up.
      const double width = own > 0.6 * width_[i] ? width_[i] : own;
      const double height = strata_.vertices[c].height;
      drawing_.clusters.push_back(
          {left_[i] + (width_[i] - width) / 2, y_[c] - height / 2, width, height});
    }
    drawing_.titles = titles_on_top(style_, drawing_.clusters);
    for (std::size_t v = 0; v < graph_.nodes.size(); ++v) {
      const std::size_t c = cluster_of(v);
      const Point origin = content(c);
      const Rectangle& node = interiors_[c].nodes[local_[v]];
      drawing_.nodes.push_back({node.x + origin.x, node.y + origin.y, node.width, node.height});
    }
    drawing_.edges.resize(graph_.edges.size());
    drawing_.labels.resize(graph_.edges.size());
    for (const auto& [e, number] : inner_) {
      const std::size_t c = cluster_of(graph_.edges[e].from);
      Way way = std::move(interiors_[c].edges[number]);
      shift(way.stretches, content(c));
      keep(e, way);
    }
    for (const Crossing& crossing : crossings_) {
      keep(crossing.edge, way_of(crossing));
      if (!crossing.same_column) continue;
      // The label of a turn stands beside the column, clear of the boxes that the turn passes.
      const std::size_t i = column_[crossing.chain.front()];
      drawing_.labels[crossing.edge].x =
          left_[i] + width_[i] + 6 + graph_.edges[crossing.edge].label.width / 2;
    }
    separate_labels(graph_.edges, drawing_.labels);
  }

  void keep(std::size_t edge, const Way& way) {
    Drawn found = drawn(way);
    drawing_.edges[edge] = std::move(found.curve);
    drawing_.labels[edge] = found.label;
  }

  /// From a node of cluster `c` to the side of its column.
  std::vector<Stretch> outwards(std::size_t c, std::size_t exit) const {
    std::vector<Stretch> stretches = interiors_[c].exits[exit];
    shift(stretches, content(c));
    const std::size_t i = column_[c];
    Stretch& last = stretches.back();
    last.to_x = last.heading == Heading::right ? left_[i] + width_[i] : left_[i];
    return stretches;
  }

  Way way_of(const Crossing& crossing) const {
    const auto& chain = crossing.chain;
    Way way;
    way.stretches = outwards(chain.front(), crossing.left_exit);
    way.label_bend = way.stretches.size() - 1;
    for (std::size_t i = 1; i + 1 < chain.size(); ++i) {
      const std::size_t column = column_[chain[i]];
      way.stretches.push_back(
          {left_[column], left_[column] + width_[column], y_[chain[i]], Heading::right});
    }
    const std::vector<Stretch> inwards = reversed(outwards(chain.back(), crossing.right_exit));
    way.stretches.insert(way.stretches.end(), inwards.begin(), inwards.end());
    if (!crossing.from_is_left) {
      way.label_bend = inwards.size() - 1;
      way.stretches = reversed(std::move(way.stretches));
    }
    return way;
  }

  const Graph& graph_;
  const Style& style_;
  std::vector<Members> members_;    ///< Per cluster.
  std::vector<std::size_t> local_;  ///< Per node, its number within its cluster.
  std::vector<std::pair<std::size_t, std::size_t>> inner_;  ///< Edge, number within its cluster.
  std::vector<std::size_t> inner_count_;                    ///< Per cluster, of those so far.
  std::vector<Crossing> crossings_;
  std::vector<std::size_t> crossing_arc_;  ///< Per crossing, its first arc.
  Strata strata_;                          ///< Clusters first, then lanes.
  std::vector<std::size_t> column_;        ///< Of every vertex.
  std::vector<std::size_t> place_;         ///< Of every vertex, within its column.
  std::vector<Interior> interiors_;
  std::vector<double> y_;
  std::vector<double> left_;  ///< Of every column.
  std::vector<double> width_;
  Drawing drawing_;
};

}  // namespace

Drawing layered(const Graph& graph, const Style& style) {
  if (graph.clusters.empty()) return {};
  const Canonical canonical{graph};
  Drawing drawing = Layered{canonical.graph(), style}.result();
  respect_pins(canonical.graph(), style, drawing);
  return canonical.in_given_order(std::move(drawing));
}

}  // namespace isthmus::layout
