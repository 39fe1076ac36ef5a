// Runs the replications of a study and asks what happened.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "sim/analysis/close_up.hpp"
#include "sim/analysis/summary.hpp"
#include "sim/analysis/verdict.hpp"
#include "sim/analysis/warm_up.hpp"
#include "sim/session/study.hpp"

namespace isthmus::session {

/// How far a run has come.
struct Progress {
  std::size_t done = 0;  ///< Replications that have ended, those of the pilot included.
  std::size_t total = 0;
};

/// What overrides the scenario's own run plan.
struct RunOptions {
  std::optional<std::uint64_t> seed{};
  std::optional<std::size_t> replications{};
  std::optional<Duration> duration{};
  std::optional<Duration> warmup{};  ///< Instead of looking for it with a pilot.
  std::size_t jobs = 0;              ///< Threads; 0: one per core.
  /// Called after each replication, from any thread but never from two at once.
  std::function<void(const Progress&)> progress{};
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
  analysis::RunSummary summary{};                     ///< Only if there are records.
  std::vector<analysis::CloseUpSummary> close_ups{};  ///< Of the pairs worth it.
  std::vector<analysis::Verdict> verdicts{};
  /// Whether the warm-up was found, nothing drifts, no station on a path is unstable, and every
  /// mean, p50, p90 and p99 may be believed.
  bool converged = false;
  Diagnostics diagnostics{};  ///< What a reader of the numbers must know; an error: nothing ran.
};

/// Runs. Without a fixed warm-up, a pilot of the first eight replications is run without any cut,
/// MSER-5 finds the cut, and then every replication is run with it.
RunResult run(const Study& study, const RunOptions& options = {});

/// How many of the first replications the pilot takes, at most.
inline constexpr std::size_t pilot_replications = 8;

}  // namespace isthmus::session
