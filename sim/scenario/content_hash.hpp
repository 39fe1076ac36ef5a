// Whether two inputs are the same, in 64 bits.
#pragma once

#include <cstdint>
#include <string_view>

#include "sim/scenario/node.hpp"

namespace isthmus::scenario {

/// FNV-1a, 64 bits, over texts with their lengths.
///
/// Source  Fowler, Noll & Vo; draft-eastlake-fnv section 5.
class Fnv1a {
 public:
  void add(std::string_view text);
  std::uint64_t value() const { return hash_; }

 private:
  void add_byte(unsigned char byte) { hash_ = (hash_ ^ byte) * 0x100000001b3; }

  std::uint64_t hash_ = 0xcbf29ce484222325;
};

/// Adds what a scenario says, as far as it can change the record of a replication: not how it is
/// written, what it is called, what it promises, what a sweep varies, and how many replications of
/// which length and seed there are.
void add_content(Fnv1a& hash, const Node& scenario);

}  // namespace isthmus::scenario
