#include "sim/layout/canonical.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "sim/base/expects.hpp"

namespace isthmus::layout {
namespace {

template <class Less>
std::vector<std::size_t> sorted(std::size_t n, Less less) {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), less);
  return order;
}

std::vector<std::size_t> inverse(const std::vector<std::size_t>& order) {
  std::vector<std::size_t> place(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  return place;
}

template <class T>
std::vector<T> put_back(std::vector<T> found, const std::vector<std::size_t>& places) {
  std::vector<T> given(found.size());
  for (std::size_t i = 0; i < found.size(); ++i) given[places[i]] = std::move(found[i]);
  return given;
}

/// Grows with every point that it has seen.
class Extent {
 public:
  void see(Point point) {
    if (empty_) {
      low_ = high_ = point;
      empty_ = false;
    }
    low_ = {std::min(low_.x, point.x), std::min(low_.y, point.y)};
    high_ = {std::max(high_.x, point.x), std::max(high_.y, point.y)};
  }
  void see(const Rectangle& box) {
    see(Point{box.x, box.y});
    see(Point{box.right(), box.bottom()});
  }
  Rectangle with_margin(double margin) const {
    return {low_.x - margin, low_.y - margin, high_.x - low_.x + 2 * margin,
            high_.y - low_.y + 2 * margin};
  }

 private:
  bool empty_ = true;
  Point low_{};
  Point high_{};
};

void move(Point& point, Point by) { point = {point.x + by.x, point.y + by.y}; }

}  // namespace

Canonical::Canonical(const Graph& given) {
  clusters_ = sorted(given.clusters.size(), [&](std::size_t a, std::size_t b) {
    return given.clusters[a].id < given.clusters[b].id;
  });
  nodes_ = sorted(given.nodes.size(), [&](std::size_t a, std::size_t b) {
    return given.nodes[a].id < given.nodes[b].id;
  });
  const std::vector<std::size_t> cluster_place = inverse(clusters_);
  const std::vector<std::size_t> node_place = inverse(nodes_);
  edges_ = sorted(given.edges.size(), [&](std::size_t a, std::size_t b) {
    const Edge& left = given.edges[a];
    const Edge& right = given.edges[b];
    return std::tie(node_place[left.from], node_place[left.to], left.id) <
           std::tie(node_place[right.from], node_place[right.to], right.id);
  });
  for (const std::size_t c : clusters_) graph_.clusters.push_back(given.clusters[c]);
  for (const std::size_t v : nodes_) {
    ISTHMUS_EXPECTS(given.nodes[v].cluster < given.clusters.size());
    graph_.nodes.push_back(given.nodes[v]);
    graph_.nodes.back().cluster = cluster_place[given.nodes[v].cluster];
  }
  for (const std::size_t e : edges_) {
    ISTHMUS_EXPECTS(given.edges[e].from < given.nodes.size());
    ISTHMUS_EXPECTS(given.edges[e].to < given.nodes.size());
    graph_.edges.push_back(given.edges[e]);
    graph_.edges.back().from = node_place[given.edges[e].from];
    graph_.edges.back().to = node_place[given.edges[e].to];
  }
}

Drawing Canonical::in_given_order(Drawing drawing) const {
  return {put_back(std::move(drawing.clusters), clusters_),
          put_back(std::move(drawing.titles), clusters_),
          put_back(std::move(drawing.nodes), nodes_),
          put_back(std::move(drawing.edges), edges_),
          put_back(std::move(drawing.labels), edges_),
          drawing.bounds};
}

std::vector<Rectangle> titles_on_top(const Style& style, const std::vector<Rectangle>& clusters) {
  std::vector<Rectangle> titles;
  for (const Rectangle& box : clusters) {
    titles.push_back({box.x + style.padding, box.y + style.padding / 2,
                      box.width - 2 * style.padding, style.title_height});
  }
  return titles;
}

Rectangle bounds_of(const Graph& graph, const Style& style, const Drawing& drawing) {
  Extent extent;
  for (const Rectangle& box : drawing.clusters) extent.see(box);
  for (const Curve& curve : drawing.edges) {
    extent.see(curve.start);
    for (const Cubic& piece : curve.pieces) {
      extent.see(piece.control_1);
      extent.see(piece.control_2);
      extent.see(piece.end);
    }
  }
  for (std::size_t e = 0; e < graph.edges.size(); ++e) {
    const Size label = graph.edges[e].label;
    if (label.width <= 0) continue;
    const Point middle = drawing.labels[e];
    extent.see(Rectangle{middle.x - label.width / 2, middle.y - label.height / 2, label.width,
                         label.height});
  }
  return extent.with_margin(style.margin);
}

void fit_bounds(const Graph& graph, const Style& style, Drawing& drawing) {
  const Rectangle bounds = bounds_of(graph, style, drawing);
  const Point by{-bounds.x, -bounds.y};
  for (auto* boxes : {&drawing.clusters, &drawing.titles, &drawing.nodes}) {
    for (Rectangle& box : *boxes) {
      box.x += by.x;
      box.y += by.y;
    }
  }
  for (Curve& curve : drawing.edges) {
    move(curve.start, by);
    for (Cubic& piece : curve.pieces) {
      move(piece.control_1, by);
      move(piece.control_2, by);
      move(piece.end, by);
    }
  }
  for (Point& label : drawing.labels) move(label, by);
  drawing.bounds = {0, 0, bounds.width, bounds.height};
}

}  // namespace isthmus::layout
