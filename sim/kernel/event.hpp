// What is scheduled: one word that means nothing to the kernel.
#pragma once

#include <cstdint>

#include "sim/base/expects.hpp"

namespace isthmus::kernel {

/// A word of the user's: by convention a kind to switch on and an index into a slab of the user's.
///
/// Limits   64 kinds, 2^26 (67 million) indices; a user may divide the word differently.
struct Event {
  std::uint32_t word = 0;

  static constexpr unsigned index_bits = 26;

  template <class Kind>
  static constexpr Event of(Kind kind, std::size_t index) {
    const auto number = static_cast<std::uint32_t>(kind);
    ISTHMUS_EXPECTS(number < 1u << (32 - index_bits) && index < std::size_t{1} << index_bits);
    return {number << index_bits | static_cast<std::uint32_t>(index)};
  }

  template <class Kind>
  constexpr Kind kind() const {
    return static_cast<Kind>(word >> index_bits);
  }
  constexpr std::uint32_t index() const { return word & ((1u << index_bits) - 1); }

  friend constexpr bool operator==(Event, Event) = default;
};

}  // namespace isthmus::kernel
