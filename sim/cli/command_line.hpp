// The program without its process: a command line in, an exit status out.
#pragma once

#include <string>
#include <vector>

#include "sim/cli/exit_status.hpp"
#include "sim/cli/io.hpp"

namespace isthmus::cli {

/// Finds the verb, reads its options and runs it.
///
/// Shape    `words`: the command line after the program's name.
Exit command_line(const std::vector<std::string>& words, Io& io);

/// The status after the answer was written; `failed` is the errno of that, or 0. A reader that went
/// away is no error; a full disk is.
///
/// Returns  `exit`, or `Exit::trouble` where the answer could not be written.
Exit after_writing(int failed, Exit exit, Io& io);

}  // namespace isthmus::cli
