// What the live stations of one instance run on: a clock that they share, and the one event that
// tells when something happens there next.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/dataplane/cpu_clock.hpp"
#include "sim/kernel/pending_set.hpp"

namespace isthmus::dataplane {

struct Processor {
  CpuClock clock{};
  std::vector<std::uint32_t> rooms{};  ///< Of its site.
  kernel::Timer timer{};
};

}  // namespace isthmus::dataplane
