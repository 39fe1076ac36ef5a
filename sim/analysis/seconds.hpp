// Nanoseconds to the nearest double of seconds: 60 s leave as 60, not as 60.00000000000001.
#pragma once

#include <cstdint>

#include "sim/base/time.hpp"

namespace isthmus::analysis {

/// A division, which rounds once; multiplying by 1e-9 would round twice.
inline double nearest_seconds(std::int64_t nanoseconds) {
  return static_cast<double>(nanoseconds) / 1e9;
}
inline double nearest_seconds(Duration duration) { return duration.in_seconds(); }

}  // namespace isthmus::analysis
