// What the mesh looked like over simulated time: equal stretches, the same for pairs and stations.
//
// A tally takes replications as they end and can be asked at any moment, so a window can show a run
// that is still going on. It knows sums only: the order of the replications leaves no trace.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/session/run.hpp"

namespace isthmus::session {

/// One pair during one frame. Units   per second of simulated time; latencies of what was
/// delivered.
struct PairFrame {
  double delivered_per_s = 0;
  double failed_per_s = 0;
  double p50_s = 0;  ///< All three are 0 where nothing was delivered.
  double p90_s = 0;
  double p99_s = 0;
};

/// One station during one frame, as it was met at fixed instants.
struct StationFrame {
  double busy = 0;   ///< Share of its servers at work; their number where they have no limit.
  double queue = 0;  ///< Jobs beyond the servers.
};

struct Frames {
  Duration duration{};  ///< Of a replication.
  Duration warmup{};
  std::size_t replications = 0;
  std::size_t count = 0;                        ///< How many frames there are.
  std::vector<std::vector<PairFrame>> pairs{};  ///< Per pair of the summary; empty: unwatched.
  std::vector<std::string> station_names{};     ///< As in the summary.
  std::vector<std::vector<StationFrame>> stations{};  ///< The same; empty if not observed.

  double frame_s() const { return duration.in_seconds() / static_cast<double>(count); }
  /// The frame that holds a moment; the last one for all that lies behind.
  std::size_t frame_at(double seconds) const;
};

/// Gathers frames from the replications of one run.
class FrameTally {
 public:
  /// Limits   `duration` is that of the run.
  FrameTally(const Study& study, Duration duration);

  /// Lets a run see what the tally needs of it. Nothing of this changes a result.
  ///
  /// Limits   a mesh of more than 400 traffic sources has the usual pairs only, and one of more
  ///          than 4,000 stations has no stations.
  void ask_for(RunOptions& options) const;

  void add(const results::RunRecord& record);

  Frames frames() const;

 private:
  struct StationSums {
    std::size_t servers = 1;
    std::vector<std::uint64_t> busy{};
    std::vector<std::uint64_t> queue{};
  };

  Duration duration_;
  Duration warmup_{};
  bool observes_ = false;
  std::size_t replications_ = 0;
  std::vector<std::size_t> watched_{};
  std::vector<SimTime> probes_{};
  std::vector<std::vector<std::size_t>> sources_{};  ///< Per pair.
  std::vector<results::CloseUp> pairs_{};            ///< Per pair; without bands.
  std::vector<std::string> names_{};
  std::vector<StationSums> stations_{};
};

/// The pairs between which there is traffic, in the order of a run's summary; before any run.
std::vector<analysis::PairSummary> pairs_of(const Study& study);

/// The close-ups of all pairs that were looked at, not only of those that a report shows.
std::vector<analysis::CloseUpSummary> all_close_ups(const Study& study, const RunResult& result);

}  // namespace isthmus::session
