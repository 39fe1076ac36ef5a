#include "sim/random/stream.hpp"

#include <Random123/philox.h>

namespace isthmus::random {
namespace {

__extension__ using Wide = unsigned __int128;

std::array<std::uint64_t, 2> fnv1a(std::string_view text) {
  constexpr Wide prime = Wide{1} << 88 | 0x13b;
  Wide hash = Wide{0x6c62272e07bb0142} << 64 | 0x62b821756295c58d;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= prime;
  }
  return {static_cast<std::uint64_t>(hash), static_cast<std::uint64_t>(hash >> 64)};
}

}  // namespace

Stream::Stream(Seed seed, Replication replication, std::string_view name)
    : key_{seed.number, replication.index}, name_{fnv1a(name)} {}

Stream Stream::branch(std::uint64_t number) const {
  Stream other = *this;
  other.branch_ = number;
  other.blocks_ = 0;
  other.left_ = 0;
  return other;
}

std::uint64_t Stream::pick(std::uint64_t n) {
  ISTHMUS_EXPECTS(n >= 1);
  Wide product = Wide{bits()} * n;
  if (static_cast<std::uint64_t>(product) < n) {
    const std::uint64_t uneven = -n % n;
    while (static_cast<std::uint64_t>(product) < uneven) product = Wide{bits()} * n;
  }
  return static_cast<std::uint64_t>(product >> 64);
}

void Stream::refill() {
  const r123::Philox4x64::ctr_type counter = {{blocks_, branch_, name_[0], name_[1]}};
  const r123::Philox4x64::key_type key = {{key_[0], key_[1]}};
  const r123::Philox4x64::ctr_type block = r123::Philox4x64{}(counter, key);
  for (std::size_t i = 0; i < block_.size(); ++i) block_[i] = block[block_.size() - 1 - i];
  left_ = static_cast<std::uint32_t>(block_.size());
  ++blocks_;
}

}  // namespace isthmus::random
