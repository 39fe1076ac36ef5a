#include "sim/base/expects.hpp"

#include <cstdio>
#include <cstdlib>

namespace isthmus {

void expectation_broken(const char* expression, const char* file, int line) {
  std::fprintf(stderr,
               "isthmus: internal error: %s:%d: expected %s\n"
               "This is a mistake in isthmus, not in your scenario. Please report it with the "
               "scenario and the command line.\n",
               file, line, expression);
  std::abort();
}

}  // namespace isthmus
