// The reference pages that are made from the program's own tables: nothing can be missing in them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>
#include <string>

#include "sim/cli/verb.hpp"
#include "sim/session/reference.hpp"
#include "tests/support/process.hpp"

namespace isthmus {
namespace {

/// A cell of a Markdown table.
std::string cell(std::string_view text) {
  std::string escaped;
  for (const char c : text) escaped += c == '|' ? std::string{"\\|"} : std::string{c};
  return escaped;
}

std::string spelling_of(const cli::Option& option) {
  std::string text = "`--" + std::string{option.name};
  if (!option.value.empty()) text += " " + std::string{option.value};
  text += "`";
  if (option.letter != 0) text += ", `-" + std::string{option.letter} + "`";
  return text;
}

std::string command_line_page() {
  std::ostringstream page;
  page << "# The command line\n\n"
          "Made from the program's own table of verbs. Results go to standard output, everything "
          "else to standard\nerror; `-` reads standard input; options are never guessed from their "
          "beginnings. See also\n[exit status](exit-status.md) and [JSON](json.md).\n";
  for (const cli::Verb* verb : cli::verbs()) {
    page << "\n## isthmus " << verb->name << (verb->operands.empty() ? "" : " ") << verb->operands
         << "\n\nTo " << verb->summary << ".\n\n```sh\n";
    for (const cli::Example& example : verb->examples) {
      page << "isthmus " << example.command << "  # " << example.what << '\n';
    }
    page << "```\n\n| option | what |\n| --- | --- |\n";
    for (const cli::Option& option : verb->options) {
      page << "| " << spelling_of(option) << " | " << cell(option.help) << " |\n";
    }
  }
  return page.str();
}

std::string parameters_page() {
  std::ostringstream page;
  page << "# Default numbers\n\n"
          "Every number that the program brings along, as `isthmus params` lists it: the scenario "
          "path that overrides\nit, its value, the range in which the truth is thought to lie, and "
          "who says so. An estimate is a number that\nnobody has published.\n\n"
          "| parameter | default | range | source |\n| --- | --- | --- | --- |\n";
  for (const Parameter& parameter : session::parameters()) {
    const bool has_range = !parameter.low.empty() || !parameter.high.empty();
    page << "| `" << cell(parameter.name) << "` | " << cell(parameter.value) << " | "
         << (has_range ? cell(parameter.low) + " … " + cell(parameter.high) : "") << " | "
         << (parameter.estimate ? "Estimate. " : "") << cell(parameter.source)
         << (parameter.as_of.empty() ? "" : " (" + parameter.as_of + ")") << " |\n";
  }
  return page.str();
}

std::string diagnostics_page() {
  std::ostringstream page;
  page << "# Diagnostics\n\n"
          "Everything that the program complains about has one of these codes: what is wrong with "
          "an input, why a path\ndoes not arrive, what an installation lacks, what a run has "
          "trouble with, what a command line says wrong.\n`isthmus explain --code CODE` prints "
          "the same. Codes with underscores are warnings about what people paste.\n";
  for (const session::CodePage& code : session::code_pages()) {
    page << "\n## `" << code.code << "`\n\n" << code.meaning << '\n';
    if (!code.remedy.empty()) page << "\nWhat to do: " << code.remedy << '\n';
  }
  return page.str();
}

std::string symptom_page(const session::SymptomPage& page) {
  const std::string code{page.code};
  std::ostringstream text;
  text << "# " << page.title << "\n\n`" << code << "`, reported in <" << page.thread
       << ">.\n\n**What is seen.** " << page.seen << "\n\n**Why.** " << page.cause
       << "\n\n**How it is found here.** " << page.found << "\n\n**What helps.** " << page.remedy
       << "\n\n**Releases.** " << (page.affected.empty() ? "all" : page.affected)
       << ".\n\n**How sure the cause is.** From " << page.basis
       << ".\n\nTry it: `isthmus check scenarios/symptoms/" << code << ".yaml`; mended: [" << code
       << "-mended.yaml](../../scenarios/symptoms/" << code << "-mended.yaml).\n";
  return text.str();
}

std::string symptom_index() {
  std::ostringstream text;
  text << "# Symptoms\n\n"
          "What users of Consul have reported about mesh gateways and partitions, and `isthmus "
          "check` finds. Each has a\nscenario in `scenarios/symptoms/` where it is found, and a "
          "mended twin where it is not.\n\n| code | what |\n| --- | --- |\n";
  for (const session::SymptomPage& page : session::symptom_pages()) {
    text << "| [" << page.code << "](" << page.code << ".md) | " << page.title << " |\n";
  }
  return text.str();
}

void expect_page(const std::string& name, const std::string& text) {
  const std::string file = std::string{ISTHMUS_SOURCE_DIR} + "/docs/reference/" + name;
  if (std::getenv("ISTHMUS_REWRITE_GOLDENS") != nullptr) support::write_file(file, text);
  EXPECT_EQ(text, support::file_text(file)) << "rewrite with the target `goldens`";
}

TEST(Reference, TheCommandLineIsAsTheProgramReadsIt) {
  expect_page("command-line.md", command_line_page());
}

TEST(Reference, TheDiagnosticsAreThoseOfTheProgram) {
  expect_page("diagnostics.md", diagnostics_page());
}

TEST(Reference, EverySymptomHasAPage) {
  expect_page("../symptoms/README.md", symptom_index());
  for (const session::SymptomPage& page : session::symptom_pages()) {
    expect_page("../symptoms/" + std::string{page.code} + ".md", symptom_page(page));
  }
}

TEST(Reference, TheDefaultsAreThoseOfTheProgram) {
  expect_page("parameters.md", parameters_page());
}

}  // namespace
}  // namespace isthmus
