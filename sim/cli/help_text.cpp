#include "sim/cli/help_text.hpp"

#include <string>

#include "reports/table.hpp"

namespace isthmus::cli {
namespace {

using reports::Ink;
using reports::Table;

void heading(std::ostream& out, std::string_view text, const reports::TextStyle& style) {
  out << painted(text, Ink::strong, style) << '\n';
}

/// "-n, --replications N"
std::string spelling_of(const Option& option) {
  std::string text = option.letter != 0 ? std::string{"-"} + option.letter + ", " : "    ";
  text.append("--").append(option.name);
  if (!option.value.empty()) text.append(" ").append(option.value);
  return text;
}

}  // namespace

void write_overview(std::ostream& out, const reports::TextStyle& style) {
  out << "isthmus simulates service meshes of several partitions: who reaches whom, why, how "
         "fast.\n\n";
  Table examples{{{""}, {""}}};
  examples.row({{"isthmus run mesh.yaml"}, {"simulate, and summarise what happened", Ink::dim}});
  examples.row({{"isthmus check mesh.yaml"}, {"what is wrong, without simulating", Ink::dim}});
  examples.row(
      {{"isthmus explain mesh.yaml web finance/billing"}, {"why a path is what it is", Ink::dim}});
  examples.write(out, style);

  out << '\n';
  heading(out, "verbs", style);
  Table table{{{""}, {""}}};
  for (const Verb* verb : verbs()) {
    table.row({{std::string{verb->name}}, {std::string{verb->summary}}});
  }
  table.write(out, style);
  out << '\n';
  heading(out, "exit status", style);
  out << "  0 fine   1 internal or I/O error   2 wrong usage   3 invalid scenario   4 the answer "
         "is no\n"
         "  5 undecided, with --strict   130 interrupted\n\n"
         "isthmus help VERB says more about each.\n";
}

void write_help(std::ostream& out, const Verb& verb, const reports::TextStyle& style) {
  out << "isthmus " << verb.name << ": " << verb.summary << "\n\n";
  heading(out, "examples", style);
  Table examples{{{""}, {""}}};
  for (const Example& example : verb.examples) {
    examples.row(
        {{"isthmus " + std::string{example.command}}, {std::string{example.what}, Ink::dim}});
  }
  examples.write(out, style);

  out << '\n';
  heading(out, "usage", style);
  out << "  isthmus " << verb.name << " [options]" << (verb.operands.empty() ? "" : " ")
      << verb.operands << "\n\n";
  heading(out, "options", style);
  Table table{{{""}, {""}}};
  for (const Option& option : verb.options) {
    table.row({{spelling_of(option)}, {std::string{option.help}}});
  }
  table.write(out, style);
}

}  // namespace isthmus::cli
