#include "sim/layout/interior.hpp"

#include <algorithm>
#include <cmath>

#include "sim/layout/ranking.hpp"
#include "sim/layout/strata.hpp"

namespace isthmus::layout {
namespace {

/// Vertices from left to right that an edge or an exit passes; nodes at its ends.
struct Chain {
  std::vector<std::size_t> vertices;
  double left_offset = 0;  ///< Where it meets the node at its left end, below the middle.
  double right_offset = 0;
};

/// Rows of nodes that a cluster of so many has at most.
std::size_t rows_most(std::size_t nodes) {
  // Nodes are about four times as wide as high, gaps included: so the cluster comes out near 3 : 2.
  const double wanted = std::ceil(std::sqrt(2.5 * static_cast<double>(nodes)));
  const std::size_t rows = std::max<std::size_t>(4, static_cast<std::size_t>(wanted));
  const std::size_t pieces = std::max<std::size_t>(1, (nodes + rows - 1) / rows);
  return std::max<std::size_t>(1, (nodes + pieces - 1) / pieces);
}

class Arrangement {
 public:
  Arrangement(const Members& members, const Style& style) : members_{members}, style_{style} {}

  Interior result() && {
    assign_layers();
    for (const auto& edge : members_.edges) join(edge);
    for (const auto& exit : members_.exits) lead_out(exit);
    order_and_settle();
    spread_ends();
    place_layers();
    return written();
  }

 private:
  std::size_t node_count() const { return members_.nodes.size(); }

  void assign_layers() {
    std::vector<Link> links;
    std::vector<Pull> pulls(node_count());
    for (const auto& edge : members_.edges) links.push_back({edge.from, edge.to, 1});
    for (const auto& exit : members_.exits) {
      (exit.side == Heading::right ? pulls[exit.node].right : pulls[exit.node].left) += 1;
    }
    layer_ = rank(node_count(), links, pulls, rows_most(node_count()));
    std::size_t last = 0;
    for (const std::size_t layer : layer_) last = std::max(last, layer);
    strata_.layers.resize(last + 1);
    for (std::size_t v = 0; v < node_count(); ++v) {
      strata_.vertices.push_back({members_.nodes[v].size.height, style_.node_gap, 0});
      strata_.layers[layer_[v]].push_back(v);
    }
  }

  std::size_t add_lane(std::size_t layer) {
    strata_.vertices.push_back({0, style_.lane_gap, 0});
    layer_.push_back(layer);
    strata_.layers[layer].push_back(strata_.vertices.size() - 1);
    return strata_.vertices.size() - 1;
  }

  void link(const std::vector<std::size_t>& chain) {
    for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
      const bool lanes = chain[i] >= node_count() && chain[i + 1] >= node_count();
      const bool nodes = chain[i] < node_count() && chain[i + 1] < node_count();
      strata_.arcs.push_back({chain[i], chain[i + 1], 0, 0, lanes ? 6.0 : nodes ? 1.0 : 2.0});
    }
  }

  void join(const Members::Edge& edge) {
    Chain chain;
    const bool forward = layer_[edge.from] <= layer_[edge.to];
    const std::size_t left = forward ? edge.from : edge.to;
    const std::size_t right = forward ? edge.to : edge.from;
    chain.vertices.push_back(left);
    for (std::size_t i = layer_[left] + 1; i < layer_[right]; ++i) {
      chain.vertices.push_back(add_lane(i));
    }
    chain.vertices.push_back(right);
    if (left != right) link(chain.vertices);
    edges_.push_back(std::move(chain));
  }

  void lead_out(const Members::Exit& exit) {
    Chain chain;
    if (exit.side == Heading::right) {
      chain.vertices.push_back(exit.node);
      for (std::size_t i = layer_[exit.node] + 1; i < strata_.layers.size(); ++i) {
        chain.vertices.push_back(add_lane(i));
      }
    } else {
      for (std::size_t i = 0; i < layer_[exit.node]; ++i) chain.vertices.push_back(add_lane(i));
      chain.vertices.push_back(exit.node);
    }
    link(chain.vertices);
    exits_.push_back(std::move(chain));
  }

  /// Orders with the exits as one more layer on either side, then settles without them.
  void order_and_settle() {
    const std::size_t vertices = strata_.vertices.size();
    const std::size_t arcs = strata_.arcs.size();
    std::vector<std::size_t> left;
    std::vector<std::size_t> right;
    for (std::size_t i = 0; i < exits_.size(); ++i) {
      const auto& exit = members_.exits[i];
      const std::size_t port = strata_.vertices.size();
      strata_.vertices.push_back({0, 0, exit.group});
      if (exit.side == Heading::right) {
        right.push_back(port);
        strata_.arcs.push_back({exits_[i].vertices.back(), port});
      } else {
        left.push_back(port);
        strata_.arcs.push_back({port, exits_[i].vertices.front()});
      }
    }
    strata_.layers.insert(strata_.layers.begin(), std::move(left));
    strata_.layers.push_back(std::move(right));
    untangle(strata_);
    strata_.layers.pop_back();
    strata_.layers.erase(strata_.layers.begin());
    strata_.arcs.resize(arcs, {0, 0});
    strata_.vertices.resize(vertices);
    y_ = heights(strata_);
    double top = 0;
    double bottom = 0;
    for (std::size_t v = 0; v < vertices; ++v) {
      top = std::min(top, y_[v] - strata_.vertices[v].height / 2);
    }
    for (std::size_t v = 0; v < vertices; ++v) {
      y_[v] -= top;
      bottom = std::max(bottom, y_[v] + strata_.vertices[v].height / 2);
    }
    interior_.size.height = bottom;
  }

  /// One meeting of an edge with the side of a node.
  struct Meeting {
    double towards;     ///< The height at which the edge goes on.
    std::size_t group;  ///< Decides where it goes on outside.
    std::size_t number;
    double* offset;
  };

  void spread_ends() {
    std::vector<std::vector<Meeting>> lefts(node_count());
    std::vector<std::vector<Meeting>> rights(node_count());
    std::size_t number = 0;
    const auto meet = [&](Chain& chain, std::size_t group, bool at_left, bool at_right) {
      const auto& v = chain.vertices;
      const bool alone = v.size() == 1;
      ++number;
      if (at_left) {
        rights[v.front()].push_back(
            {y_[alone ? v.front() : v[1]], group, number, &chain.left_offset});
      }
      if (at_right) {
        lefts[v.back()].push_back(
            {y_[alone ? v.back() : v[v.size() - 2]], group, number, &chain.right_offset});
      }
    };
    for (Chain& chain : edges_) {
      if (chain.vertices.front() != chain.vertices.back()) {
        meet(chain, 0, true, true);
      } else {  // A loop begins and ends on the right side.
        auto& side = rights[chain.vertices.front()];
        side.push_back({y_[chain.vertices.front()], SIZE_MAX, ++number, &chain.left_offset});
        side.push_back({y_[chain.vertices.front()], SIZE_MAX, ++number, &chain.right_offset});
      }
    }
    for (std::size_t i = 0; i < exits_.size(); ++i) {
      const auto& exit = members_.exits[i];
      meet(exits_[i], exit.group, exit.side == Heading::right, exit.side == Heading::left);
    }
    for (std::size_t v = 0; v < node_count(); ++v) {
      for (auto* side : {&lefts[v], &rights[v]}) {
        std::sort(side->begin(), side->end(), [](const Meeting& a, const Meeting& b) {
          if (a.towards != b.towards) return a.towards < b.towards;
          return a.group != b.group ? a.group < b.group : a.number < b.number;
        });
        const std::vector<double> offsets = spread(side->size(), members_.nodes[v].size.height);
        for (std::size_t i = 0; i < side->size(); ++i) *(*side)[i].offset = offsets[i];
      }
    }
  }

  void place_layers() {
    const std::size_t layers = strata_.layers.size();
    std::vector<double> arcs(layers, 0);
    std::vector<double> label(layers, 0);
    for (const auto& arc : strata_.arcs) arcs[layer_[arc.left]] += 1;
    for (const auto& edge : members_.edges) {
      const std::size_t from = layer_[edge.from];
      const std::size_t channel = from <= layer_[edge.to] ? from : from - 1;
      label[channel] = std::max(label[channel], edge.label_width);
    }
    left_.assign(layers, 0);
    width_.assign(layers, 0);
    double x = 0;
    for (std::size_t i = 0; i < layers; ++i) {
      for (const std::size_t v : strata_.layers[i]) {
        if (v < node_count()) width_[i] = std::max(width_[i], members_.nodes[v].size.width);
      }
      left_[i] = x;
      x += width_[i];
      interior_.size.width = x;
      x += std::max(style_.layer_gap + std::min(arcs[i], 48.0), label[i] + 20);
    }
    for (std::size_t v = 0; v < node_count(); ++v) {
      const Size size = members_.nodes[v].size;
      const std::size_t i = layer_[v];
      interior_.nodes.push_back({left_[i] + (width_[i] - size.width) / 2, y_[v] - size.height / 2,
                                 size.width, size.height});
    }
  }

  Outline outline(std::size_t v) const { return {interior_.nodes[v], members_.nodes[v].tip}; }

  /// The stretch beside or at vertex `i` of a chain, walked to the right.
  Stretch stretch(const Chain& chain, std::size_t i, bool starts, bool ends) const {
    const std::size_t v = chain.vertices[i];
    const std::size_t layer = layer_[v];
    Stretch found{left_[layer], left_[layer] + width_[layer], y_[v], Heading::right};
    if (v >= node_count()) return found;
    if (starts) {
      found.y += chain.left_offset;
      found.from_x = border_x(outline(v), chain.left_offset, Heading::right);
    } else if (ends) {
      found.y += chain.right_offset;
      found.to_x = border_x(outline(v), chain.right_offset, Heading::left);
    }
    return found;
  }

  Way loop(const Chain& chain) const {
    const std::size_t v = chain.vertices.front();
    const auto at = [&](double offset, Heading heading) {
      const double x = border_x(outline(v), offset, Heading::right);
      return Stretch{x, x, y_[v] + offset, heading};
    };
    return {{at(chain.left_offset, Heading::right), at(chain.right_offset, Heading::left)}, 0};
  }

  Interior written() {
    for (std::size_t e = 0; e < edges_.size(); ++e) {
      const Chain& chain = edges_[e];
      const std::size_t last = chain.vertices.size() - 1;
      if (chain.vertices.front() == chain.vertices.back()) {
        interior_.edges.push_back(loop(chain));
        continue;
      }
      Way way;
      for (std::size_t i = 0; i <= last; ++i) {
        way.stretches.push_back(stretch(chain, i, i == 0, i == last));
      }
      const bool forward = chain.vertices.front() == members_.edges[e].from;
      if (!forward) way.stretches = reversed(std::move(way.stretches));
      interior_.edges.push_back(std::move(way));
    }
    for (std::size_t i = 0; i < exits_.size(); ++i) {
      const Chain& chain = exits_[i];
      const bool rightwards = members_.exits[i].side == Heading::right;
      const std::size_t last = chain.vertices.size() - 1;
      std::vector<Stretch> stretches;
      for (std::size_t k = 0; k <= last; ++k) {
        stretches.push_back(stretch(chain, k, rightwards && k == 0, !rightwards && k == last));
      }
      if (!rightwards) stretches = reversed(std::move(stretches));
      interior_.exits.push_back(std::move(stretches));
    }
    return std::move(interior_);
  }

  const Members& members_;
  const Style& style_;
  Strata strata_;                   ///< Nodes first, then lanes.
  std::vector<std::size_t> layer_;  ///< Of every vertex.
  std::vector<Chain> edges_;
  std::vector<Chain> exits_;
  std::vector<double> y_;
  std::vector<double> left_;  ///< Of every layer.
  std::vector<double> width_;
  Interior interior_;
};

}  // namespace

Interior arrange(const Members& members, const Style& style) {
  return Arrangement{members, style}.result();
}

}  // namespace isthmus::layout
