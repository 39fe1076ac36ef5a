// "How does it change with the load, the replicas, the distance?"

#include "reports/sweep.hpp"
#include "reports/document_writers.hpp"
#include "sim/base/suggest.hpp"
#include "sim/cli/file_writer.hpp"
#include "sim/cli/interrupt_watch.hpp"
#include "sim/cli/open_study.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/cli/simulation_options.hpp"
#include "sim/cli/verbs.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<std::string_view, 4> formats = {"table", "json", "yaml", "csv"};

/// What a measure is called on the command line, and in a store and a document.
struct Measure {
  std::string_view word;
  std::string_view name;
};
constexpr std::array<Measure, 12> measures = {{{"p99", "latency_p99_s"},
                                               {"mean", "latency_mean_s"},
                                               {"p50", "latency_p50_s"},
                                               {"p90", "latency_p90_s"},
                                               {"p95", "latency_p95_s"},
                                               {"p99.9", "latency_p999_s"},
                                               {"error_rate", "error_rate"},
                                               {"requests_per_s", "requests_per_s"},
                                               {"utilisation", "utilisation"},
                                               {"arrivals_per_s", "arrivals_per_s"},
                                               {"wait", "wait_s"},
                                               {"queue", "queue"}}};
constexpr std::array<std::string_view, 12> measure_words = {
    "p99",         "mean",           "p50",  "p90",  "p95", "p99.9", "error_rate", "requests_per_s",
    "utilisation", "arrivals_per_s", "wait", "queue"};

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
     {"measure", 0, OptionKind::choice, "MEASURE",
      "What the table and the chart show: p99 (the default), another statistic of the latency, "
      "error_rate, requests_per_s, utilisation, arrivals_per_s, wait or queue.",
      measure_words},
     {"of", 0, OptionKind::text, "SUBJECT",
      "Of whom, as the table calls it: \"web → finance/billing\", \"gateway finance[0]\"."},
     {"chart", 0, OptionKind::text, "FILE.svg", "Also draw the measure over the first parameter."},
     {"csv", 0, OptionKind::text, "FILE.csv", "Also write every figure of every point to FILE."},
     quiet_option,
     progress_option,
     set_option,
     {"output", 'o', OptionKind::choice, "FORMAT", "table, json, yaml or csv.", formats},
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

reports::SweepView view_of(const Arguments& arguments) {
  reports::SweepView view;
  view.path = arguments.operands()[0];
  view.store = arguments.text("store").value_or("");
  view.subject = arguments.text("of").value_or("");
  const std::string word = arguments.text("measure").value_or("p99");
  for (const Measure& one : measures) {
    if (one.word == word) view.measure = one.name;
  }
  return view;
}

/// Whether the subject that was asked for is there; says so on `err` if not.
bool has_subject(const reports::SweepView& view, const session::SweepResult& result,
                 const Arguments& arguments, Io& io) {
  if (view.subject.empty() || !subjects_of(view, result).empty()) return true;
  reports::SweepView any = view;
  any.subject.clear();
  io.err << diagnostic_text(
      error_at({}, "bad-option-value",
               "--of: nothing called \"" + view.subject + "\" has this measure",
               suggestion(view.subject, subjects_of(any, result))),
      {}, err_style(io, arguments.colour()).colour);
  return false;
}

void write(const reports::SweepView& view, const session::SweepResult& result,
           const Arguments& arguments, Io& io) {
  const auto format = arguments.text("output");
  if (format == "csv") return reports::write_sweep_csv(io.out, result);
  if (format == "json") return reports::write_json(io.out, sweep_document(view, result));
  if (format == "yaml") return reports::write_yaml(io.out, sweep_document(view, result));
  write_sweep_text(io.out, view, result, out_style(io, arguments.colour()));
}

template <class Write>
bool write_file(const std::optional<std::string>& path, Write write_into,
                const Arguments& arguments, Io& io) {
  if (!path) return true;
  const auto failed = write_whole(*path, write_into);
  if (!failed) return true;
  io.err << diagnostic_text(error_at({}, "cannot-write", *path + ": " + *failed), {},
                            err_style(io, arguments.colour()).colour);
  return false;
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
  const reports::SweepView view = view_of(arguments);
  if (!has_subject(view, result, arguments, io)) return Exit::usage;
  write(view, result, arguments, io);
  const bool chart = write_file(
      arguments.text("chart"), [&](std::ostream& out) { write_sweep_chart(out, view, result); },
      arguments, io);
  const bool csv = write_file(
      arguments.text("csv"), [&](std::ostream& out) { reports::write_sweep_csv(out, result); },
      arguments, io);
  if (!chart || !csv) return Exit::trouble;
  return exit_of({.interrupted = result.interrupted});
}

}  // namespace

const Verb sweep_verb{
    "sweep",  "SCENARIO", 1,      1,   "run many variants of a scenario and keep the results",
    examples, options,    &sweep, true};

}  // namespace isthmus::cli
