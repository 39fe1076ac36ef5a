// "What is wrong with this configuration?", without any clock.
#include "reports/texts.hpp"
#include "sim/cli/open_study.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/page.hpp"
#include "sim/cli/verbs.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<Option, 5> options = {
    {set_option, output_option, write_option, colour_option, help_option}};

constexpr std::array<Example, 3> examples = {
    {{"check mesh.yaml", "every upstream that does not arrive, and what else is wrong"},
     {"check - < mesh.yaml", "the same, from standard input"},
     {"check mesh.yaml -o json", "for a program; the exit status is the same"}}};

/// A scenario that cannot be opened is an answer too: its diagnostics are the document.
Exit deliver_invalid(const session::Opened& opened, const Arguments& arguments, Io& io) {
  const Page page{[&] { return reports::check_document(opened.sources, opened.diagnostics); },
                  [](std::ostream&, const reports::TextStyle&) {}};
  const Exit exit = refuse(opened, arguments, io);
  return write_files(page, arguments, io) ? exit : Exit::trouble;
}

/// Exit    0 nothing wrong, or warnings only; 3 the scenario is invalid; 4 errors were found.
Exit check(const Arguments& arguments, Io& io) {
  if (!can_write(arguments, io)) return Exit::usage;
  const session::Opened opened = open(arguments.operands()[0], arguments, io);
  if (!opened) return deliver_invalid(opened, arguments, io);

  const session::Study& study = *opened.study;
  const Diagnostics found = session::check(study);
  const Page page{[&] { return reports::check_document(study.sources, found); },
                  [&](std::ostream& out, const reports::TextStyle& style) {
                    reports::write_check_text(out, study, found, style);
                  }};
  if (!deliver(page, arguments, io)) return Exit::trouble;
  return exit_of({.refused = has_errors(found)});
}

}  // namespace

const Verb check_verb{
    "check",  "SCENARIO", 1,     1, "find what is wrong in a configuration, without simulating",
    examples, options,    &check};

}  // namespace isthmus::cli
