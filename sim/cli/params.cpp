// "Which numbers does the program bring along, and who says so?"
#include "reports/table.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/page.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/session/reference.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<Option, 4> options = {
    {output_option, write_option, colour_option, help_option}};

constexpr std::array<Example, 2> examples = {
    {{"params", "every default number with its range and its source"},
     {"params -o json", "the same for a program"}}};

reports::Value text_or_null(const std::string& text) {
  return text.empty() ? reports::Value{} : reports::Value{text};
}

reports::Value document_of(const std::vector<Parameter>& parameters) {
  reports::Value document = reports::Value::object();
  document.set("schema", "isthmus.params/1");
  document.set("parameters", reports::list_of(parameters, [](const Parameter& parameter) {
                 reports::Value value = reports::Value::object();
                 value.set("name", parameter.name).set("value", parameter.value);
                 value.set("low", text_or_null(parameter.low));
                 value.set("high", text_or_null(parameter.high));
                 value.set("source", parameter.source).set("as_of", parameter.as_of);
                 value.set("estimate", parameter.estimate);
                 return value;
               }));
  return document;
}

void write_text(const std::vector<Parameter>& parameters, std::ostream& out,
                const reports::TextStyle& style) {
  reports::Table table{{{"PARAMETER"}, {"DEFAULT"}, {"RANGE"}, {""}, {"SOURCE"}}};
  for (const Parameter& parameter : parameters) {
    const bool has_range = !parameter.low.empty() || !parameter.high.empty();
    table.row({{parameter.name},
               {parameter.value},
               {has_range ? parameter.low + " … " + parameter.high : ""},
               {parameter.estimate ? "estimate" : "", reports::Ink::unsure},
               {parameter.source + (parameter.as_of.empty() ? "" : " (" + parameter.as_of + ")"),
                reports::Ink::dim}});
  }
  table.write(out, style, 0);
}

Exit params(const Arguments& arguments, Io& io) {
  if (!can_write(arguments, io)) return Exit::usage;
  const std::vector<Parameter> parameters = session::parameters();
  const Page page{[&] { return document_of(parameters); },
                  [&](std::ostream& out, const reports::TextStyle& style) {
                    write_text(parameters, out, style);
                  }};
  return deliver(page, arguments, io) ? Exit::fine : Exit::trouble;
}

}  // namespace

const Verb params_verb{"params", "",      0,      0, "list every default number with its source",
                       examples, options, &params};

}  // namespace isthmus::cli
