#include "sim/analysis/warm_up.hpp"

#include <vector>

#include "sim/base/expects.hpp"
#include "sim/stats/warm_up.hpp"

namespace isthmus::analysis {
namespace {

/// Mean latency per slice, and which slice each mean is of: slices without requests are left out.
struct Series {
  std::vector<double> means;
  std::vector<std::size_t> slices;
};

Series pooled(std::span<const results::RunRecord> pilot) {
  Series series;
  for (std::size_t i = 0; i < pilot.front().slices.size(); ++i) {
    double latency_ns = 0;
    double requests = 0;
    for (const results::RunRecord& record : pilot) {
      latency_ns += static_cast<double>(record.slices[i].latency_ns);
      requests += static_cast<double>(record.slices[i].requests);
    }
    if (requests == 0) continue;
    series.means.push_back(latency_ns / requests);
    series.slices.push_back(i);
  }
  return series;
}

}  // namespace

WarmUpAnswer answer(const WarmUpQuestion&, std::span<const results::RunRecord> pilot) {
  ISTHMUS_EXPECTS(!pilot.empty());
  const Series series = pooled(pilot);
  const stats::WarmUp judged = stats::warm_up_of(series.means);

  WarmUpAnswer answered;
  answered.found = judged.found;
  answered.drifts = judged.drifts_after;
  const std::size_t slices = pilot.front().slices.size();
  if (judged.cut == 0 || slices == 0 || judged.cut >= series.slices.size()) return answered;
  const Duration whole = pilot.front().warmup + pilot.front().measured;
  const auto first_kept = static_cast<std::int64_t>(series.slices[judged.cut]);
  answered.cut = whole / static_cast<std::int64_t>(slices) * first_kept;
  return answered;
}

}  // namespace isthmus::analysis
