#include "reports/node_value.hpp"

#include <charconv>
#include <cstdint>
#include <string>

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

}  // namespace

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

}  // namespace isthmus::reports
