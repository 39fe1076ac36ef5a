// "What does this change change?"
#include "reports/diff.hpp"

#include "sim/cli/interrupt_watch.hpp"
#include "sim/cli/open_study.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/page.hpp"
#include "sim/cli/price_option.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/cli/simulation_options.hpp"
#include "sim/cli/verbs.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<Option, 14> options = {
    {{"simulate", 0, OptionKind::flag, "",
      "Run both on common random numbers and show paired differences too."},
     {"detailed-exitcode", 0, OptionKind::flag, "", "Exit with 6 where anything differs."},
     prices_option,
     seed_option,
     replications_option,
     duration_option,
     jobs_option,
     quiet_option,
     progress_option,
     set_option,
     output_option,
     write_option,
     colour_option,
     help_option}};

constexpr std::array<Example, 3> examples = {
    {{"diff main.yaml branch.yaml",
      "upstreams gained, lost and rerouted, and what it costs; no clock runs"},
     {"diff main.yaml branch.yaml --simulate -n 32", "and what becomes faster or slower"},
     {"diff main.yaml branch.yaml --detailed-exitcode", "for a pipeline: 6 if anything differs"}}};

/// Exit    0; 1 a file cannot be read or written; 3 a scenario is invalid; 6 under
///         --detailed-exitcode, anything differs; 130 interrupted.
Exit diff(const Arguments& arguments, Io& io) {
  if (!can_write(arguments, io)) return Exit::usage;
  const session::Opened before = open(arguments.operands()[0], arguments, io);
  if (!before) return refuse(before, arguments, io);
  const session::Opened after = open(arguments.operands()[1], arguments, io);
  if (!after) return refuse(after, arguments, io);
  const AskedPrices prices = prices_of(arguments, io);
  if (prices.exit) return *prices.exit;

  const analysis::RouteDiff routes = session::compare_routes(*before.study, *after.study);
  std::optional<session::RunComparison> runs;
  if (arguments.has("simulate")) {
    const InterruptWatch interrupt;
    ProgressLine progress{io, "diff", arguments};
    session::RunOptions run = simulation_options(arguments);
    run.cancel = &interrupt.seen();
    progress.follow(run);
    runs = session::compare_runs(*before.study, *after.study, run);
  }
  const analysis::CostDiff cost =
      session::compare_costs(*before.study, *after.study, prices.question());
  const reports::DiffFindings findings{*before.study,           *after.study, routes,
                                       runs ? &*runs : nullptr, &cost,        prices.origin};
  if (runs) {
    for (const session::RunResult* run : {&runs->before, &runs->after}) {
      if (!has_errors(run->diagnostics)) continue;
      io.err << diagnostics_text(run->diagnostics, {}, err_style(io, arguments.colour()).colour);
      return Exit::invalid;
    }
  }
  const Page page{[&] { return reports::diff_document(findings); },
                  [&](std::ostream& out, const reports::TextStyle& style) {
                    reports::write_diff_text(out, findings, style);
                  }};
  if (!deliver(page, arguments, io)) return Exit::trouble;
  if (runs && runs->interrupted()) return Exit::interrupted;
  const bool tells = arguments.has("detailed-exitcode") && reports::differs(findings);
  return tells ? Exit::different : Exit::fine;
}

}  // namespace

const Verb diff_verb{"diff",
                     "BEFORE AFTER",
                     2,
                     2,
                     "compare two scenarios: routes, cost, and on request latency",
                     examples,
                     options,
                     &diff};

}  // namespace isthmus::cli
