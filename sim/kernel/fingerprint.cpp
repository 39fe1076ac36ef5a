#include "sim/kernel/fingerprint.hpp"

namespace isthmus::kernel {

std::uint64_t combined(std::span<const std::uint64_t> fingerprints) {
  Fingerprint whole;
  for (std::uint64_t place = 0; place < fingerprints.size(); ++place) {
    whole.note(SimTime::start(), place, 0);
    whole.note(SimTime::start(), fingerprints[place], 1);
  }
  return whole.value();
}

}  // namespace isthmus::kernel
