#include "sim/cli/command_line.hpp"

#include <cerrno>
#include <system_error>

#include "sim/base/suggest.hpp"
#include "sim/cli/arguments.hpp"
#include "sim/cli/help_text.hpp"
#include "sim/cli/verb.hpp"

namespace isthmus::cli {
namespace {

void complain(const Diagnostics& mistakes, const Sources& sources, const Io& io) {
  io.err << diagnostics_text(mistakes, sources, err_style(io, ColourChoice::automatic).colour);
}

/// `-h`, `--help` and `--version` say what they mean before any verb, too.
std::string verb_meant(const std::string& word) {
  if (word == "-h" || word == "--help") return "help";
  return word == "--version" ? "version" : word;
}

}  // namespace

Exit command_line(const std::vector<std::string>& words, Io& io) {
  if (words.empty()) {
    write_overview(io.err, err_style(io, ColourChoice::automatic));
    return Exit::usage;
  }
  const Verb* verb = find_verb(verb_meant(words[0]));
  if (verb == nullptr) {
    Sources sources;
    const std::string problem =
        words[0].rfind('-', 0) == 0
            ? "the verb comes first; there is no option " + words[0] + " before it"
            : "isthmus has no verb \"" + words[0] + "\"";
    const Diagnostic mistake =
        mistake_at(sources, words, 0, "unknown-verb", problem, suggestion(words[0], verb_names()));
    complain({mistake}, sources, io);
    return Exit::usage;
  }
  const Parsed parsed = parse(*verb, words);
  if (parsed.help_wanted) {
    write_help(io.out, *verb, out_style(io, ColourChoice::automatic));
    return Exit::fine;
  }
  if (!parsed.arguments) {
    complain(parsed.mistakes, parsed.sources, io);
    return Exit::usage;
  }
  return verb->run(*parsed.arguments, io);
}

Exit after_writing(int failed, Exit exit, Io& io) {
  if (failed == 0 || failed == EPIPE) return exit;
  io.err << "isthmus: standard output: " << std::generic_category().message(failed) << '\n';
  return Exit::trouble;
}

}  // namespace isthmus::cli
