// Named streams of random bits: who draws what does not depend on who else draws.
//
// A stream is a function, not a state that is shared: its n-th block is Philox4x64-10 under
//
//   key     (seed, replication)
//   counter (n, branch, the 128 bits of FNV-1a of the name)
//
// so two streams are different because their names are, there is nothing to seed and nothing to
// jump over, and adding an entity changes no draw of any other.
//
// Source   Salmon, Moraes, Dror & Shaw, Parallel random numbers: as easy as 1, 2, 3, SC 2011.
//          FNV-1a, 128 bits: Fowler, Noll & Vo; draft-eastlake-fnv section 5.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "sim/base/expects.hpp"
#include "sim/base/quantity.hpp"

namespace isthmus::random {

/// What a user writes to get another sample of the same world.
struct Seed {
  std::uint64_t number = 1;
  friend bool operator==(Seed, Seed) = default;
};

/// Which of the independent repetitions under one seed.
struct Replication {
  std::uint64_t index = 0;
  friend bool operator==(Replication, Replication) = default;
};

class Stream {
 public:
  /// `name` says who draws and what for: "arrivals/finance/web".
  Stream(Seed seed, Replication replication, std::string_view name);

  /// The stream `number` under this name, from its beginning: one per connection, say, without a
  /// name for each. Branch 0 is the stream itself.
  Stream branch(std::uint64_t number) const;

  /// The next 64 bits.
  std::uint64_t bits() {
    if (left_ == 0) refill();
    return block_[--left_];
  }

  /// Strictly between 0 and 1, in steps of 2^-52; symmetric about one half.
  double uniform() { return (static_cast<double>(bits() >> 12) + 0.5) * 0x1p-52; }

  /// A whole number below `n`, each equally likely.
  ///
  /// Limits   `n` is at least 1.
  /// Source   Lemire, Fast random integer generation in an interval, 2019.
  std::uint64_t pick(std::uint64_t n);

  /// True with the given probability; always one draw.
  bool bernoulli(Ratio probability) { return uniform() < probability.share(); }

 private:
  void refill();

  std::array<std::uint64_t, 2> key_;
  std::array<std::uint64_t, 2> name_;
  std::uint64_t branch_ = 0;
  std::uint64_t blocks_ = 0;              ///< Blocks drawn so far.
  std::array<std::uint64_t, 4> block_{};  ///< The present block, used from its end.
  std::uint32_t left_ = 0;
};

}  // namespace isthmus::random
