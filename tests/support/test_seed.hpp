// The seed of the random worlds: fixed, so that a failure repeats; chosen with ISTHMUS_TEST_SEED.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

namespace isthmus {

inline std::uint64_t test_seed() {
  const char* chosen = std::getenv("ISTHMUS_TEST_SEED");
  return chosen == nullptr ? 1 : std::strtoull(chosen, nullptr, 10);
}

/// For SCOPED_TRACE: how to see the same failure again.
inline std::string test_seed_text() { return "ISTHMUS_TEST_SEED=" + std::to_string(test_seed()); }

}  // namespace isthmus
