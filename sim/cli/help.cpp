#include "sim/cli/help_text.hpp"

#include "sim/base/suggest.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/verbs.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<Option, 2> options = {{colour_option, help_option}};

constexpr std::array<Example, 2> examples = {
    {{"help", "every verb in a line"}, {"help run", "examples and options of one verb"}}};

/// Exit    0; 2 there is no such verb.
Exit help(const Arguments& arguments, Io& io) {
  const reports::TextStyle style = out_style(io, arguments.colour());
  if (arguments.operands().empty()) {
    write_overview(io.out, style);
    return Exit::fine;
  }
  if (const Verb* verb = find_verb(arguments.operands()[0])) {
    write_help(io.out, *verb, style);
    return Exit::fine;
  }
  const std::string& wanted = arguments.operands()[0];
  io.err << diagnostic_text(error_at({}, "unknown-verb", "isthmus has no verb \"" + wanted + "\"",
                                     suggestion(wanted, verb_names())),
                            {}, err_style(io, arguments.colour()).colour);
  return Exit::usage;
}

}  // namespace

const Verb help_verb{"help",   "[VERB]", 0,    1, "print what isthmus can do, or how to use a verb",
                     examples, options,  &help};

}  // namespace isthmus::cli
