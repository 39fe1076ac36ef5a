#include "reports/import_document.hpp"

#include <charconv>
#include <cstdint>
#include <string>

#include "reports/documents.hpp"
#include "reports/name_text.hpp"
#include "sim/session/version.hpp"

namespace isthmus::reports {
namespace {

template <class Number>
bool read_number(const std::string& text, Number& number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size();
}

Value scalar_value(const scenario::Node& node) {
  if (node.form == scenario::ScalarForm::boolean) return node.text == "true";
  if (node.form == scenario::ScalarForm::number) {
    std::int64_t whole = 0;
    double real = 0;
    if (read_number(node.text, whole)) return whole;
    if (read_number(node.text, real)) return real;
  }
  return node.text;
}

Value value_of(const scenario::Node& node) {
  if (node.is_null()) return {};
  if (node.is_scalar()) return scalar_value(node);
  if (node.is_sequence()) {
    return list_of(node.items, [](const scenario::Node& item) { return value_of(item); });
  }
  Value object = Value::object();
  for (const scenario::Member& member : node.members)
    object.set(member.key, value_of(member.value));
  return object;
}

Value verdict_of(const session::Imported& imported) {
  Value verdict = Value::object();
  verdict.set("accepted", imported.refusals.empty());
  verdict.set("refusals", list_of(imported.refusals, [&](const session::Refusal& refusal) {
                Value one = Value::object();
                one.set("at", place_value(imported.sources, refusal.at));
                one.set("words", refusal.words);
                return one;
              }));
  return verdict;
}

}  // namespace

Value import_document(const session::Imported& imported) {
  Value document = Value::object();
  document.set("schema", "isthmus.import/1").set("version", session::version());
  document.set("entries", list_of(imported.entries, [](const session::ImportedEntry& entry) {
                 return value_of(session::summary_of(entry));
               }));
  document.set("diagnostics", diagnostics_value(imported.sources, imported.diagnostics));
  document.set("consul", verdict_of(imported));
  return document;
}

Value import_scenario(const session::Imported& imported) {
  return value_of(session::scenario_of(imported));
}

}  // namespace isthmus::reports
