#include "sim/analysis/cost_diff.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

namespace isthmus::analysis {
namespace {

// Sums of the same terms in another order are the same; a millionth of a cent is no difference.
constexpr double relative_noise = 1e-9;
constexpr double absolute_noise = 1e-8;

bool differ(double a, double b) {
  return std::fabs(a - b) > absolute_noise + relative_noise * std::max(std::fabs(a), std::fabs(b));
}

std::string name_of(const Evidence& evidence, const PairCost& pair) {
  return full_text(evidence.model[pair.from].name) + " " + full_text(pair.destination);
}

}  // namespace

CostDiff cost_difference(const CostQuestion& question, const Evidence& before,
                         const Evidence& after) {
  CostDiff diff;
  diff.before = answer(question, before);
  diff.after = answer(question, after);
  std::map<std::string, PairCostChange> by_name;
  for (std::size_t i = 0; i < diff.before.pairs.size(); ++i) {
    const PairCost& pair = diff.before.pairs[i];
    PairCostChange& change = by_name[name_of(before, pair)];
    if (!change.before) change.before = i;
    change.usd_per_month_before += pair.usd_per_month;
    change.gb_per_month_before += pair.crossing_gb_per_month();
  }
  for (std::size_t i = 0; i < diff.after.pairs.size(); ++i) {
    const PairCost& pair = diff.after.pairs[i];
    PairCostChange& change = by_name[name_of(after, pair)];
    if (!change.after) change.after = i;
    change.usd_per_month_after += pair.usd_per_month;
    change.gb_per_month_after += pair.crossing_gb_per_month();
  }
  for (const auto& [name, change] : by_name) {
    if (differ(change.usd_per_month_before, change.usd_per_month_after) ||
        differ(change.gb_per_month_before, change.gb_per_month_after)) {
      diff.changes.push_back(change);
    } else {
      ++diff.unchanged;
    }
  }
  std::stable_sort(diff.changes.begin(), diff.changes.end(),
                   [](const PairCostChange& a, const PairCostChange& b) {
                     return std::fabs(a.usd_per_month()) > std::fabs(b.usd_per_month());
                   });
  return diff;
}

}  // namespace isthmus::analysis
