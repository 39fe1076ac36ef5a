#include "reports/stored_document.hpp"

#include <charconv>

#include "reports/view.hpp"
#include "sim/scenario/json_reader.hpp"
#include "sim/session/stored_sweep.hpp"

namespace isthmus::reports {
namespace {

/// The same kind of number that the writer had: whole where it is written so and fits.
template <class Number>
std::optional<Value> number_in(const std::string& text) {
  Number number{};
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return Value{number};
}

Value number_value(const std::string& text) {
  if (const auto whole = number_in<std::int64_t>(text)) return *whole;
  if (const auto whole = number_in<std::uint64_t>(text)) return *whole;
  const auto real = number_in<double>(text);
  return real ? *real : Value{};  // Beyond every double: there is nothing to be shown.
}

Value value_of(const scenario::Node& node) {
  switch (node.kind) {
    case scenario::Node::Kind::null:
      return {};
    case scenario::Node::Kind::scalar:
      if (node.form == scenario::ScalarForm::number) return number_value(node.text);
      if (node.form == scenario::ScalarForm::boolean) return node.text == "true";
      return node.text;
    case scenario::Node::Kind::sequence:
      return list_of(node.items, value_of);
    case scenario::Node::Kind::mapping: {
      Value object = Value::object();
      for (const scenario::Member& member : node.members) {
        object.set(member.key, value_of(member.value));
      }
      return object;
    }
  }
  return {};
}

}  // namespace

StoredDocument stored_document(const std::string& name, std::string text,
                               const std::string& schema) {
  StoredDocument stored;
  if (session::begins_a_store(text)) {
    stored.diagnostics.push_back(
        error_at({}, "no-stored-run", name + " is a store of replications, and not a document",
                 "see it with: isthmus report " + name +
                     "; store a document with: isthmus run SCENARIO --write run.json"));
    return stored;
  }
  const SourceId id = stored.sources.add(name, std::move(text));
  scenario::Read read = scenario::read_json(id, stored.sources);
  if (has_errors(read.diagnostics)) {
    stored.diagnostics = std::move(read.diagnostics);
    return stored;
  }
  Value document = value_of(read.root);
  const std::string said = View{document}["schema"].text();
  if (said != schema) {
    const scenario::Node* at = read.root.find("schema");
    stored.diagnostics.push_back(
        error_at(at == nullptr ? read.root.at : at->at, "no-stored-run",
                 said.empty() ? "this is no document of isthmus: it has no \"schema\""
                              : "this document is \"" + said + "\" and not \"" + schema + "\"",
                 "store one with: isthmus run SCENARIO --write run.json"));
    return stored;
  }
  stored.document = std::move(document);
  return stored;
}

}  // namespace isthmus::reports
