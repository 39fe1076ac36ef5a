#include <algorithm>
#include <array>
#include <sstream>

#include "reports/document_writers.hpp"
#include "sim/base/json_writer.hpp"
#include "sim/base/number_text.hpp"

namespace isthmus::reports {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Words that some version of YAML reads as a truth or as nothing.
bool is_special_word(std::string_view text) {
  constexpr std::array<std::string_view, 9> words = {"true", "false", "yes", "no", "on",
                                                     "off",  "null",  "y",   "n"};
  std::string lower{text};
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return std::find(words.begin(), words.end(), lower) != words.end();
}

/// Plain only where no reader could see anything but this text; everything else is quoted.
bool can_be_plain(std::string_view text) {
  if (text.empty() || !is_letter(text.front()) || is_special_word(text)) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '.' || c == '/' || c == '-';
  });
}

std::string scalar(const std::string& text) {
  if (can_be_plain(text)) return text;
  // Every JSON string is a double-quoted scalar of YAML.
  std::ostringstream quoted;
  JsonWriter{quoted, JsonWriter::Style::compact}.value(text);
  return quoted.str();
}
std::string scalar(std::monostate) { return "null"; }
std::string scalar(bool truth) { return truth ? "true" : "false"; }
std::string scalar(std::int64_t number) { return std::to_string(number); }
std::string scalar(std::uint64_t number) { return std::to_string(number); }
std::string scalar(double number) {
  std::string text = shortest_text(number);
  const std::size_t exponent = text.find('e');
  if (exponent != std::string::npos && text.find('.') == std::string::npos) {
    text.insert(exponent, ".0");  // YAML 1.1 takes 1e-09 for a text.
  }
  return text;
}
std::string scalar(const Value::List&) { return "[]"; }    // Only asked of an empty one.
std::string scalar(const Value::Object&) { return "{}"; }  // The same.

bool is_block(const Value& value) {
  if (const auto* list = std::get_if<Value::List>(&value.held())) return !list->empty();
  if (const auto* object = std::get_if<Value::Object>(&value.held())) return !object->keys.empty();
  return false;
}

std::string scalar_of(const Value& value) {
  return std::visit([](const auto& held) { return scalar(held); }, value.held());
}

enum class Lead { new_line, same_line };  // Whether the first line has its indent already.

void write_block(std::ostream& out, const Value& value, std::size_t indent, Lead lead) {
  const std::string margin(indent, ' ');
  const auto start_line = [&] {
    if (lead == Lead::new_line) out << margin;
    lead = Lead::new_line;
  };
  if (const auto* list = std::get_if<Value::List>(&value.held())) {
    for (const Value& item : *list) {
      start_line();
      out << "- ";
      if (is_block(item)) {
        write_block(out, item, indent + 2, Lead::same_line);
      } else {
        out << scalar_of(item) << '\n';
      }
    }
    return;
  }
  const auto& object = std::get<Value::Object>(value.held());
  for (std::size_t i = 0; i < object.keys.size(); ++i) {
    start_line();
    out << scalar(object.keys[i]) << ':';
    if (is_block(object.values[i])) {
      out << '\n';
      write_block(out, object.values[i], indent + 2, Lead::new_line);
    } else {
      out << ' ' << scalar_of(object.values[i]) << '\n';
    }
  }
}

}  // namespace

void write_yaml(std::ostream& out, const Value& document) {
  if (is_block(document)) {
    write_block(out, document, 0, Lead::new_line);
  } else {
    out << scalar_of(document) << '\n';
  }
}

}  // namespace isthmus::reports
