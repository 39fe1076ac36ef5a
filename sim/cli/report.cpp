// "The same run once more, in another form."
#include <algorithm>

#include "reports/baseline.hpp"
#include "reports/outline_text.hpp"
#include "reports/run_outline.hpp"
#include "reports/stored_document.hpp"
#include "reports/view.hpp"
#include "sim/cli/input_text.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/page.hpp"
#include "sim/cli/report_formats.hpp"
#include "sim/cli/sweep_page.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/session/stored_sweep.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<Option, 10> options = {
    {measure_option,
     subject_option,
     chart_option,
     csv_option,
     {"strict", 0, OptionKind::flag, "", "Exit with 5 where an expectation is undecided."},
     baseline_option,
     report_output_option,
     report_write_option,
     colour_option,
     help_option}};

constexpr std::array<Example, 4> examples = {
    {{"report run.json", "what `isthmus run mesh.yaml --write run.json` kept"},
     {"report run.json --write report.html --write summary.md", "show it in other forms"},
     {"report run.json -o csv > run.csv", "its figures for a spreadsheet"},
     {"report results.db --measure p50 --chart p50.svg",
      "what a sweep kept, without its scenario"}}};

Outcome outcome_of(const reports::View& run, const Arguments& arguments) {
  Outcome outcome;
  for (const reports::View& verdict : run["expectations"].items()) {
    outcome.refused = outcome.refused || verdict["status"].text() == "fail";
    outcome.unsure = outcome.unsure || verdict["status"].text() == "unsure";
  }
  outcome.unsure = outcome.unsure || !run["converged"].is_true();
  outcome.strict = arguments.has("strict");
  outcome.interrupted = run["interrupted"].is_true();
  return outcome;
}

/// A store: everything that a sweep could show.
Exit report_store(const std::string& path, const Arguments& arguments, Io& io) {
  const auto complain = [&](const Diagnostics& mistakes) {
    io.err << diagnostics_text(mistakes, {}, err_style(io, arguments.colour()).colour);
  };
  const std::string format = arguments.text("output").value_or("table");
  const bool known =
      std::find(sweep_formats.begin(), sweep_formats.end(), format) != sweep_formats.end();
  if (!known || !arguments.all("write").empty() || arguments.has("baseline")) {
    complain({error_at({}, "bad-option-value", "a store is shown as table, json, yaml or csv",
                       "leave out --write and --baseline; --chart FILE.svg and --csv FILE.csv "
                       "write files")});
    return Exit::usage;
  }
  const session::SweepResult result = session::stored_sweep(path);
  if (has_errors(result.diagnostics)) {
    complain(result.diagnostics);
    return Exit::trouble;
  }
  return show_sweep(result, arguments, io);
}

/// Exit    that of the run which was stored; 1 the file cannot be read; 3 it is no stored run.
Exit report(const Arguments& arguments, Io& io) {
  if (!can_write(arguments, io, report_formats)) return Exit::usage;
  const Colour colour = err_style(io, arguments.colour()).colour;
  const std::string& path = arguments.operands()[0];
  auto text = input_text(path, io);
  if (!text) {
    return cannot_read(path, "name a file that `isthmus run --write run.json` wrote", arguments,
                       io);
  }
  if (session::begins_a_store(*text)) return report_store(path, arguments, io);
  for (const char* option : {"measure", "of", "chart", "csv"}) {
    if (!arguments.text(option)) continue;
    io.err << diagnostics_text(
        {error_at({}, "bad-option-value", std::string{"--"} + option + " is for stores of sweeps",
                  "name the file of `isthmus sweep --store results.db`")},
        {}, colour);
    return Exit::usage;
  }
  const reports::StoredDocument stored = reports::stored_document(
      path == "-" ? "standard input" : path, std::move(*text), "isthmus.run/1");
  if (!stored.document) {
    io.err << diagnostics_text(stored.diagnostics, stored.sources, colour);
    return Exit::invalid;
  }
  const Baseline baseline = baseline_of(arguments, io);
  if (baseline.exit) return *baseline.exit;
  reports::Value document = *stored.document;
  if (baseline.document) {
    document.replace("baseline", reports::baseline_value(document, *baseline.document));
  }
  const Page page{[&] { return document; },
                  [&](std::ostream& out, const reports::TextStyle& style) {
                    reports::write_outline_text(out, reports::run_outline(document), style);
                  },
                  report_formats};
  if (!deliver(page, arguments, io)) return Exit::trouble;
  return exit_of(outcome_of(reports::View{document}, arguments));
}

}  // namespace

const Verb report_verb{
    "report", "FILE",  1,      1, "show a stored run or sweep in any form, without running",
    examples, options, &report};

}  // namespace isthmus::cli
