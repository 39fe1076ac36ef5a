// `run --watch`: stays beside an editor and says after every change what moved.
#pragma once

#include "sim/cli/file_watch.hpp"
#include "sim/cli/run_answer.hpp"

namespace isthmus::cli {

/// Every file that was read for a study, as it is now.
FileWatch watch_of(const Sources& sources);

/// Goes on watching after the first run, which `exit` is the status of. After a change it opens and
/// runs the scenario again, with the seed, replications and duration of the last run, and prints
/// the verdicts and the differences to it, paired; where another plan was written, the whole page.
/// A scenario that cannot be opened is complained about, and the watch goes on.
///
/// Returns  when Ctrl-C was pressed: the status of the last run; 130 if it was cut short.
Exit watch(const RunRequest& request, FileWatch files, session::Study study,
           session::RunResult result, Exit exit);

}  // namespace isthmus::cli
