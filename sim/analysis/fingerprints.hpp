// One number for the trajectories of many replications.
#pragma once

#include <cstdint>
#include <span>

#include "sim/results/record.hpp"

namespace isthmus::analysis {

/// FNV-1a over the bytes of the replications' fingerprints, in order.
std::uint64_t fingerprint_of(std::span<const results::RunRecord> records);

}  // namespace isthmus::analysis
