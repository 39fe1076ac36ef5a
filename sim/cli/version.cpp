#include "sim/session/version.hpp"

#include "sim/cli/options.hpp"
#include "sim/cli/page.hpp"
#include "sim/cli/verbs.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<Option, 4> options = {
    {output_option, write_option, colour_option, help_option}};

constexpr std::array<Example, 1> examples = {{{"version", "which isthmus this is"}}};

Exit version(const Arguments& arguments, Io& io) {
  if (!can_write(arguments, io)) return Exit::usage;
  const Page page{[] {
                    reports::Value document = reports::Value::object();
                    document.set("schema", "isthmus.version/1").set("version", session::version());
                    document.set("compiler", session::compiler());
                    return document;
                  },
                  [](std::ostream& out, const reports::TextStyle&) {
                    out << "isthmus " << session::version() << " (" << session::compiler() << ")\n";
                  }};
  return deliver(page, arguments, io) ? Exit::fine : Exit::trouble;
}

}  // namespace

const Verb version_verb{"version", "",      0,       0, "print which isthmus this is",
                        examples,  options, &version};

}  // namespace isthmus::cli
