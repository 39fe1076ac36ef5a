// "How fast, and how much?"
#include "reports/texts.hpp"
#include "sim/cli/interrupt_watch.hpp"
#include "sim/cli/open_study.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/page.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/cli/shell_word.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/session/sweep.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<Option, 12> options = {
    {{"seed", 0, OptionKind::natural, "N",
      "Seed of every random stream (default: the scenario's)."},
     {"replications", 'n', OptionKind::count, "N",
      "Independent repetitions (default: the scenario's)."},
     {"duration", 0, OptionKind::duration, "TIME",
      "Simulated time of each replication, warm-up included."},
     {"jobs", 'j', OptionKind::count, "N",
      "Threads (default: one per core). The result is the same for any number."},
     {"store", 0, OptionKind::text, "FILE",
      "Keep the records of all replications in FILE as well."},
     {"strict", 0, OptionKind::flag, "", "Exit with 5 where an expectation is undecided."},
     quiet_option,
     set_option,
     output_option,
     write_option,
     colour_option,
     help_option}};

constexpr std::array<Example, 4> examples = {
    {{"run mesh.yaml", "latency, errors and load, with what the scenario expects first"},
     {"run mesh.yaml -n 64 --duration 5m", "tighter intervals"},
     {"run mesh.yaml --set traffic[0].rate=800/s", "what if the load doubled?"},
     {"run mesh.yaml --write result.json --strict", "for a pipeline: exit status and a file"}}};

session::RunOptions run_options(const Arguments& arguments) {
  session::RunOptions run;
  run.seed = arguments.number("seed");
  if (const auto n = arguments.number("replications")) run.replications = *n;
  run.duration = arguments.duration("duration");
  run.jobs = arguments.number("jobs").value_or(0);
  return run;
}

/// The command line that gives the same numbers again.
std::string reproduction(const Arguments& arguments, const session::RunResult& result) {
  std::string line = "isthmus run " + shell_word(arguments.operands()[0]);
  for (const std::string& setting : arguments.all("set")) line += " --set " + shell_word(setting);
  line += " --seed " + std::to_string(result.plan.seed);
  line += " -n " + std::to_string(result.plan.replications);
  if (const auto duration = arguments.text("duration")) line += " --duration " + *duration;
  if (result.interrupted) line += "   (to its end; this run was interrupted)";
  return line;
}

Outcome outcome_of(const session::RunResult& result, const Arguments& arguments) {
  Outcome outcome;
  for (const analysis::Verdict& verdict : result.verdicts) {
    outcome.refused = outcome.refused || verdict.status == analysis::Status::fail;
    outcome.unsure = outcome.unsure || verdict.status == analysis::Status::unsure;
  }
  outcome.unsure = outcome.unsure || !result.converged;
  outcome.strict = arguments.has("strict");
  outcome.interrupted = result.interrupted;
  return outcome;
}

session::RunResult simulate(const session::Study& study, const Arguments& arguments, Io& io) {
  ProgressLine progress{io, study.model.name, arguments.has("quiet")};
  const InterruptWatch interrupt;
  session::RunOptions run = run_options(arguments);
  run.cancel = &interrupt.seen();
  run.progress = [&](const session::Progress& now) { progress.show(now); };
  return session::run(study, run);
}

/// Keeps the run in the store that was named, if one was.
bool kept(const session::Study& study, const session::RunResult& result, const Arguments& arguments,
          Io& io) {
  const auto store = arguments.text("store");
  if (!store) return true;
  const auto fault = session::keep(study, result, arguments.all("set"), *store);
  if (fault) io.err << diagnostic_text(*fault, {}, err_style(io, arguments.colour()).colour);
  return !fault;
}

/// Exit    0; 3 the scenario is invalid; 4 an expectation failed; 5 under --strict, one is
///         undecided or the run has not converged; 130 interrupted.
Exit run(const Arguments& arguments, Io& io) {
  if (!can_write(arguments, io)) return Exit::usage;
  const session::Opened opened = open(arguments.operands()[0], arguments, io);
  if (!opened) return refuse(opened, arguments, io);

  const session::Study& study = *opened.study;
  const session::RunResult result = simulate(study, arguments, io);
  if (has_errors(result.diagnostics)) {
    io.err << diagnostics_text(result.diagnostics, study.sources,
                               err_style(io, arguments.colour()).colour);
    return Exit::invalid;
  }
  if (!kept(study, result, arguments, io)) return Exit::trouble;
  const auto detail = arguments.has("quiet") ? reports::Detail::brief : reports::Detail::all;
  const Page page{[&] { return reports::run_document(study, result); },
                  [&](std::ostream& out, const reports::TextStyle& style) {
                    reports::write_run_text(out, study, result, {reproduction(arguments, result)},
                                            detail, style);
                  }};
  if (!deliver(page, arguments, io)) return Exit::trouble;
  return exit_of(outcome_of(result, arguments));
}

}  // namespace

const Verb run_verb{"run",    "SCENARIO", 1,   1, "simulate a scenario and summarise what happened",
                    examples, options,    &run};

}  // namespace isthmus::cli
