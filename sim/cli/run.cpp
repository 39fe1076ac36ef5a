// "How fast, and how much?"
#include "sim/cli/open_study.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/page.hpp"
#include "sim/cli/report_formats.hpp"
#include "sim/cli/run_answer.hpp"
#include "sim/cli/simulation_options.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/cli/watch.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<Option, 18> options = {
    {seed_option,
     replications_option,
     {"until", 0, OptionKind::text, "PRECISION",
      "Go on until every pair's latency is known so precisely: \"p99 within 5%\"."},
     {"precision", 0, OptionKind::text, "SHARE",
      "The same for mean, p50, p90 and p99 at once: 5%."},
     duration_option,
     jobs_option,
     {"store", 0, OptionKind::text, "FILE",
      "Keep the records of all replications in FILE as well."},
     {"strict", 0, OptionKind::flag, "", "Exit with 5 where an expectation is undecided."},
     {"headroom", 0, OptionKind::flag, "",
      "Also run under growing load until something gives way, for the report and the document."},
     baseline_option,
     {"watch", 0, OptionKind::flag, "",
      "Stay, run again whenever a file that was read changes, and say what moved."},
     quiet_option,
     progress_option,
     set_option,
     report_output_option,
     run_write_option,
     colour_option,
     help_option}};

constexpr std::array<Example, 8> examples = {
    {{"run mesh.yaml", "latency, errors and load, with what the scenario expects first"},
     {"run mesh.yaml -n 64 --duration 5m", "tighter intervals"},
     {"run mesh.yaml --precision 2%", "as many repetitions as it takes"},
     {"run mesh.yaml --set traffic[0].rate=800/s", "what if the load doubled?"},
     {"run mesh.yaml --write report.html", "a report to read, to send and to print"},
     {"run mesh.yaml --write trace.perfetto.json --write flows.pcapng",
      "single requests for ui.perfetto.dev, their hellos for Wireshark"},
     {"run mesh.yaml --watch", "after every change of the file: what became lost, faster, dearer"},
     {"run mesh.yaml --strict --write junit.xml --write summary.md", "for a pipeline"}}};

/// What was asked of the precision, or what is wrong with it.
std::optional<Diagnostic> take_precision(const Arguments& arguments, session::RunOptions& run) {
  const auto until = arguments.text("until");
  const auto precision = arguments.text("precision");
  if (until && precision) {
    return error_at({}, "bad-option-value", "--until and --precision say the same thing twice",
                    "give one of them");
  }
  if (!until && !precision) return std::nullopt;
  auto read = until ? session::precision_from(*until) : session::precision_everywhere(*precision);
  if (const auto* fault = std::get_if<QuantityFault>(&read)) {
    return error_at({}, "bad-option-value",
                    (until ? "--until: " : "--precision: ") + fault->problem, fault->remedy);
  }
  run.until = std::get<std::vector<model::Precision>>(std::move(read));
  return std::nullopt;
}

/// What is wrong with the options beyond what each of them alone says.
std::optional<Diagnostic> mistake_in(const Arguments& arguments, session::RunOptions& run,
                                     const Io& io) {
  if (!arguments.has("watch")) return take_precision(arguments, run);
  if (io.team != nullptr) {
    return error_at({}, "bad-option-value", "--watch is for a process by itself",
                    "start it without a launcher");
  }
  if (arguments.operands()[0] == "-") {
    return error_at({}, "bad-option-value", "--watch cannot see standard input change",
                    "name a file");
  }
  if (arguments.text("output").value_or("table") != "table") {
    return error_at({}, "bad-option-value", "--watch shows what moved as text, not as a document",
                    "write documents with --write; they are written again after every change");
  }
  return take_precision(arguments, run);
}

/// Exit    0; 3 the scenario is invalid; 4 an expectation failed; 5 under --strict, one is
///         undecided or the run has not converged; 130 interrupted.
Exit run(const Arguments& arguments, Io& io) {
  RunRequest request{arguments, io};
  if (const auto mistake = mistake_in(arguments, request.options, io)) {
    io.err << diagnostics_text({*mistake}, {}, err_style(io, arguments.colour()).colour);
    return Exit::usage;
  }
  if (!can_write(arguments, io, run_formats)) return Exit::usage;
  session::Opened opened = open(arguments.operands()[0], arguments, io);
  if (!opened) return refuse(opened, arguments, io);
  request.baseline = baseline_of(arguments, io);
  if (request.baseline.exit) return *request.baseline.exit;

  FileWatch files = watch_of(opened.study->sources);  // As they were read.
  session::RunResult result = simulate(request, *opened.study);
  const Exit exit = show(request, *opened.study, result);
  const bool ended = exit == Exit::trouble || exit == Exit::invalid || exit == Exit::interrupted;
  if (ended || !arguments.has("watch")) return exit;
  return watch(request, std::move(files), std::move(*opened.study), std::move(result), exit);
}

}  // namespace

const Verb run_verb{
    "run",    "SCENARIO", 1,    1,   "simulate a scenario and summarise what happened",
    examples, options,    &run, true};

}  // namespace isthmus::cli
