// `isthmus explain --code`: what a diagnostic's code means.
#pragma once

#include <string>

#include "sim/cli/arguments.hpp"
#include "sim/cli/exit_status.hpp"
#include "sim/cli/io.hpp"

namespace isthmus::cli {

/// Exit    0; 2 there is no such code.
Exit explain_code(const std::string& code, const Arguments& arguments, Io& io);

}  // namespace isthmus::cli
