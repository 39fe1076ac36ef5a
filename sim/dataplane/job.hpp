// A job inside a station whose departures are events of their own.
#pragma once

#include <cstdint>

#include "sim/base/time.hpp"

namespace isthmus::dataplane {

struct Job {
  SimTime arrived;
  Duration work;
  std::uint32_t flight = 0;  ///< Where its flight waits.
};

}  // namespace isthmus::dataplane
