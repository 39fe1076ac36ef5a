// Runs the replications of a study and asks what happened.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/analysis/close_up.hpp"
#include "sim/analysis/convergence.hpp"
#include "sim/analysis/summary.hpp"
#include "sim/analysis/timeline.hpp"
#include "sim/analysis/twin.hpp"
#include "sim/analysis/verdict.hpp"
#include "sim/analysis/warm_up.hpp"
#include "sim/base/quantity_text.hpp"
#include "sim/dataplane/simulate.hpp"
#include "sim/session/progress.hpp"
#include "sim/session/study.hpp"
#include "sim/session/team.hpp"

namespace isthmus::session {

/// What overrides the scenario's own run plan.
struct RunOptions {
  std::optional<std::uint64_t> seed{};
  std::optional<std::size_t> replications{};
  std::optional<Duration> duration{};
  std::optional<Duration> warmup{};  ///< Instead of looking for it with a pilot.
  std::optional<std::vector<model::Precision>> until{};
  bool observe_stations = false;       ///< Fills `RunRecord::details`.
  std::vector<SimTime> probes{};       ///< For them: when to count who is present.
  bool keep_details = true;            ///< False: `recorded` sees them, and then they are dropped.
  std::vector<std::size_t> watched{};  ///< Traffic sources, ascending, to be looked at closely
                                       ///< beside those that every run looks at.
  /// Asked at the same fixed counts as `until`, and as long as it says no there are more
  /// replications, up to the plan's most.
  std::function<bool(std::span<const results::RunRecord>)> enough{};
  std::size_t jobs = 0;  ///< Threads; 0: one per core.
  /// Makes the replications. Every rank of it has to ask the same, and gets the same result.
  Team* team = nullptr;
  /// Called before the first and after each replication, from any thread but never from two at
  /// once.
  OnProgress progress{};
  dataplane::Vitals* vitals = nullptr;  ///< Counted up by every replication.
  /// Called with each replication that counts, in the order of their ends, as `progress` is.
  std::function<void(const results::RunRecord&)> recorded{};
  const std::atomic<bool>* cancel =
      nullptr;  ///< What has not ended soon after it is true is dropped.
};

/// What a run leaves behind. The same for the same study and options, whatever `jobs`.
struct RunResult {
  model::RunPlan plan{};  ///< As it was carried out.
  bool interrupted = false;
  std::vector<results::RunRecord> records{};  ///< By index; a gapless beginning if interrupted.
  analysis::WarmUpAnswer warm_up{};
  bool warm_up_was_fixed = false;
  analysis::ConvergenceAnswer convergence{};           ///< On what `plan.until` asked for.
  analysis::RunSummary summary{};                      ///< Only if there are records.
  std::vector<std::optional<analysis::Twin>> twins{};  ///< By station of the summary.
  std::vector<analysis::CloseUpSummary> close_ups{};   ///< Of the pairs worth it.
  std::vector<analysis::Verdict> verdicts{};
  analysis::TimelineSummary timeline{};  ///< Empty where the scenario has no events.
  /// Whether the warm-up was found, nothing drifts, no station on a path is unstable, and every
  /// mean, p50, p90 and p99 may be believed.
  bool converged = false;
  Diagnostics diagnostics{};  ///< What a reader of the numbers must know; an error: nothing ran.
};

/// Runs. Without a fixed warm-up, a pilot of the first eight replications is run without any cut,
/// MSER-5 finds the cut, and then every replication is run with it.
RunResult run(const Study& study, const RunOptions& options = {});

/// How precisely the latency of every pair is to be known: `p99 within 5%, mean within 1%`.
Parsed<std::vector<model::Precision>> precision_from(const std::string& text);

/// `5%`: mean, p50, p90 and p99 all within that.
Parsed<std::vector<model::Precision>> precision_everywhere(const std::string& share);

/// How many of the first replications the pilot takes, at most.
inline constexpr std::size_t pilot_replications = 8;

}  // namespace isthmus::session
