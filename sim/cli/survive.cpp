// "What if this were gone?"
#include "sim/session/survive.hpp"

#include "reports/planning.hpp"
#include "sim/cli/interrupt_watch.hpp"
#include "sim/cli/open_study.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/page.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/cli/simulation_options.hpp"
#include "sim/cli/verbs.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<std::string_view, 2> at_once_words = {"1", "2"};

constexpr std::array<Option, 13> options = {
    {{"routes-only", 0, OptionKind::flag, "", "Ask the routes alone; nothing is simulated."},
     {"at-once", 'k', OptionKind::choice, "NUMBER", "How many things are lost at once: 1 or 2.",
      at_once_words},
     {"strict", 0, OptionKind::flag, "", "Exit with 4 where a single loss takes an upstream away."},
     seed_option,
     replications_option,
     duration_option,
     jobs_option,
     progress_option,
     set_option,
     output_option,
     write_option,
     colour_option,
     help_option}};

constexpr std::array<Example, 4> examples = {
    {{"survive mesh.yaml", "lose each gateway, group, zone and link in turn"},
     {"survive mesh.yaml --routes-only", "which of them take upstreams away; at once"},
     {"survive mesh.yaml --routes-only -k 2", "lose each two of them at once"},
     {"survive mesh.yaml --routes-only --strict", "for a pipeline: no single point of failure"}}};

/// Exit    0; 1 a file cannot be written; 3 the scenario is invalid; 4 under --strict, a single
/// loss
///         takes an upstream away; 130 interrupted.
Exit survive(const Arguments& arguments, Io& io) {
  if (!can_write(arguments, io)) return Exit::usage;
  const session::Opened opened = open(arguments.operands()[0], arguments, io);
  if (!opened) return refuse(opened, arguments, io);

  const session::Study& study = *opened.study;
  const auto scope = arguments.has("routes-only") ? session::SurviveScope::routes_only
                                                  : session::SurviveScope::simulated;
  const auto at_once =
      arguments.text("at-once") == "2" ? session::AtOnce::two : session::AtOnce::one;
  session::Survival survival;
  {
    const InterruptWatch interrupt;
    ProgressLine progress{io, study.model.name, arguments};
    session::RunOptions run = simulation_options(arguments);
    run.cancel = &interrupt.seen();
    progress.follow(run);
    run.team = io.team;
    survival = session::survive(study, scope, run, at_once);
  }
  if (has_errors(survival.diagnostics)) {
    io.err << diagnostics_text(survival.diagnostics, study.sources,
                               err_style(io, arguments.colour()).colour);
    return Exit::invalid;
  }
  const Page page{[&] { return reports::survive_document(study, survival); },
                  [&](std::ostream& out, const reports::TextStyle& style) {
                    reports::write_survive_text(out, study, survival, style);
                  }};
  if (!deliver(page, arguments, io)) return Exit::trouble;
  bool fatal = false;
  for (const session::LossOutcome& one : survival.outcomes) {
    fatal = fatal || one.is_single_point_of_failure();
  }
  return exit_of(
      {.refused = fatal && arguments.has("strict"), .interrupted = survival.interrupted});
}

}  // namespace

const Verb survive_verb{
    "survive", "SCENARIO", 1,        1,   "lose each gateway, zone and link in turn",
    examples,  options,    &survive, true};

}  // namespace isthmus::cli
