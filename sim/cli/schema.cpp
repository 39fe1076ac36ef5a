// "What may a scenario hold?", for editors and for people.
#include "sim/cli/options.hpp"
#include "sim/cli/page.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/session/reference.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<std::string_view, 1> formats = {"json"};
constexpr std::array<Option, 2> options = {
    {{"output", 'o', OptionKind::choice, "FORMAT", "json, which is all a schema can be.", formats},
     help_option}};

constexpr std::array<Example, 1> examples = {
    {{"schema > scenario.schema.json", "for the editor: completion and checks while typing"}}};

Exit schema(const Arguments&, Io& io) {
  session::write_schema(io.out);
  return Exit::fine;
}

}  // namespace

const Verb schema_verb{"schema", "",      0,      0, "print the JSON Schema of scenarios",
                       examples, options, &schema};

}  // namespace isthmus::cli
