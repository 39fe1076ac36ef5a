// What every verb that reads a scenario does first.
#pragma once

#include <optional>
#include <string>

#include "sim/cli/arguments.hpp"
#include "sim/cli/exit_status.hpp"
#include "sim/cli/io.hpp"
#include "sim/session/study.hpp"

namespace isthmus::cli {

/// Opens the scenario at `path` (`-`: standard input) with every `--set`.
session::Opened open(const std::string& path, const Arguments& arguments, Io& io);

/// Says on `err` why there is no study, and on `out` too where a document was asked for.
///
/// Returns  the status to end with.
Exit refuse(const session::Opened& opened, const Arguments& arguments, Io& io);

}  // namespace isthmus::cli
