// A document as a tree of values: made once per answer, written as JSON or as YAML.
//
// Keys keep the order in which they were set, so documents compare line by line.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace isthmus::reports {

/// One value of a document: nothing, a truth, a number, a text, a list or an object.
class Value {
 public:
  using List = std::vector<Value>;
  /// Members in order: `values[i]` stands under `keys[i]`.
  struct Object {
    std::vector<std::string> keys{};
    std::vector<Value> values{};
  };
  using Held = std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string,
                            List, Object>;

  Value() = default;  ///< null
  Value(bool truth) : held_{truth} {}
  Value(double number) : held_{number} {}
  Value(const char* text) : held_{std::string{text}} {}
  Value(std::string_view text) : held_{std::string{text}} {}
  Value(std::string text) : held_{std::move(text)} {}
  Value(List list) : held_{std::move(list)} {}
  template <std::signed_integral Number>
  Value(Number number) : held_{static_cast<std::int64_t>(number)} {}
  template <std::unsigned_integral Number>
  requires(!std::same_as<Number, bool>) Value(Number number)
      : held_{static_cast<std::uint64_t>(number)} {}
  template <class T>
  requires std::constructible_from<Value, T> Value(const std::optional<T>& maybe)
      : Value{maybe ? Value{*maybe} : Value{}} {}

  static Value object() { return Value{Held{Object{}}}; }
  static Value list() { return Value{Held{List{}}}; }

  /// Adds a member at the end of this object and returns the object, so that sets can be chained.
  Value& set(std::string_view key, Value value);
  /// The same, in place of the member of that key if there is one.
  Value& replace(std::string_view key, Value value);
  /// Adds an item at the end of this list.
  void add(Value item);

  const Held& held() const { return held_; }
  /// The member of that key; null when this is no object or has none.
  const Value* find(std::string_view key) const;

 private:
  explicit Value(Held held) : held_{std::move(held)} {}

  Held held_{};
};

/// A list with one value for each of `things`.
template <class Things, class ToValue>
Value list_of(const Things& things, ToValue to_value) {
  Value list = Value::list();
  for (const auto& thing : things) list.add(to_value(thing));
  return list;
}

/// A list of texts.
Value texts(const std::vector<std::string>& lines);

}  // namespace isthmus::reports
