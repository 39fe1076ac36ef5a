// Apart from the tests, so that no compiler sees malloc and operator new side by side and thinks
// that they were mixed up.
#include "tests/unit/wire/allocations.hpp"

#include <cstdlib>
#include <new>

namespace {
std::size_t counted = 0;
}

void* operator new(std::size_t bytes) {
  ++counted;
  if (void* block = std::malloc(bytes)) return block;
  throw std::bad_alloc{};
}
void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }

namespace isthmus::wire {

std::size_t allocations() { return counted; }

}  // namespace isthmus::wire
