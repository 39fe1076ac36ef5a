// The rules whose full extent takes minutes: every pair of cuts, every value of every byte.
#include <numeric>

#include "tests/property/wire/rules.hpp"

namespace isthmus::wire {
namespace {

TEST(CorpusRulesInFull, EveryPairOfCutsGivesTheVerdictOfOneRead) {
  std::vector<std::size_t> gaps(2500);
  std::iota(gaps.begin(), gaps.end(), std::size_t{0});
  rules::for_every_file([&](const auto& file) {
    if (file.bytes.size() <= gaps.size()) rules::delivery_at_two_cuts(file, gaps);
  });
}

TEST(CorpusRulesInFull, EveryByteMayHaveEveryValue) {
  std::array<std::byte, 256> all{};
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::byte>(i);
  rules::for_every_file(
      [&](const auto& file) { rules::robustness(file, [&](std::byte) { return all; }); });
}

}  // namespace
}  // namespace isthmus::wire
