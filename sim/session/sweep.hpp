// Many runs of one scenario: every choice of values, some replications of each, kept as they end.
//
// What is finished is in the store and nowhere else, so a sweep may be stopped in any way and begun
// again: it goes on where it was, and ends with the same content.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/scenario/sweep_file.hpp"
#include "sim/session/run.hpp"
#include "sim/session/study.hpp"
#include "sim/session/team.hpp"
#include "sim/stats/estimate.hpp"

namespace isthmus::session {

using scenario::Precision;
using scenario::SweepAxis;
using scenario::SweepPlan;

/// A number that a point measured.
struct Figure {
  std::string subject{};  ///< "web → finance/billing", "gateway finance[0]"
  std::string measure{};  ///< "latency_p99_s", "error_rate", "utilisation"
  stats::Estimate estimate{};
};

/// One choice of values, and what came of it.
struct SweepPoint {
  std::vector<std::pair<std::string, std::string>> settings{};  ///< By axis: path and value.
  std::size_t replications = 0;
  std::uint64_t fingerprint = 0;  ///< Of all trajectories, in order.
  bool finished = false;          ///< All of its replications are there.
  bool precise = true;            ///< `until` is reached, or not asked for.
  analysis::WarmUpAnswer warm_up{};
  std::vector<Figure> figures{};
};

/// What overrides the file's own sweep.
struct SweepOptions {
  std::vector<std::string> settings{};     ///< `path=value`, for all points.
  std::istream* standard_input = nullptr;  ///< Holds the scenario when the path is `-`.
  std::vector<SweepAxis> axes{};           ///< Added to those of the sweep's file.
  std::optional<std::uint64_t> seed{};
  std::optional<std::size_t> replications{};
  std::optional<Duration> duration{};
  std::optional<Precision> until{};
  std::string store{};   ///< The file that keeps the results; empty: none does.
  std::size_t jobs = 0;  ///< Threads; 0: one per core.
  Team* team = nullptr;  ///< Carries the sweep out together, instead of threads.
  /// Called after each replication, never twice at once.
  std::function<void(const Progress&)> progress{};
  const std::atomic<bool>* cancel = nullptr;  ///< What has not ended soon after it is true is lost.
};

/// What a sweep leaves behind. The same for the same scenario and options, whatever `jobs` and
/// `team`. Ranks beside the first have worked for that one, and have nothing.
struct SweepResult {
  std::vector<SweepAxis> axes{};
  std::vector<SweepPoint> points{};  ///< The last axis changes first.
  bool interrupted = false;
  std::size_t found = 0;      ///< Replications that the store had already.
  Diagnostics diagnostics{};  ///< An error: the sweep could not be made, or not be kept.
  Sources sources{};          ///< What the diagnostics point into.
  bool unreadable = false;    ///< The scenario itself could not be read.
};

/// Carries the sweep out, or what is left of it.
///
/// Shape    `path`: a file with a `matrix`, or a scenario.
SweepResult sweep(const std::string& path, const SweepOptions& options);

/// Keeps the replications of a run in a store, beside whatever it has.
///
/// Returns  why that did not work; nothing if it did.
std::optional<Diagnostic> keep(const Study& study, const RunResult& result,
                               const std::vector<std::string>& settings, const std::string& store);

/// `matrix`'s form on a command line: `path=value,value`. Nothing if it has no path or no values.
std::optional<SweepAxis> axis_from(const std::string& text);

}  // namespace isthmus::session
