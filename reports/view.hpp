// Reads a document without ever failing: what is not there, or is something else, is nothing. So a
// stored document of an older program, or one that somebody edited, can be shown as far as it goes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/value.hpp"

namespace isthmus::reports {

class View {
 public:
  View() = default;
  explicit View(const Value& value) : value_{&value} {}

  /// The member of that key, or nothing.
  View operator[](std::string_view key) const;
  /// The items of a list; none of anything else.
  std::vector<View> items() const;
  /// The keys of an object in their order; none of anything else.
  std::vector<std::string> keys() const;

  bool is_something() const;  ///< Neither absent nor null.
  bool is_true() const;
  std::string text() const;  ///< Empty where this is no text.
  std::optional<double> number() const;
  double number_or(double otherwise) const { return number().value_or(otherwise); }
  std::size_t count() const;  ///< A number as a count; 0 where it is none.

  const Value* value() const { return value_; }

 private:
  const Value* value_ = nullptr;
};

}  // namespace isthmus::reports
