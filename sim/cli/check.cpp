// "What is wrong with this configuration?", without any clock.
#include <utility>

#include "reports/check_formats.hpp"
#include "reports/document_writers.hpp"
#include "reports/texts.hpp"
#include "sim/cli/open_study.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/page.hpp"
#include "sim/cli/verbs.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<std::string_view, 6> formats = {"table", "json",   "yaml",
                                                     "sarif", "github", "junit"};
constexpr std::array<ExtraFormat, 3> extra_formats = {
    {{"sarif", ".sarif"}, {"github", ""}, {"junit", ".xml"}}};

constexpr std::array<Option, 5> options = {
    {set_option,
     {"output", 'o', OptionKind::choice, "FORMAT",
      "table, json or yaml; sarif for code scanning, github for annotations of a workflow, junit "
      "for test reports.",
      formats},
     {"write",
      0,
      OptionKind::text,
      "FILE",
      "Also write the answer to FILE, by its ending: .json, .yaml, .yml, .txt, .sarif, or .xml for "
      "junit. May be repeated.",
      {},
      Times::many},
     colour_option,
     help_option}};

constexpr std::array<Example, 4> examples = {
    {{"check mesh.yaml", "every upstream that does not arrive, and what else is wrong"},
     {"check - < mesh.yaml", "the same, from standard input"},
     {"check mesh.yaml -o github", "annotations of a pull request; the exit status is the same"},
     {"check mesh.yaml --write check.sarif --write junit.xml", "and files for other programs"}}};

Page page_of(const session::Checked& checked, const reports::CheckInput& input,
             std::function<void(std::ostream&, const reports::TextStyle&)> text) {
  Page page{[&checked, &input] { return reports::check_document(input.sources, checked); },
            std::move(text), extra_formats,
            [&checked, &input](std::string_view format, std::ostream& out) {
              if (format == "github") return reports::write_github(out, input, checked);
              if (format == "junit") return reports::write_junit(out, input, checked);
              reports::write_json(out, reports::sarif_document(input, checked));
            }};
  return page;
}

/// A scenario that cannot be opened is an answer too: its diagnostics are what was found.
Exit deliver_invalid(const session::Opened& opened, const Arguments& arguments, Io& io) {
  const session::Checked checked = session::checked(opened.diagnostics);
  const reports::CheckInput input{arguments.operands()[0], opened.sources};
  const Page page = page_of(checked, input, [](std::ostream&, const reports::TextStyle&) {});
  const Exit exit = refuse(opened, arguments, io);
  return write_files(page, arguments, io) ? exit : Exit::trouble;
}

/// Exit    0 nothing wrong, or warnings only; 3 the scenario is invalid; 4 errors were found that
///         it does not suppress.
Exit check(const Arguments& arguments, Io& io) {
  if (!can_write(arguments, io, extra_formats)) return Exit::usage;
  const session::Opened opened = open(arguments.operands()[0], arguments, io);
  if (!opened) return deliver_invalid(opened, arguments, io);

  const session::Study& study = *opened.study;
  const session::Checked checked = session::check(study);
  const reports::CheckInput input{study.path, study.sources};
  const Page page =
      page_of(checked, input, [&](std::ostream& out, const reports::TextStyle& style) {
        reports::write_check_text(out, study, checked, style);
      });
  if (!deliver(page, arguments, io)) return Exit::trouble;
  return exit_of({.refused = has_errors(checked.findings)});
}

}  // namespace

const Verb check_verb{
    "check",  "SCENARIO", 1,     1, "find what is wrong in a configuration, without simulating",
    examples, options,    &check};

}  // namespace isthmus::cli
