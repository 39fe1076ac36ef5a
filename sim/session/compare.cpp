#include "sim/session/compare.hpp"

#include <algorithm>
#include <utility>

namespace isthmus::session {

namespace {

/// Of the two runs that a comparison usually takes.
RunOptions told(RunOptions options, const char* name, std::size_t runs_done) {
  options.progress = part_of_many(options.progress, name, runs_done, 2);
  return options;
}

}  // namespace

analysis::RouteDiff compare_routes(const Study& before, const Study& after) {
  return analysis::answer(analysis::RouteDiffQuestion{}, before.evidence(), after.evidence());
}

analysis::CostDiff compare_costs(const Study& before, const Study& after,
                                 const analysis::CostQuestion& prices) {
  return analysis::cost_difference(prices, before.evidence(), after.evidence());
}

RunComparison compare_runs(const Study& before, const Study& after, const RunOptions& options) {
  RunOptions same = options;
  if (!same.seed) same.seed = before.model.run.seed;
  if (!same.replications) same.replications = before.model.run.replications;
  if (!same.duration) same.duration = before.model.run.duration;

  return compare_with(before, run(before, told(same, "before", 0)), after, same);
}

RunComparison compare_with(const Study& before, RunResult known, const Study& after,
                           const RunOptions& options) {
  RunComparison comparison;
  comparison.before = std::move(known);
  if (comparison.before.records.empty() || comparison.before.interrupted) return comparison;
  RunOptions same = options;
  same.seed = comparison.before.plan.seed;
  same.replications = comparison.before.plan.replications;
  same.duration = comparison.before.plan.duration;
  comparison.after = run(after, told(same, "after", 1));
  if (comparison.after.records.empty() || comparison.after.interrupted) return comparison;

  const Duration longer = std::max(comparison.before.warm_up.cut, comparison.after.warm_up.cut);
  same.warmup = longer;
  if (comparison.before.warm_up.cut != longer) {
    comparison.before = run(before, told(same, "before", 1));
  }
  if (comparison.after.warm_up.cut != longer) {
    comparison.after = run(after, told(same, "after", 1));
  }
  if (comparison.interrupted()) return comparison;

  comparison.changes = analysis::answer(
      analysis::RunDiffQuestion{comparison.before.summary, comparison.after.summary},
      analysis::RunEvidence{before.model, before.routes, comparison.before.records},
      analysis::RunEvidence{after.model, after.routes, comparison.after.records});
  return comparison;
}

}  // namespace isthmus::session
