// Bytes that look random and are not: the n-th word is a hash of the seed and n.
#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/wire/byte_writer.hpp"

namespace isthmus::wire {

/// A stream of words derived from a seed.
///
/// Source  Steele, Lea, Flood 2014, SplitMix64: its finalizer over a Weyl sequence.
class DerivedBytes {
 public:
  explicit DerivedBytes(std::uint64_t seed) : state_{seed} {}

  std::uint64_t word() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
  }

  /// A number below `n`. The bias of the remainder is below 2^-32 for the small `n` used here.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>((word() >> 32) % n); }

  void write(ByteWriter& out, std::size_t n) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < n; ++i, bits >>= 8) {
      if (i % 8 == 0) bits = word();
      out.u8(static_cast<std::uint32_t>(bits & 0xff));
    }
  }

 private:
  std::uint64_t state_;
};

}  // namespace isthmus::wire
