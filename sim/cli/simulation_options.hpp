// The options of every verb that simulates, said once.
#pragma once

#include "sim/cli/arguments.hpp"
#include "sim/cli/options.hpp"
#include "sim/session/run.hpp"

namespace isthmus::cli {

inline constexpr Option seed_option{"seed", 0, OptionKind::natural, "N",
                                    "Seed of every random stream (default: the scenario's)."};
inline constexpr Option replications_option{"replications", 'n', OptionKind::count, "N",
                                            "Independent repetitions (default: the scenario's)."};
inline constexpr Option duration_option{"duration", 0, OptionKind::duration, "TIME",
                                        "Simulated time of each replication, warm-up included."};
inline constexpr Option jobs_option{
    "jobs", 'j', OptionKind::count, "N",
    "Threads (default: one per core). The result is the same for any number."};

inline constexpr Option progress_option{
    "progress",
    0,
    OptionKind::choice,
    "FORM",
    "bar, plain (a line every ten seconds, for logs), none, or auto: a bar on a terminal.",
    progress_forms};

/// What those options say.
inline session::RunOptions simulation_options(const Arguments& arguments) {
  session::RunOptions run;
  run.seed = arguments.number("seed");
  if (const auto n = arguments.number("replications")) run.replications = *n;
  run.duration = arguments.duration("duration");
  run.jobs = arguments.number("jobs").value_or(0);
  return run;
}

}  // namespace isthmus::cli
