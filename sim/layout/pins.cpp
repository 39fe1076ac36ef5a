#include "sim/layout/pins.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

#include "sim/layout/canonical.hpp"
#include "sim/layout/way.hpp"

namespace isthmus::layout {
namespace {

/// Lowers `box` until it is clear of all `standing`, by `gap` above and below.
void make_way(Rectangle& box, const std::vector<Rectangle>& standing, double gap) {
  bool clear = false;
  while (!clear) {
    clear = true;
    for (const Rectangle& other : standing) {
      const Rectangle around{other.x - gap, other.y - gap, other.width + 2 * gap,
                             other.height + 2 * gap};
      if (!box.overlaps(around)) continue;
      box.y = around.bottom();
      clear = false;
    }
  }
}

class Pinning {
 public:
  Pinning(const Graph& graph, const Style& style, Drawing& drawing)
      : graph_{graph}, style_{style}, drawing_{drawing}, members_(graph.clusters.size()) {
    for (std::size_t v = 0; v < graph.nodes.size(); ++v) {
      members_[graph.nodes[v].cluster].push_back(v);
    }
  }

  void apply() {
    std::vector<Rectangle> standing;
    for (std::size_t c = 0; c < members_.size(); ++c) {
      if (!has_pin(c)) continue;
      place_members(c);
      standing.push_back(drawing_.clusters[c]);
    }
    for (std::size_t c = 0; c < members_.size(); ++c) {
      if (has_pin(c)) continue;
      Rectangle& box = drawing_.clusters[c];
      const double before = box.y;
      make_way(box, standing, style_.cluster_gap);
      for (const std::size_t v : members_[c]) drawing_.nodes[v].y += box.y - before;
      standing.push_back(box);
    }
    for (std::size_t e = 0; e < graph_.edges.size(); ++e) {
      const Edge& edge = graph_.edges[e];
      Drawn found = direct(outline(edge.from), outline(edge.to));
      drawing_.edges[e] = std::move(found.curve);
      drawing_.labels[e] = found.label;
    }
    separate_labels(graph_.edges, drawing_.labels);
    drawing_.titles = titles_on_top(style_, drawing_.clusters);
    drawing_.bounds = bounds_of(graph_, style_, drawing_);
  }

 private:
  Outline outline(std::size_t v) const { return {drawing_.nodes[v], graph_.nodes[v].tip}; }

  bool has_pin(std::size_t c) const {
    return std::any_of(members_[c].begin(), members_[c].end(),
                       [&](std::size_t v) { return graph_.nodes[v].pinned.has_value(); });
  }

  /// Pinned nodes first; the others keep their places relative to them as far as they can.
  void place_members(std::size_t c) {
    std::vector<Rectangle> standing;
    std::vector<std::size_t> free;
    Point by{};
    for (const std::size_t v : members_[c]) {
      Rectangle& box = drawing_.nodes[v];
      if (const auto& pinned = graph_.nodes[v].pinned) {
        by = {by.x + pinned->x - box.x, by.y + pinned->y - box.y};
        box.x = pinned->x;
        box.y = pinned->y;
        standing.push_back(box);
      } else {
        free.push_back(v);
      }
    }
    const double pins = static_cast<double>(standing.size());
    std::stable_sort(free.begin(), free.end(), [&](std::size_t a, std::size_t b) {
      return std::tie(drawing_.nodes[a].y, drawing_.nodes[a].x) <
             std::tie(drawing_.nodes[b].y, drawing_.nodes[b].x);
    });
    for (const std::size_t v : free) {
      Rectangle& box = drawing_.nodes[v];
      box.x += by.x / pins;
      box.y += by.y / pins;
      make_way(box, standing, style_.node_gap);
      standing.push_back(box);
    }
    enclose(c, standing);
  }

  void enclose(std::size_t c, const std::vector<Rectangle>& nodes) {
    Rectangle box = nodes.front();
    for (const Rectangle& node : nodes) {
      const double right = std::max(box.right(), node.right());
      const double bottom = std::max(box.bottom(), node.bottom());
      box.x = std::min(box.x, node.x);
      box.y = std::min(box.y, node.y);
      box.width = right - box.x;
      box.height = bottom - box.y;
    }
    const double wanted = std::max(box.width, graph_.clusters[c].title_width);
    const double top = style_.padding + style_.title_height;
    drawing_.clusters[c] = {box.x - style_.padding, box.y - top, wanted + 2 * style_.padding,
                            box.height + top + style_.padding};
  }

  const Graph& graph_;
  const Style& style_;
  Drawing& drawing_;
  std::vector<std::vector<std::size_t>> members_;  ///< Per cluster, its nodes.
};

}  // namespace

void respect_pins(const Graph& graph, const Style& style, Drawing& drawing) {
  bool moved = false;
  for (std::size_t v = 0; v < graph.nodes.size(); ++v) {
    const auto& pinned = graph.nodes[v].pinned;
    moved = moved || (pinned && *pinned != Point{drawing.nodes[v].x, drawing.nodes[v].y});
  }
  if (moved) Pinning{graph, style, drawing}.apply();
}

}  // namespace isthmus::layout
