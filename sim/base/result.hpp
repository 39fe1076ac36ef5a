// A value, or every reason there is none. The shape of std::expected, which replaces it one day.
#pragma once

#include <utility>
#include <variant>

#include "sim/base/diagnostic.hpp"
#include "sim/base/expects.hpp"

namespace isthmus {

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_{std::in_place_index<0>, std::move(value)} {}
  Result(Diagnostics why) : held_{std::in_place_index<1>, std::move(why)} {}

  explicit operator bool() const { return held_.index() == 0; }

  const T& operator*() const& { return value(); }
  T& operator*() & { return const_cast<T&>(value()); }
  T&& operator*() && { return std::move(const_cast<T&>(value())); }
  const T* operator->() const { return &value(); }
  T* operator->() { return const_cast<T*>(&value()); }

  const Diagnostics& error() const {
    ISTHMUS_EXPECTS(held_.index() == 1);
    return std::get<1>(held_);
  }

 private:
  const T& value() const {
    ISTHMUS_EXPECTS(held_.index() == 0);
    return std::get<0>(held_);
  }

  std::variant<T, Diagnostics> held_;
};

}  // namespace isthmus
