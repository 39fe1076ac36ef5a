#include <unistd.h>

#include <csignal>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "sim/cli/command_line.hpp"
#include "sim/cli/file_writer.hpp"

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // A reader that has seen enough is no reason to crash.
  std::ostringstream out;
  isthmus::cli::Io io = isthmus::cli::standard_io(std::cin, out, std::cerr);
  const isthmus::cli::Exit exit =
      isthmus::cli::command_line(std::vector<std::string>(argv + 1, argv + argc), io);
  return static_cast<int>(isthmus::cli::after_writing(STDOUT_FILENO, out.str(), exit, io));
}
