#include "sim/analysis/fingerprints.hpp"

namespace isthmus::analysis {

std::uint64_t fingerprint_of(std::span<const results::RunRecord> records) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const results::RunRecord& record : records) {
    for (int shift = 0; shift < 64; shift += 8) {
      hash = (hash ^ (record.fingerprint >> shift & 0xFF)) * 0x100000001b3;
    }
  }
  return hash;
}

}  // namespace isthmus::analysis
