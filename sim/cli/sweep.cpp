// "How does it change with the load, the replicas, the distance?"

#include "sim/cli/interrupt_watch.hpp"
#include "sim/cli/open_study.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/cli/simulation_options.hpp"
#include "sim/cli/sweep_page.hpp"
#include "sim/cli/verbs.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<Option, 16> options = {
    {{"vary",
      0,
      OptionKind::text,
      "PATH=V1,V2",
      "Values of a path, beside those of matrix in the file. May be repeated.",
      {},
      Times::many},
     {"store", 0, OptionKind::text, "FILE",
      "Keep every finished replication in FILE and go on from what it has."},
     {"replications", 'n', OptionKind::count, "N",
      "Repetitions of each point (default: the scenario's)."},
     {"seed", 0, OptionKind::natural, "N",
      "Seed of every random stream (default: the scenario's)."},
     {"duration", 0, OptionKind::duration, "TIME",
      "Simulated time of each replication, warm-up included."},
     {"jobs", 'j', OptionKind::count, "N",
      "Threads (default: one per core). The result is the same for any number."},
     measure_option,
     subject_option,
     chart_option,
     csv_option,
     quiet_option,
     progress_option,
     set_option,
     {"output", 'o', OptionKind::choice, "FORMAT", "table, json, yaml or csv.", sweep_formats},
     colour_option,
     help_option}};

constexpr std::array<Example, 4> examples = {
    {{"sweep mesh.yaml --vary traffic.users.rate=100/s,200/s,400/s", "p99 over the load"},
     {"sweep mesh.yaml --store results.db", "what its matrix says, resumed if it was stopped"},
     {"sweep mesh.yaml --store results.db --measure utilisation --chart load.svg",
      "another table of what is there, and a picture"},
     {"sweep mesh.yaml --store results.db -o csv", "every figure, for a spreadsheet"}}};

/// The options of the sweep, and what is wrong with them.
struct Asked {
  session::SweepOptions sweep{};
  Diagnostics mistakes{};
};

Asked asked(const Arguments& arguments, Io& io) {
  Asked all;
  all.sweep.settings = arguments.all("set");
  all.sweep.standard_input = &io.in;
  all.sweep.seed = arguments.number("seed");
  if (const auto n = arguments.number("replications")) all.sweep.replications = *n;
  all.sweep.duration = arguments.duration("duration");
  all.sweep.store = arguments.text("store").value_or("");
  all.sweep.jobs = arguments.number("jobs").value_or(0);
  for (const std::string& text : arguments.all("vary")) {
    if (auto axis = session::axis_from(text)) {
      all.sweep.axes.push_back(std::move(*axis));
    } else {
      all.mistakes.push_back(error_at({}, "bad-option-value",
                                      "--vary: \"" + text +
                                          "\" is not a "
                                          "path with its values",
                                      "write --vary traffic.users.rate=100/s,200/s"));
    }
  }
  return all;
}

/// Exit    0; 1 the store or a file cannot be written; 2 wrong usage; 3 the scenario or a point of
///         the sweep is invalid; 130 interrupted.
Exit sweep(const Arguments& arguments, Io& io) {
  Asked all = asked(arguments, io);
  const Colour colour = err_style(io, arguments.colour()).colour;
  if (!all.mistakes.empty()) {
    io.err << diagnostics_text(all.mistakes, {}, colour);
    return Exit::usage;
  }
  session::SweepResult result;
  {
    const InterruptWatch interrupt;
    ProgressLine progress{io, arguments.operands()[0], arguments};
    all.sweep.cancel = &interrupt.seen();
    all.sweep.team = io.team;
    all.sweep.progress = [&](const session::Progress& now) { progress.show(now); };
    result = session::sweep(arguments.operands()[0], all.sweep);
  }
  if (io.serves()) return Exit::fine;
  if (has_errors(result.diagnostics)) {
    io.err << diagnostics_text(result.diagnostics, result.sources, colour);
    const std::string& code = result.diagnostics.front().code;
    return result.unreadable || code.find("store") != std::string::npos ? Exit::trouble
                                                                        : Exit::invalid;
  }
  if (const Exit shown = show_sweep(result, arguments, io); shown != Exit::fine) return shown;
  return exit_of({.interrupted = result.interrupted});
}

}  // namespace

const Verb sweep_verb{
    "sweep",  "SCENARIO", 1,      1,   "run many variants of a scenario and keep the results",
    examples, options,    &sweep, true};

}  // namespace isthmus::cli
