#include "sim/cli/run_answer.hpp"

#include "reports/baseline.hpp"
#include "reports/headroom_document.hpp"
#include "reports/texts.hpp"
#include "reports/traces.hpp"
#include "sim/cli/interrupt_watch.hpp"
#include "sim/cli/page.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/cli/shell_word.hpp"
#include "sim/session/sweep.hpp"
#include "sim/session/trace.hpp"

namespace isthmus::cli {
namespace {

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

std::optional<session::Headroom> headroom_of(const session::Study& study,
                                             const session::RunResult& result,
                                             const Arguments& arguments, Io& io) {
  if (!arguments.has("headroom") || result.interrupted || result.records.empty()) {
    return std::nullopt;
  }
  const InterruptWatch interrupt;
  ProgressLine progress{io, "headroom", arguments};
  session::RunOptions run = simulation_options(arguments);
  run.cancel = &interrupt.seen();
  progress.follow(run);
  run.progress = session::numbered(run.progress);
  run.team = io.team;
  return session::headroom(study, result, run);
}

/// Keeps the run in the store that was named, if one was.
bool kept(const session::Study& study, const session::RunResult& result, const Arguments& arguments,
          Io& io) {
  const auto store = arguments.text("store");
  if (!store || io.serves()) return true;
  const auto fault = session::keep(study, result, arguments.all("set"), *store);
  if (fault) io.err << diagnostic_text(*fault, {}, err_style(io, arguments.colour()).colour);
  return !fault;
}

}  // namespace

session::RunResult simulate(const RunRequest& request, const session::Study& study) {
  const InterruptWatch interrupt;
  ProgressLine progress{request.io, study.model.name, request.arguments};
  session::RunOptions run = request.options;
  run.cancel = &interrupt.seen();
  progress.follow(run);
  run.team = request.io.team;
  return session::run(study, run);
}

Exit show(const RunRequest& request, const session::Study& study, const session::RunResult& result,
          Shown shown) {
  const Arguments& arguments = request.arguments;
  Io& io = request.io;
  if (has_errors(result.diagnostics)) {
    io.err << diagnostics_text(result.diagnostics, study.sources,
                               err_style(io, arguments.colour()).colour);
    return Exit::invalid;
  }
  if (!kept(study, result, arguments, io)) return Exit::trouble;
  const auto detail = arguments.has("quiet") ? reports::Detail::brief : reports::Detail::all;
  const reports::RunHeading heading{reproduction(arguments, result)};
  const std::optional<session::Headroom> headroom = headroom_of(study, result, arguments, io);
  const auto document = [&] {
    reports::Value made = reports::run_document(study, result, heading);
    if (headroom) made.set("headroom", reports::headroom_value(study, result.summary, *headroom));
    if (request.baseline.document) {
      made.set("baseline", reports::baseline_value(made, *request.baseline.document));
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
  const bool written =
      shown == Shown::page ? deliver(page, arguments, io) : write_files(page, arguments, io);
  return written ? exit_of(outcome_of(result, arguments)) : Exit::trouble;
}

}  // namespace isthmus::cli
