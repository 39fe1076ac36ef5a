// What the canvas shows: the topology, where everything stands, and which things the parts are.
// Made once for each state of the mesh, on another thread, and never changed.
#pragma once

#include <QPainterPath>
#include <QRectF>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "gui/thing.hpp"
#include "reports/topology.hpp"
#include "reports/topology_drawing.hpp"

namespace isthmus::gui {

/// With more services than this, partitions begin collapsed.
inline constexpr std::size_t services_shown_most = 300;

/// How it shall be drawn.
struct PictureWish {
  std::set<std::string> expanded{};   ///< Partitions whose services are shown, by label.
  std::set<std::string> collapsed{};  ///< Those that are one box; the rest by their number.
  reports::DrawingWish drawing{};
};

struct Picture {
  reports::Topology topology{};
  reports::TopologyDrawing drawn{};
  std::vector<QRectF> edge_bounds{};  ///< As the edges of the topology.
  std::vector<Thing> node_things{};   ///< As its nodes; of collapsed services their partition.
  std::vector<Thing> box_things{};    ///< As its boxes; nothing for those outside.
  std::vector<bool> box_collapsed{};  ///< As its boxes.
  std::vector<double>
      offered_per_s{};  ///< Per upstream of the route table: what the scenario asks.
  std::map<Thing, std::size_t> node_of{};

  QRectF bounds() const;
  QRectF node_box(std::size_t node) const;
  QRectF box_box(std::size_t box) const;
  /// The line of an edge, made anew for each caller: to paint a path writes to what all its copies
  /// share, and several threads paint one picture.
  QPainterPath edge(std::size_t edge) const;
  /// The node that stands for a thing: the collapsed services for a service among them.
  std::optional<std::size_t> node_for(const model::Model& model, const Thing& thing) const;
};
using PicturePtr = std::shared_ptr<const Picture>;

PicturePtr picture_of(const session::Study& study, const PictureWish& wish);

/// Whether a partition's services are one box under this wish.
bool is_collapsed(const session::Study& study, const PictureWish& wish, const std::string& label);

}  // namespace isthmus::gui
