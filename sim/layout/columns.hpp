// In which column each cluster stands.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/layout/drawing.hpp"
#include "sim/layout/ranking.hpp"

namespace isthmus::layout {

/// Columns from 0. Links lead from left to right where the wished aspect lets them; where the
/// columns would be too many, neighbours share one, and where one would be too long, it is split.
///
/// Shape    `sizes`: about, of each cluster; `links`: at most one for each pair and direction.
std::vector<std::size_t> columns(const std::vector<Size>& sizes, const std::vector<Link>& links,
                                 const Style& style);

}  // namespace isthmus::layout
