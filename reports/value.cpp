#include "reports/value.hpp"

#include "sim/base/expects.hpp"

namespace isthmus::reports {

Value& Value::set(std::string_view key, Value value) {
  Object* object = std::get_if<Object>(&held_);
  ISTHMUS_EXPECTS(object != nullptr);
  object->push_back({std::string{key}, std::move(value)});
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
  for (const Member& member : *object) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

Value texts(const std::vector<std::string>& lines) {
  return list_of(lines, [](const std::string& line) { return Value{line}; });
}

}  // namespace isthmus::reports
