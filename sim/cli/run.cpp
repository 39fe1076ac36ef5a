// "How fast, and how much?"
#include "reports/baseline.hpp"
#include "reports/headroom_document.hpp"
#include "reports/texts.hpp"
#include "reports/traces.hpp"
#include "sim/cli/interrupt_watch.hpp"
#include "sim/cli/open_study.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/page.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/cli/report_formats.hpp"
#include "sim/cli/shell_word.hpp"
#include "sim/cli/simulation_options.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/session/sweep.hpp"
#include "sim/session/trace.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<Option, 16> options = {
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
     quiet_option,
     set_option,
     report_output_option,
     run_write_option,
     colour_option,
     help_option}};

constexpr std::array<Example, 7> examples = {
    {{"run mesh.yaml", "latency, errors and load, with what the scenario expects first"},
     {"run mesh.yaml -n 64 --duration 5m", "tighter intervals"},
     {"run mesh.yaml --precision 2%", "as many repetitions as it takes"},
     {"run mesh.yaml --set traffic[0].rate=800/s", "what if the load doubled?"},
     {"run mesh.yaml --write report.html", "a report to read, to send and to print"},
     {"run mesh.yaml --write trace.perfetto.json --write flows.pcapng",
      "single requests for ui.perfetto.dev, their hellos for Wireshark"},
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

/// The command line that gives the same numbers again.
std::string reproduction(const Arguments& arguments, const session::RunResult& result) {
  std::string line = "isthmus run " + shell_word(arguments.operands()[0]);
  for (const std::string& setting : arguments.all("set")) line += " --set " + shell_word(setting);
  line += " --seed " + std::to_string(result.plan.seed);
  line += " -n " + std::to_string(result.plan.replications);
  if (const auto until = arguments.text("until")) line += " --until " + shell_word(*until);
  if (const auto share = arguments.text("precision")) line += " --precision " + shell_word(*share);
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

session::RunResult simulate(const session::Study& study, const Arguments& arguments,
                            session::RunOptions run, Io& io) {
  ProgressLine progress{io, study.model.name, arguments.has("quiet")};
  const InterruptWatch interrupt;
  run.cancel = &interrupt.seen();
  run.progress = [&](const session::Progress& now) { progress.show(now); };
  return session::run(study, run);
}

std::optional<session::Headroom> headroom_of(const session::Study& study,
                                             const session::RunResult& result,
                                             const Arguments& arguments) {
  if (!arguments.has("headroom") || result.interrupted || result.records.empty()) {
    return std::nullopt;
  }
  const InterruptWatch interrupt;
  session::RunOptions run = simulation_options(arguments);
  run.cancel = &interrupt.seen();
  return session::headroom(study, result, run);
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
  session::RunOptions wanted = simulation_options(arguments);
  if (const auto mistake = take_precision(arguments, wanted)) {
    io.err << diagnostics_text({*mistake}, {}, err_style(io, arguments.colour()).colour);
    return Exit::usage;
  }
  if (!can_write(arguments, io, run_formats)) return Exit::usage;
  const session::Opened opened = open(arguments.operands()[0], arguments, io);
  if (!opened) return refuse(opened, arguments, io);

  const Baseline baseline = baseline_of(arguments, io);
  if (baseline.exit) return *baseline.exit;

  const session::Study& study = *opened.study;
  const session::RunResult result = simulate(study, arguments, std::move(wanted), io);
  if (has_errors(result.diagnostics)) {
    io.err << diagnostics_text(result.diagnostics, study.sources,
                               err_style(io, arguments.colour()).colour);
    return Exit::invalid;
  }
  if (!kept(study, result, arguments, io)) return Exit::trouble;
  const auto detail = arguments.has("quiet") ? reports::Detail::brief : reports::Detail::all;
  const reports::RunHeading heading{reproduction(arguments, result)};
  const std::optional<session::Headroom> headroom = headroom_of(study, result, arguments);
  const auto document = [&] {
    reports::Value made = reports::run_document(study, result, heading);
    if (headroom) made.set("headroom", reports::headroom_value(study, result.summary, *headroom));
    if (baseline.document) {
      made.set("baseline", reports::baseline_value(made, *baseline.document));
    }
    return made;
  };
  std::optional<results::Traces> traces;  // Followed only where somebody wants to see them.
  const auto special = [&](std::string_view format, std::ostream& out) {
    if (!traces) traces = session::traces_of(study, result);
    if (format == "otlp") return reports::write_otlp(out, study, *traces);
    if (format == "perfetto") return reports::write_perfetto(out, study, *traces);
    session::write_flows(out, *traces);
  };
  const Page page{document,
                  [&](std::ostream& out, const reports::TextStyle& style) {
                    reports::write_run_text(out, study, result, heading, detail, style);
                  },
                  run_formats, special};
  if (!deliver(page, arguments, io)) return Exit::trouble;
  return exit_of(outcome_of(result, arguments));
}

}  // namespace

const Verb run_verb{"run",    "SCENARIO", 1,   1, "simulate a scenario and summarise what happened",
                    examples, options,    &run};

}  // namespace isthmus::cli
