// "What of what I already have can be simulated?"
#include <algorithm>
#include <filesystem>
#include <optional>
#include <sstream>
#include <string>

#include "reports/document_writers.hpp"
#include "reports/import_document.hpp"
#include "sim/cli/file_writer.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/session/study.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<std::string_view, 2> formats = {"yaml", "json"};

constexpr std::array<Option, 7> options = {
    {{"output", 'o', OptionKind::choice, "FORMAT",
      "yaml (the default): a scenario. json: every entry with all that was noticed.", formats},
     {"write",
      0,
      OptionKind::text,
      "FILE",
      "Write to FILE instead of the terminal, by its ending: .yaml, .yml or .json. May be "
      "repeated.",
      {},
      Times::many},
     {"partition", 0, OptionKind::text, "NAME",
      "The partition of what names none; default if not given."},
     {"no-namespaces", 0, OptionKind::flag, "",
      "Pod annotations know neither namespaces nor partitions, as without Consul Enterprise."},
     {"no-partitions", 0, OptionKind::flag, "", "Pod annotations know no partitions."},
     colour_option,
     help_option}};

constexpr std::array<Example, 4> examples = {
    {{"import consul/ crds.yaml > mesh.yaml", "a scenario from everything in a folder and a file"},
     {"import 'agents/*.hcl' --partition finance --write finance.yaml", "of agents in a partition"},
     {"import values.yaml upstreams.txt", "values of consul-k8s, and the text of an annotation"},
     {"import proxy-defaults.hcl -o json", "what was read, and whether Consul would take it"}}};

enum class Format { scenario, document };

std::optional<Format> format_of_file(const std::string& path) {
  const std::string extension = std::filesystem::path{path}.extension().string();
  if (extension == ".yaml" || extension == ".yml") return Format::scenario;
  if (extension == ".json") return Format::document;
  return std::nullopt;
}

std::string written(const session::Imported& imported, Format format) {
  std::ostringstream out;
  if (format == Format::scenario) {
    out << "# Written by isthmus import.\n";
    reports::write_yaml(out, reports::import_scenario(imported));
  } else {
    reports::write_json(out, reports::import_document(imported));
  }
  return out.str();
}

/// A scenario may say more than can be simulated, and then does not open: better said now.
void note_what_is_not_simulated(const std::string& scenario, Diagnostics& notes) {
  std::istringstream text{scenario};
  session::OpenOptions as_input;
  as_input.standard_input = &text;
  const session::Opened opened = session::open("-", as_input);
  if (opened) return;
  for (const Diagnostic& one : opened.diagnostics) {
    if (one.severity != Severity::error) continue;
    notes.push_back({Severity::note,
                     "not-simulated",
                     {},
                     "the scenario cannot be run as it is: " + one.problem,
                     "isthmus check names every such place"});
    return;
  }
}

Diagnostics bad_endings(const Arguments& arguments) {
  Diagnostics mistakes;
  for (const std::string& path : arguments.all("write")) {
    if (format_of_file(path)) continue;
    mistakes.push_back(error_at({}, "unknown-format",
                                "--write cannot tell what to write to " + path,
                                "end the name in .yaml, .yml or .json"));
  }
  return mistakes;
}

session::ImportOptions options_of(const Arguments& arguments) {
  session::ImportOptions asked;
  asked.names.namespaces = !arguments.has("no-namespaces");
  asked.names.partitions = asked.names.namespaces && !arguments.has("no-partitions");
  asked.partition = arguments.text("partition").value_or("");
  return asked;
}

/// Exit    0; 1 a file cannot be read or written; 2 its ending says no format; 3 something could
/// not be
///         understood, and then no scenario is written.
Exit import_verb_run(const Arguments& arguments, Io& io) {
  const Colour colour = err_style(io, arguments.colour()).colour;
  if (const Diagnostics mistakes = bad_endings(arguments); !mistakes.empty()) {
    io.err << diagnostics_text(mistakes, {}, colour);
    return Exit::usage;
  }
  const session::Imported imported =
      session::import_files(arguments.operands(), options_of(arguments), &io.in);
  const bool whole = !has_errors(imported.diagnostics);
  Diagnostics shown = imported.diagnostics;

  const auto paths = arguments.all("write");
  const Format asked = arguments.text("output") == "json" ? Format::document : Format::scenario;
  const bool makes_scenario =
      paths.empty() ? asked == Format::scenario
                    : std::any_of(paths.begin(), paths.end(), [](const std::string& path) {
                        return format_of_file(path) == Format::scenario;
                      });
  if (whole && makes_scenario) {
    note_what_is_not_simulated(written(imported, Format::scenario), shown);
  }
  if (paths.empty() && (whole || asked == Format::document)) io.out << written(imported, asked);
  Exit exit = whole ? Exit::fine : imported.unreadable ? Exit::trouble : Exit::invalid;
  for (const std::string& path : paths) {
    const Format format = *format_of_file(path);
    if (!whole && format == Format::scenario) continue;
    if (const auto failed = write_whole(path, written(imported, format))) {
      shown.push_back(error_at({}, "cannot-write", path + ": " + *failed));
      exit = Exit::trouble;
    }
  }
  io.err << diagnostics_text(shown, imported.sources, colour);
  return exit;
}

}  // namespace

const Verb import_verb{"import",
                       "FILE...",
                       1,
                       SIZE_MAX,
                       "make a scenario from configuration of Consul, Kubernetes and Helm",
                       examples,
                       options,
                       &import_verb_run};

}  // namespace isthmus::cli
