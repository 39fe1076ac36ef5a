#include "sim/wire/extension_set.hpp"

namespace isthmus::wire {

void ExtensionSet::start_map() {
  map_.fill(0);
  for (const std::uint16_t type : list_) insert_mapped(type);
}

bool ExtensionSet::insert_mapped(std::uint32_t type) {
  std::uint64_t& word = map_[type >> 6];
  const std::uint64_t bit = std::uint64_t{1} << (type & 63);
  const bool fresh = (word & bit) == 0;
  word |= bit;
  return fresh;
}

}  // namespace isthmus::wire
