// "What does the second configuration cost more or less?" Asked without any clock, as cost is.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "sim/analysis/cost.hpp"

namespace isthmus::analysis {

/// One pair of services whose requests cost another sum, or cross zones with other amounts.
struct PairCostChange {
  std::optional<std::size_t> before{};  ///< Index into CostAnswer::pairs; none: not delivered.
  std::optional<std::size_t> after{};
  double usd_per_month_before = 0;
  double usd_per_month_after = 0;
  double gb_per_month_before = 0;  ///< Between zones.
  double gb_per_month_after = 0;

  double usd_per_month() const { return usd_per_month_after - usd_per_month_before; }
};

struct CostDiff {
  CostAnswer before{};
  CostAnswer after{};
  std::vector<PairCostChange> changes{};  ///< The largest difference of money first.
  std::size_t unchanged = 0;

  double usd_per_month() const { return after.usd_per_month - before.usd_per_month; }
};

/// Pairs are the same if their ends have the same names. Both are priced by the same book.
CostDiff cost_difference(const CostQuestion& question, const Evidence& before,
                         const Evidence& after);

}  // namespace isthmus::analysis
