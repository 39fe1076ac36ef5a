#include "reports/view.hpp"

namespace isthmus::reports {

View View::operator[](std::string_view key) const {
  const Value* found = value_ == nullptr ? nullptr : value_->find(key);
  return found == nullptr ? View{} : View{*found};
}

std::vector<View> View::items() const {
  std::vector<View> all;
  const auto* list = value_ == nullptr ? nullptr : std::get_if<Value::List>(&value_->held());
  if (list == nullptr) return all;
  all.reserve(list->size());
  for (const Value& item : *list) all.emplace_back(item);
  return all;
}

std::vector<std::string> View::keys() const {
  const auto* object = value_ == nullptr ? nullptr : std::get_if<Value::Object>(&value_->held());
  return object == nullptr ? std::vector<std::string>{} : object->keys;
}

bool View::is_something() const {
  return value_ != nullptr && !std::holds_alternative<std::monostate>(value_->held());
}

bool View::is_true() const {
  const auto* truth = value_ == nullptr ? nullptr : std::get_if<bool>(&value_->held());
  return truth != nullptr && *truth;
}

std::string View::text() const {
  const auto* text = value_ == nullptr ? nullptr : std::get_if<std::string>(&value_->held());
  return text == nullptr ? std::string{} : *text;
}

std::optional<double> View::number() const {
  if (value_ == nullptr) return std::nullopt;
  if (const auto* n = std::get_if<std::int64_t>(&value_->held())) return static_cast<double>(*n);
  if (const auto* n = std::get_if<std::uint64_t>(&value_->held())) return static_cast<double>(*n);
  if (const auto* n = std::get_if<double>(&value_->held())) return *n;
  return std::nullopt;
}

std::size_t View::count() const {
  const double n = number_or(0);
  return n >= 0 && n < 1e15 ? static_cast<std::size_t>(n) : 0;
}

}  // namespace isthmus::reports
