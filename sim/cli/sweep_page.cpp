#include "sim/cli/sweep_page.hpp"

#include "reports/document_writers.hpp"
#include "reports/sweep.hpp"
#include "sim/base/suggest.hpp"
#include "sim/cli/file_writer.hpp"

namespace isthmus::cli {
namespace {

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

reports::SweepView view_of(const session::SweepResult& result, const Arguments& arguments) {
  reports::SweepView view;
  view.path = arguments.operands()[0];
  view.store = result.found > 0 ? arguments.text("store").value_or("") : std::string{};
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

}  // namespace

Exit show_sweep(const session::SweepResult& result, const Arguments& arguments, Io& io) {
  const reports::SweepView view = view_of(result, arguments);
  if (!has_subject(view, result, arguments, io)) return Exit::usage;
  write(view, result, arguments, io);
  const bool chart = write_file(
      arguments.text("chart"), [&](std::ostream& out) { write_sweep_chart(out, view, result); },
      arguments, io);
  const bool csv = write_file(
      arguments.text("csv"), [&](std::ostream& out) { reports::write_sweep_csv(out, result); },
      arguments, io);
  return chart && csv ? Exit::fine : Exit::trouble;
}

}  // namespace isthmus::cli
