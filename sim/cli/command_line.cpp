#include "sim/cli/command_line.hpp"

#include <cerrno>
#include <memory>
#include <system_error>

#include "sim/base/suggest.hpp"
#include "sim/cli/arguments.hpp"
#include "sim/cli/help_text.hpp"
#include "sim/cli/verb.hpp"
#include "sim/session/ranks.hpp"
#include "sim/session/team.hpp"

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

Exit carry_out(const Verb& verb, const std::vector<std::string>& words, Io& io) {
  const Parsed parsed = parse(verb, words);
  if (parsed.help_wanted) {
    write_help(io.out, verb, out_style(io, ColourChoice::automatic));
    return Exit::fine;
  }
  if (!parsed.arguments) {
    complain(parsed.mistakes, parsed.sources, io);
    return Exit::usage;
  }
  return verb.run(*parsed.arguments, io);
}

/// The part of a rank that works for the first one: the same, but nobody hears of it.
Exit serve(const Verb& verb, const std::vector<std::string>& words, session::Team& team, Io& io) {
  std::ostream nowhere{nullptr};
  Io silent{io.in, nowhere, nowhere};
  silent.team = &team;
  carry_out(verb, words, silent);
  team.leave();
  if (!team.is_deserted()) return Exit::fine;
  complain({error_at({}, "rank-zero-is-gone", "the first rank has ended without a word",
                     "start the same command again; a sweep goes on with what is in its store")},
           {}, io);
  return Exit::trouble;
}

/// With the other processes that a launcher started, if one did.
Exit carry_out_together(const Verb& verb, const std::vector<std::string>& words, Io& io) {
  const std::unique_ptr<session::Ranks> ranks = session::join_ranks();
  if (ranks == nullptr) return carry_out(verb, words, io);
  if (ranks->size() == 1) {
    const Exit exit = carry_out(verb, words, io);
    ranks->leave(true);
    return exit;
  }
  session::Team team{*ranks};
  if (!team.leads()) return serve(verb, words, team, io);
  io.team = &team;
  const Exit exit = carry_out(verb, words, io);
  io.out << std::flush;  // Whoever reads it need not wait for farewells.
  team.leave();
  io.team = nullptr;
  return exit;
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
  return verb->on_ranks ? carry_out_together(*verb, words, io) : carry_out(*verb, words, io);
}

Exit after_writing(int failed, Exit exit, Io& io) {
  if (failed == 0 || failed == EPIPE) return exit;
  io.err << "isthmus: standard output: " << std::generic_category().message(failed) << '\n';
  return Exit::trouble;
}

}  // namespace isthmus::cli
