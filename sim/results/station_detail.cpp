#include "sim/results/station_detail.hpp"

#include <bit>

namespace isthmus::results {

std::size_t StationDetail::class_of(Duration work) {
  constexpr unsigned bits = 4;
  const auto n = static_cast<std::uint64_t>(work.in_nanoseconds());
  const auto width = static_cast<unsigned>(std::bit_width(n));
  const unsigned shift = width > bits + 1 ? width - bits - 1 : 0;
  return (std::size_t{shift} << bits) + static_cast<std::size_t>(n >> shift);
}

}  // namespace isthmus::results
