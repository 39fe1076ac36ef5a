#include <algorithm>
#include <cmath>

#include "sim/base/expects.hpp"
#include "sim/layout/canonical.hpp"
#include "sim/layout/drawing.hpp"
#include "sim/layout/way.hpp"

namespace isthmus::layout {
namespace {

/// The side of the frame on which a cluster stands; its edges leave towards the middle.
enum class Side { top, right, bottom, left };

struct Stand {
  Side side = Side::top;
  std::size_t place = 0;  ///< Along that side, from the left or from the top.
};

bool is_level(Side side) { return side == Side::top || side == Side::bottom; }

/// From the frame towards the middle.
Point inward(Side side) {
  switch (side) {
    case Side::top:
      return {0, 1};
    case Side::right:
      return {-1, 0};
    case Side::bottom:
      return {0, -1};
    case Side::left:
      return {1, 0};
  }
  return {};
}

class Framed {
 public:
  Framed(const Graph& graph, const Style& style) : graph_{graph}, style_{style} {}

  Drawing result() && {
    sort_members();
    choose_sides();
    place_clusters();
    for (std::size_t c = 0; c < graph_.clusters.size(); ++c) place_members(c);
    draw_edges();
    fit_bounds(graph_, style_, drawing_);
    return std::move(drawing_);
  }

 private:
  bool crosses(const Edge& edge) const {
    return graph_.nodes[edge.from].cluster != graph_.nodes[edge.to].cluster;
  }

  /// Nodes with edges to other clusters stand towards the middle, the others behind them.
  void sort_members() {
    std::vector<bool> outgoing(graph_.nodes.size(), false);
    for (const Edge& edge : graph_.edges) {
      if (crosses(edge)) outgoing[edge.from] = outgoing[edge.to] = true;
    }
    inner_.resize(graph_.clusters.size());
    outer_.resize(graph_.clusters.size());
    for (std::size_t v = 0; v < graph_.nodes.size(); ++v) {
      (outgoing[v] ? inner_ : outer_)[graph_.nodes[v].cluster].push_back(v);
    }
  }

  Size row_size(const std::vector<std::size_t>& nodes, bool level) const {
    Size size;
    for (const std::size_t v : nodes) {
      const Size node = graph_.nodes[v].size;
      const double gap = v == nodes.front() ? 0 : style_.node_gap;
      size.width = level ? size.width + node.width + gap : std::max(size.width, node.width);
      size.height = level ? std::max(size.height, node.height) : size.height + node.height + gap;
    }
    return size;
  }

  /// The size of a cluster whose rows lie along a level or an upright side of the frame.
  Size cluster_size(std::size_t c, bool level) const {
    const Size inner = row_size(inner_[c], level);
    const Size outer = row_size(outer_[c], level);
    const double gap = inner_[c].empty() || outer_[c].empty() ? 0 : row_gap;
    Size size = level ? Size{std::max(inner.width, outer.width), inner.height + gap + outer.height}
                      : Size{inner.width + gap + outer.width, std::max(inner.height, outer.height)};
    size.width = std::max(size.width, graph_.clusters[c].title_width) + 2 * style_.padding;
    size.height += 2 * style_.padding + style_.title_height;
    return size;
  }

  Size largest(bool level) const {
    Size size;
    for (std::size_t c = 0; c < graph_.clusters.size(); ++c) {
      const Size one = cluster_size(c, level);
      size = {std::max(size.width, one.width), std::max(size.height, one.height)};
    }
    return size;
  }

  void choose_sides() {
    const std::size_t n = graph_.clusters.size();
    level_cell_ = largest(true);
    upright_cell_ = largest(false);
    double least = -1;
    for (std::size_t across = 1; 2 * across <= n || across == 1; ++across) {
      const std::size_t down = n > 2 * across ? (n - 2 * across + 1) / 2 : 0;
      const Size middle = middle_size(across, down);
      const double width = middle.width + (down > 0 ? 2 * upright_cell_.width : 0);
      const double height = middle.height + 2 * level_cell_.height;
      const double strange = std::abs(std::log(width / (height * style_.aspect)));
      if (least >= 0 && strange >= least) continue;
      least = strange;
      across_ = across;
      down_ = down;
    }
    stands_.resize(n);
    // Clockwise from the top left corner, so that names can be found.
    const std::size_t top = std::min(across_, n);
    const std::size_t right = std::min(down_, n - top);
    const std::size_t bottom = std::min(across_, n - top - right);
    for (std::size_t c = 0; c < n; ++c) {
      if (c < top) {
        stands_[c] = {Side::top, c};
      } else if (c < top + right) {
        stands_[c] = {Side::right, c - top};
      } else if (c < top + right + bottom) {
        stands_[c] = {Side::bottom, across_ - 1 - (c - top - right)};
      } else {
        stands_[c] = {Side::left, down_ - 1 - (c - top - right - bottom)};
      }
    }
  }

  Size middle_size(std::size_t across, std::size_t down) const {
    const double wide = static_cast<double>(across) * (level_cell_.width + style_.cluster_gap);
    const double high = static_cast<double>(down) * (upright_cell_.height + style_.cluster_gap);
    return {wide + style_.column_gap, std::max(high, 3 * level_cell_.height)};
  }

  void place_clusters() {
    const Size middle = middle_size(across_, down_);
    const double cell_x = middle.width / static_cast<double>(across_);
    const double cell_y = down_ > 0 ? middle.height / static_cast<double>(down_) : 0;
    for (std::size_t c = 0; c < stands_.size(); ++c) {
      const Stand stand = stands_[c];
      const Size size = cluster_size(c, is_level(stand.side));
      const double along = static_cast<double>(stand.place) + 0.5;
      Rectangle box{0, 0, size.width, size.height};
      if (is_level(stand.side)) {
        box.x = along * cell_x - size.width / 2;
        box.y = stand.side == Side::top ? -size.height : middle.height;
      } else {
        box.x = stand.side == Side::left ? -size.width : middle.width;
        box.y = along * cell_y - size.height / 2;
      }
      drawing_.clusters.push_back(box);
    }
    drawing_.nodes.resize(graph_.nodes.size());
  }

  void place_members(std::size_t c) {
    const Side side = stands_[c].side;
    const bool level = is_level(side);
    const Rectangle& box = drawing_.clusters[c];
    const bool title_below = side == Side::bottom;  // Edges come from above there.
    const double top = title_below ? 0 : style_.title_height;
    const Rectangle content{box.x + style_.padding, box.y + style_.padding + top,
                            box.width - 2 * style_.padding,
                            box.height - 2 * style_.padding - style_.title_height};
    const double title = title_below ? box.bottom() - style_.padding / 2 - style_.title_height
                                     : box.y + style_.padding / 2;
    drawing_.titles.push_back({content.x, title, content.width, style_.title_height});
    const bool inner_first = side == Side::bottom || side == Side::right;
    const auto& first = inner_first ? inner_[c] : outer_[c];
    const auto& second = inner_first ? outer_[c] : inner_[c];
    const Size first_size = row_size(first, level);
    const Size second_size = row_size(second, level);
    if (level) {
      place_row(first, level, {content.centre().x - first_size.width / 2, content.y}, first_size);
      place_row(second, level,
                {content.centre().x - second_size.width / 2, content.bottom() - second_size.height},
                second_size);
    } else {
      place_row(first, level, {content.x, content.centre().y - first_size.height / 2}, first_size);
      place_row(second, level,
                {content.right() - second_size.width, content.centre().y - second_size.height / 2},
                second_size);
    }
  }

  void place_row(const std::vector<std::size_t>& nodes, bool level, Point at, Size row) {
    for (const std::size_t v : nodes) {
      const Size node = graph_.nodes[v].size;
      Rectangle& box = drawing_.nodes[v];
      box = {at.x, at.y, node.width, node.height};
      if (level) {
        box.y += (row.height - node.height) / 2;
        at.x += node.width + style_.node_gap;
      } else {
        box.x += (row.width - node.width) / 2;
        at.y += node.height + style_.node_gap;
      }
    }
  }

  Outline outline(std::size_t v) const { return {drawing_.nodes[v], graph_.nodes[v].tip}; }

  /// The end of an edge on the inner side of a node.
  struct Meeting {
    std::size_t edge;
    bool at_start;
    double turn;  ///< Where its other end lies, along the side.
  };

  void draw_edges() {
    drawing_.edges.resize(graph_.edges.size());
    drawing_.labels.resize(graph_.edges.size());
    starts_.resize(graph_.edges.size());
    ends_.resize(graph_.edges.size());
    std::vector<std::vector<Meeting>> meetings(graph_.nodes.size());
    for (std::size_t e = 0; e < graph_.edges.size(); ++e) {
      const Edge& edge = graph_.edges[e];
      if (!crosses(edge)) {
        Drawn found = direct(outline(edge.from), outline(edge.to));
        drawing_.edges[e] = std::move(found.curve);
        drawing_.labels[e] = found.label;
        continue;
      }
      meetings[edge.from].push_back({e, true, turn(edge.from, edge.to)});
      meetings[edge.to].push_back({e, false, turn(edge.to, edge.from)});
    }
    for (std::size_t v = 0; v < meetings.size(); ++v) spread_over(v, meetings[v]);
    for (std::size_t e = 0; e < graph_.edges.size(); ++e) {
      if (crosses(graph_.edges[e])) cross(e);
    }
    separate_labels(graph_.edges, drawing_.labels);
  }

  /// The direction in which `other` lies, seen from `node` looking inwards: it grows from one end
  /// of the side to the other as one looks round.
  double turn(std::size_t node, std::size_t other) const {
    const Side side = stands_[graph_.nodes[node].cluster].side;
    const Point a = drawing_.nodes[node].centre();
    const Point b = drawing_.nodes[other].centre();
    const Point normal = inward(side);
    const double depth = (b.x - a.x) * normal.x + (b.y - a.y) * normal.y;
    const double along = is_level(side) ? b.x - a.x : b.y - a.y;
    // Without an angle's library function: monotone in the angle, and the same on every machine.
    return along / (std::abs(along) + std::max(depth, 0.0) + 1);
  }

  void spread_over(std::size_t v, std::vector<Meeting>& meetings) {
    std::sort(meetings.begin(), meetings.end(), [](const Meeting& a, const Meeting& b) {
      return a.turn != b.turn ? a.turn < b.turn : a.edge < b.edge;
    });
    const Side side = stands_[graph_.nodes[v].cluster].side;
    const Rectangle& box = drawing_.nodes[v];
    const double tip = graph_.nodes[v].tip;
    const double length = is_level(side) ? box.width - 2 * tip : box.height;
    const std::vector<double> offsets = spread(meetings.size(), length);
    for (std::size_t i = 0; i < meetings.size(); ++i) {
      Point at = box.centre();
      if (is_level(side)) {
        at.x += offsets[i];
        at.y = side == Side::top ? box.bottom() : box.y;
      } else {
        at.y += offsets[i];
        at.x =
            border_x(outline(v), offsets[i], side == Side::left ? Heading::right : Heading::left);
      }
      (meetings[i].at_start ? starts_ : ends_)[meetings[i].edge] = at;
    }
  }

  void cross(std::size_t e) {
    const Point start = starts_[e];
    const Point end = ends_[e];
    const Point from = inward(stands_[graph_.nodes[graph_.edges[e].from].cluster].side);
    const Point to = inward(stands_[graph_.nodes[graph_.edges[e].to].cluster].side);
    const double apart = std::abs(end.x - start.x) + std::abs(end.y - start.y);
    const double reach = std::clamp(apart * 0.4, 36.0, 240.0);
    const Cubic piece{{start.x + from.x * reach, start.y + from.y * reach},
                      {end.x + to.x * reach, end.y + to.y * reach},
                      end};
    drawing_.edges[e] = {start, {piece}};
    drawing_.labels[e] = {(start.x + 3 * piece.control_1.x + 3 * piece.control_2.x + end.x) / 8,
                          (start.y + 3 * piece.control_1.y + 3 * piece.control_2.y + end.y) / 8};
  }

  static constexpr double row_gap = 22;

  const Graph& graph_;
  const Style& style_;
  std::vector<std::vector<std::size_t>> inner_;  ///< Per cluster, nodes towards the middle.
  std::vector<std::vector<std::size_t>> outer_;  ///< Per cluster, the others.
  Size level_cell_{};
  Size upright_cell_{};
  std::size_t across_ = 1;  ///< Clusters along the top and along the bottom.
  std::size_t down_ = 0;    ///< Clusters along either side.
  std::vector<Stand> stands_;
  std::vector<Point> starts_;
  std::vector<Point> ends_;
  Drawing drawing_;
};

}  // namespace

Drawing framed(const Graph& graph, const Style& style) {
  if (graph.clusters.empty()) return {};
  const Canonical canonical{graph};
  return canonical.in_given_order(Framed{canonical.graph(), style}.result());
}

}  // namespace isthmus::layout
