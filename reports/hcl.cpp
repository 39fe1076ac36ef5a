#include "reports/hcl.hpp"

#include <cstddef>
#include <sstream>
#include <variant>

#include "sim/base/json_writer.hpp"
#include "sim/base/number_text.hpp"

namespace isthmus::reports {
namespace {

constexpr std::size_t line_letters_max = 80;

/// A text of HCL is one of JSON, but for templates.
std::string quoted(const std::string& text) {
  std::ostringstream out;
  JsonWriter{out, JsonWriter::Style::compact}.value(text);
  return out.str();
}

bool is_plain_key(const std::string& key) {
  for (const char c : key) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    const bool digit = (c >= '0' && c <= '9') || c == '-';
    if (!letter && !(digit && &c != &key.front())) return false;
  }
  return !key.empty();
}

std::string key_text(const std::string& key) { return is_plain_key(key) ? key : quoted(key); }

std::string one_line(const Value& value);

struct OneLine {
  std::string operator()(std::monostate) const { return "null"; }
  std::string operator()(bool truth) const { return truth ? "true" : "false"; }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(std::uint64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const { return shortest_text(number); }
  std::string operator()(const std::string& text) const { return quoted(text); }
  std::string operator()(const Value::List& list) const {
    std::string text;
    for (const Value& item : list) text += (text.empty() ? "" : ", ") + one_line(item);
    return "[" + text + "]";
  }
  std::string operator()(const Value::Object& object) const {
    std::string text;
    for (std::size_t i = 0; i < object.keys.size(); ++i) {
      text += (text.empty() ? " " : ", ") + key_text(object.keys[i]) + " = " +
              one_line(object.values[i]);
    }
    return text.empty() ? "{}" : "{" + text + " }";
  }
};

std::string one_line(const Value& value) { return std::visit(OneLine{}, value.held()); }

std::string members_text(const Value::Object& object, const std::string& indent);

/// The value behind `taken` letters of its line.
std::string value_text(const Value& value, const std::string& indent, std::size_t taken) {
  const std::string short_form = one_line(value);
  if (taken + short_form.size() <= line_letters_max) return short_form;
  const std::string inner = indent + "  ";
  if (const auto* list = std::get_if<Value::List>(&value.held())) {
    std::string text = "[\n";
    for (const Value& item : *list) {
      text += inner + value_text(item, inner, inner.size() + 1) + ",\n";
    }
    return text + indent + "]";
  }
  if (const auto* object = std::get_if<Value::Object>(&value.held())) {
    return "{\n" + members_text(*object, inner) + indent + "}";
  }
  return short_form;
}

std::string members_text(const Value::Object& object, const std::string& indent) {
  std::string text;
  for (std::size_t i = 0; i < object.keys.size(); ++i) {
    if (std::holds_alternative<std::monostate>(object.values[i].held())) continue;
    const std::string start = indent + key_text(object.keys[i]) + " = ";
    text += start + value_text(object.values[i], indent, start.size()) + "\n";
  }
  return text;
}

}  // namespace

std::string hcl_text(const Value& object) {
  const auto* members = std::get_if<Value::Object>(&object.held());
  return members == nullptr ? value_text(object, "", 0) + "\n" : members_text(*members, "");
}

}  // namespace isthmus::reports
