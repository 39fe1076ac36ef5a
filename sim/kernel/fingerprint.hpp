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
    told_ = folded(told_ ^ transition(at, place, kind), 0xa0761d6478bd642f);
  }
  /// Something is known ahead of its time (a departure computed on arrival): the order of calls
  /// does not count, so engines may differ in when they learn it.
  void note_ahead(SimTime at, std::uint64_t place, std::uint32_t kind) {
    known_ += transition(at, place, kind);
  }

  std::uint64_t value() const {
    return folded(told_ ^ 0xe7037ed1a0b428db, known_ ^ 0x8ebc6af09c88c6e3);
  }

 private:
  /// The two halves of the product, one upon the other: every bit depends on all.
  /// Source   wyhash (Wang Yi), and its constants.
  static constexpr std::uint64_t folded(std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = Wide{a} * b;
    return static_cast<std::uint64_t>(product >> 64) ^ static_cast<std::uint64_t>(product);
  }
  static constexpr std::uint64_t transition(SimTime at, std::uint64_t place, std::uint32_t kind) {
    const auto time = static_cast<std::uint64_t>(at.since_start().in_nanoseconds());
    const std::uint64_t what = place * 0x9e3779b97f4a7c15 + kind * 0xd1b54a32d192ed03;
    return folded(time ^ 0x589965cc75374cc3, what ^ 0x1d8e4e27c47d124f);
  }

  std::uint64_t told_ = 0;
  std::uint64_t known_ = 0;
};

/// The fingerprint of a run: that of each process, in the order of their ids.
std::uint64_t combined(std::span<const std::uint64_t> fingerprints);

}  // namespace isthmus::kernel
