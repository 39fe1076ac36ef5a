// A file that a verb reads as a whole.
#pragma once

#include <optional>
#include <string>

#include "sim/cli/arguments.hpp"
#include "sim/cli/exit_status.hpp"
#include "sim/cli/io.hpp"

namespace isthmus::cli {

/// The text of the file at `path` (`-`: standard input); none if it cannot be read.
std::optional<std::string> input_text(const std::string& path, Io& io);

/// Says on `err` that it could not be.
///
/// Returns  the status to end with.
Exit cannot_read(const std::string& path, const std::string& remedy, const Arguments& arguments,
                 Io& io);

}  // namespace isthmus::cli
