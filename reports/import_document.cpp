#include "reports/import_document.hpp"

#include <string>

#include "reports/documents.hpp"
#include "reports/name_text.hpp"
#include "reports/node_value.hpp"
#include "sim/session/version.hpp"

namespace isthmus::reports {
namespace {

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
