#include "gui/decimate.hpp"

#include <algorithm>

namespace isthmus::gui {

std::vector<QPointF> decimated(const std::vector<QPointF>& points, std::size_t most) {
  if (points.size() <= most) return points;
  const std::size_t stretches = (most - 2) / 2;
  const std::size_t inside = points.size() - 2;
  std::vector<QPointF> kept{points.front()};
  for (std::size_t s = 0; s < stretches; ++s) {
    const auto begin = points.begin() + 1 + static_cast<std::ptrdiff_t>(inside * s / stretches);
    const auto end = points.begin() + 1 + static_cast<std::ptrdiff_t>(inside * (s + 1) / stretches);
    if (begin == end) continue;
    const auto [low, high] = std::minmax_element(
        begin, end, [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); });
    kept.push_back(*std::min(low, high));
    if (low != high) kept.push_back(*std::max(low, high));
  }
  kept.push_back(points.back());
  return kept;
}

}  // namespace isthmus::gui
