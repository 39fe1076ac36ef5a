// The one check for our own mistakes. Not for user input (that is a Diagnostic) and not for what
// the simulated network refuses (that is a Disposition).
#pragma once

namespace isthmus {

/// Prints the broken expectation with its place and ends the program.
[[noreturn]] void expectation_broken(const char* expression, const char* file, int line);

}  // namespace isthmus

/// States what must hold here if the program is right; on in every build.
#define ISTHMUS_EXPECTS(condition)                     \
  (static_cast<bool>(condition) ? static_cast<void>(0) \
                                : ::isthmus::expectation_broken(#condition, __FILE__, __LINE__))
