// A setting that somebody may have written, together with the place where they did.
#pragma once

#include <optional>
#include <utility>

#include "sim/base/source.hpp"

namespace isthmus {

/// A value that was written at a place, or nothing (`value` empty: nobody wrote it).
///
/// Keeps provenance with the fact it belongs to, so that an answer can point at its reason.
template <class T>
struct Written {
  std::optional<T> value{};
  SourceSpan at{};

  explicit operator bool() const { return value.has_value(); }
  const T& operator*() const { return *value; }
  const T* operator->() const { return &*value; }
  T value_or(T otherwise) const { return value.value_or(std::move(otherwise)); }
};

}  // namespace isthmus
