// Where everything of a topology stands: one drawing for the file, the report and the window.
#pragma once

#include <map>
#include <string>

#include "reports/topology.hpp"
#include "sim/layout/drawing.hpp"

namespace isthmus::reports {

/// What a drawing is wished to be like.
struct DrawingWish {
  double aspect = 1.6;                            ///< Width : height.
  std::map<std::string, layout::Point> pinned{};  ///< By id of the node: its top left corner.
};

struct TopologyDrawing {
  layout::Drawing drawing{};
  bool framed = false;  ///< Partitions stand around a free middle.
};

/// Units    pixels at the sizes of letters that label_letter and note_letter say.
TopologyDrawing drawing_of(const Topology& topology, const DrawingWish& wish = {});

/// A name as it is drawn: the middle of a long one is left out.
std::string drawn_name(const std::string& name);

// Widths of letters are those of a wide sans-serif (DejaVu, Verdana), so that text fits in others.
inline constexpr double label_letter = 8.3;  ///< Of 12 px, semi-bold.
inline constexpr double note_letter = 7.0;   ///< Of 11 px.
inline constexpr double gateway_tip = 12;    ///< Of a gateway's hexagon.
inline constexpr double drawing_margin = 20;

}  // namespace isthmus::reports
