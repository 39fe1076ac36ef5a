// Identity inside a run: dense indices given by the container that owns the things.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

#include "sim/base/expects.hpp"

namespace isthmus {

/// A dense, ordered index into the container that owns every `Kind`.
///
/// Names are for people, ids are for code. `Id<Zone>` and `Id<Service>` are different types, so one
/// cannot be passed for the other; `Kind` may be incomplete.
template <class Kind>
class Id {
 public:
  constexpr Id() = default;  ///< No thing at all; see is_some().
  explicit constexpr Id(std::size_t index) : index_{static_cast<std::uint32_t>(index)} {
    ISTHMUS_EXPECTS(index < none);
  }

  constexpr bool is_some() const { return index_ != none; }
  constexpr std::size_t index() const { return index_; }

  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  static constexpr std::uint32_t none = UINT32_MAX;
  std::uint32_t index_ = none;
};

}  // namespace isthmus
