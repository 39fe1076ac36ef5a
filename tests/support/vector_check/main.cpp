// vector_check FILE|FOLDER...: what Consul answers, asked of our code.
//
// Prints a line per vector that differs and a last line `N passed, N failed`.
// Exit    0 all agree; 1 some differ; 2 no file was named.
#include <iostream>
#include <string>

#include "tests/support/vector_check/check.hpp"

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: vector_check FILE|FOLDER...\n";
    return 2;
  }
  isthmus::vector_check::Tally total;
  for (int i = 1; i < argc; ++i) {
    total += isthmus::vector_check::check_all(argv[i], std::cout);
  }
  std::cout << total.passed << " passed, " << total.failed << " failed\n";
  return total.failed == 0 ? 0 : 1;
}
