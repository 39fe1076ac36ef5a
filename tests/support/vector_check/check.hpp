// Holds our answers against expected ones.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>

#include "tests/support/vector_check/operations.hpp"

namespace isthmus::vector_check {

/// Whether an answer agrees with what a vector expects.
///
/// What an expectation does not mention it does not judge: an object agrees if every key of it that
/// is expected does, an empty one only with an empty one. Lists agree item by item, all of them. An
/// expected `error` or `error_contains` is a part of our error text; null means there is none.
/// `why`, `client` and `note` are prose.
bool agrees(const Json& expected, const Json& got);

struct Tally {
  std::size_t passed = 0;
  std::size_t failed = 0;

  Tally& operator+=(const Tally& more) {
    passed += more.passed;
    failed += more.failed;
    return *this;
  }
};

/// Runs the vectors of one file and writes a line per failure. An operation that nobody answers is
/// a failure. Of a file of symptoms, each has to have its page.
Tally check_file(const std::string& path, std::ostream& out);

/// The same for a file, or for every such file in a folder and below; what else lies there is left
/// alone.
Tally check_all(const std::string& path, std::ostream& out);

}  // namespace isthmus::vector_check
