// Two studies beside each other.
#pragma once

#include <vector>

#include "sim/analysis/cost_diff.hpp"
#include "sim/analysis/route_diff.hpp"
#include "sim/analysis/run_diff.hpp"
#include "sim/session/run.hpp"

namespace isthmus::session {

/// Which upstreams go another way; no clock runs.
analysis::RouteDiff compare_routes(const Study& before, const Study& after);

/// What the traffic of each costs, exact and without a clock.
analysis::CostDiff compare_costs(const Study& before, const Study& after,
                                 const analysis::CostQuestion& prices = {});

/// Both runs and what differs between them.
struct RunComparison {
  RunResult before{};
  RunResult after{};
  std::vector<analysis::PairRunChange> changes{};  ///< Only if neither run was interrupted.

  bool interrupted() const { return before.interrupted || after.interrupted; }
};

/// Runs both with the first one's seed, replications and duration, unless `options` say otherwise,
/// and with the longer of their two warm-ups: only so are the replications pairs.
RunComparison compare_runs(const Study& before, const Study& after, const RunOptions& options = {});

/// The same where `before` has been run already, as `known`: its seed, replications and duration
/// are taken, and it is run again only where `after` needs a longer warm-up.
RunComparison compare_with(const Study& before, RunResult known, const Study& after,
                           const RunOptions& options = {});

}  // namespace isthmus::session
