#include "sim/base/time.hpp"

#include <cmath>

#include "sim/base/expects.hpp"

namespace isthmus {

Duration Duration::nearest_seconds(double seconds) {
  ISTHMUS_EXPECTS(!std::isnan(seconds));
  constexpr double longest_seconds = 9.2e9;  // Just inside int64 nanoseconds; saturate beyond.
  if (seconds >= longest_seconds) return longest();
  if (seconds <= -longest_seconds) return -longest();
  return Duration{std::llround(seconds * 1e9)};
}

}  // namespace isthmus
