#include "reports/value.hpp"

#include <algorithm>

#include "sim/base/expects.hpp"

namespace isthmus::reports {

Value& Value::set(std::string_view key, Value value) {
  Object* object = std::get_if<Object>(&held_);
  ISTHMUS_EXPECTS(object != nullptr);
  object->keys.emplace_back(key);
  object->values.push_back(std::move(value));
  return *this;
}

Value& Value::replace(std::string_view key, Value value) {
  Object* object = std::get_if<Object>(&held_);
  ISTHMUS_EXPECTS(object != nullptr);
  const auto at = std::find(object->keys.begin(), object->keys.end(), key);
  if (at == object->keys.end()) return set(key, std::move(value));
  object->values[static_cast<std::size_t>(at - object->keys.begin())] = std::move(value);
  return *this;
}

void Value::add(Value item) {
  List* list = std::get_if<List>(&held_);
  ISTHMUS_EXPECTS(list != nullptr);
  list->push_back(std::move(item));
}

const Value* Value::find(std::string_view key) const {
  const Object* object = std::get_if<Object>(&held_);
  if (object == nullptr) return nullptr;
  for (std::size_t i = 0; i < object->keys.size(); ++i) {
    if (object->keys[i] == key) return &object->values[i];
  }
  return nullptr;
}

Value texts(const std::vector<std::string>& lines) {
  return list_of(lines, [](const std::string& line) { return Value{line}; });
}

}  // namespace isthmus::reports
