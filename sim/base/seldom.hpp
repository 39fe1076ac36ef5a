// A value that few owners have.
#pragma once

#include <memory>
#include <utility>

#include "sim/base/expects.hpp"

namespace isthmus {

/// An optional value that lies apart, for what hardly any of a million owners has: those without it
/// pay for a pointer and not for a T. Copies are deep.
template <class T>
class Seldom {
 public:
  Seldom() = default;
  Seldom(T value) : held_{std::make_unique<T>(std::move(value))} {}
  Seldom(const Seldom& other) : held_{other ? std::make_unique<T>(*other) : nullptr} {}
  Seldom(Seldom&&) noexcept = default;
  Seldom& operator=(const Seldom& other) { return *this = Seldom{other}; }
  Seldom& operator=(Seldom&&) noexcept = default;
  ~Seldom() = default;

  explicit operator bool() const { return held_ != nullptr; }
  const T& operator*() const {
    ISTHMUS_EXPECTS(held_ != nullptr);
    return *held_;
  }
  const T* operator->() const { return &**this; }
  T value_or(T otherwise) const { return held_ ? *held_ : std::move(otherwise); }

  /// The value, to be changed; made where there is none.
  T& made() {
    if (!held_) held_ = std::make_unique<T>();
    return *held_;
  }

 private:
  std::unique_ptr<T> held_;
};

}  // namespace isthmus
