#include <unistd.h>

#include <csignal>
#include <iostream>
#include <ostream>
#include <string>
#include <vector>

#include "sim/cli/command_line.hpp"
#include "sim/cli/descriptor_output.hpp"

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // A reader that has seen enough is no reason to crash.
  isthmus::cli::DescriptorOutput output{STDOUT_FILENO};
  std::ostream out{&output};
  isthmus::cli::Io io = isthmus::cli::standard_io(std::cin, out, std::cerr);
  const isthmus::cli::Exit exit =
      isthmus::cli::command_line(std::vector<std::string>(argv + 1, argv + argc), io);
  out.flush();
  return static_cast<int>(isthmus::cli::after_writing(output.failed(), exit, io));
}
