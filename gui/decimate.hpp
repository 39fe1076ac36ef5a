// Fewer points that look the same: charts get slow long before screens get enough pixels.
#pragma once

#include <QPointF>
#include <cstddef>
#include <vector>

namespace isthmus::gui {

/// Points that a chart draws at most.
inline constexpr std::size_t chart_points_most = 2'000;

/// At most `most` of the points, in order: of each stretch the lowest and the highest, so that no
/// peak is lost; the first and the last always.
///
/// Shape    `points` ascend in x; `most` is at least 4.
std::vector<QPointF> decimated(const std::vector<QPointF>& points, std::size_t most);

}  // namespace isthmus::gui
