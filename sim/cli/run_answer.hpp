// A run of a study, from the command line's options to pages and files. What `run` does once and
// `run --watch` again and again.
#pragma once

#include "sim/cli/arguments.hpp"
#include "sim/cli/exit_status.hpp"
#include "sim/cli/io.hpp"
#include "sim/cli/report_formats.hpp"
#include "sim/cli/simulation_options.hpp"
#include "sim/session/run.hpp"

namespace isthmus::cli {

/// What was asked for on the command line.
struct RunRequest {
  RunRequest(const Arguments& given, Io& where)
      : arguments{given}, io{where}, options{simulation_options(given)} {}

  const Arguments& arguments;
  Io& io;
  session::RunOptions options;
  Baseline baseline{};
};

/// Runs, with a line of progress; Ctrl-C ends it early.
session::RunResult simulate(const RunRequest& request, const session::Study& study);

/// What of a run is shown on standard output.
enum class Shown { page, nothing };

/// Keeps the result in the store that was named, shows it and writes its files.
///
/// Returns  the status to end with.
Exit show(const RunRequest& request, const session::Study& study, const session::RunResult& result,
          Shown shown = Shown::page);

}  // namespace isthmus::cli
