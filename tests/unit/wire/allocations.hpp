// How many times this test binary has allocated: its operator new counts.
#pragma once

#include <cstddef>

namespace isthmus::wire {

std::size_t allocations();

}  // namespace isthmus::wire
