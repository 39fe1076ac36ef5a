// One number for a whole trajectory: two runs with equal fingerprints did the same things at the
// same times in the same places.
#pragma once

#include <cstdint>
#include <span>

#include "sim/base/time.hpp"

namespace isthmus::kernel {

/// A hash of what happened in one logical process: logical transitions, not events, so that an
/// engine that needs fewer events for the same story has the same fingerprint.
///
/// Not for secrets; two different stories agree by chance once in 2^64.
class Fingerprint {
 public:
  /// Something happened now: the order of calls counts.
  void note(SimTime at, std::uint64_t place, std::uint32_t kind) {
    told_ = mixed(told_ + 0x9e3779b97f4a7c15u + transition(at, place, kind));
  }
  /// Something is known ahead of its time (a departure computed on arrival): the order of calls
  /// does not count, so engines may differ in when they learn it.
  void note_ahead(SimTime at, std::uint64_t place, std::uint32_t kind) {
    known_ += mixed(transition(at, place, kind));
  }

  std::uint64_t value() const { return mixed(told_ ^ mixed(known_ + 0xd1b54a32d192ed03u)); }

 private:
  /// Bijective, every bit to every bit. Source   SplitMix64: Steele, Lea & Flood 2014; constants of
  /// Stafford's variant 13.
  static constexpr std::uint64_t mixed(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
  }
  static constexpr std::uint64_t transition(SimTime at, std::uint64_t place, std::uint32_t kind) {
    const auto time = static_cast<std::uint64_t>(at.since_start().in_nanoseconds());
    return time * 0x9fb21c651e98df25u ^ mixed(place << 16 ^ place >> 48 ^ kind);
  }

  std::uint64_t told_ = 0;
  std::uint64_t known_ = 0;
};

/// The fingerprint of a run: that of each process, in the order of their ids.
std::uint64_t combined(std::span<const std::uint64_t> fingerprints);

}  // namespace isthmus::kernel
