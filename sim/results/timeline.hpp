// What a replication leaves behind of its events: its requests by the stretches of time between
// their beginnings and ends, and by short windows.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/model/events.hpp"
#include "sim/results/close_up.hpp"
#include "sim/route/disposition.hpp"
#include "sim/stats/histogram.hpp"

namespace isthmus::results {

/// Half open; never ending, where nothing ends it.
struct Lasting {
  SimTime from;
  SimTime to;
};

/// The same for every replication of a scenario and a length.
struct TimelineScale {
  std::vector<SimTime> cuts{};    ///< Where events begin or end inside the run, ascending.
  Duration window;                ///< Length of one of the windows: 1, 2 or 5 times a power of ten.
  std::size_t windows = 0;        ///< That cover the run.
  std::vector<Lasting> events{};  ///< When each event of the model lasts.

  std::size_t spans() const { return cuts.size() + 1; }
  std::size_t span_of(SimTime time) const;
  SimTime span_begin(std::size_t span) const {
    return span == 0 ? SimTime::start() : cuts[span - 1];
  }
};

TimelineScale timeline_scale(const std::vector<model::Event>& events, Duration duration);

/// The measured requests of one source that were meant to start in one span; those that failed
/// because of an event that began later belong to where that began.
struct SpanRecord {
  std::uint64_t requests = 0;
  std::array<std::uint64_t, route::disposition_count> ended{};
  stats::Histogram latency{};  ///< Of delivered ones.

  void merge(const SpanRecord& other);
};

/// The requests of all sources that were meant to start in one window, warm-up included.
struct WindowRecord {
  std::uint64_t requests = 0;
  CoarseHistogram latency{};  ///< Of delivered ones.
};

struct SourceTimeline {
  std::vector<SpanRecord> spans{};
  /// By event: those measured that were not delivered and were under way while it lasted.
  std::vector<std::uint64_t> lost{};
};

struct Timeline {
  std::vector<SourceTimeline> sources{};  ///< Per traffic source of the model.
  std::vector<WindowRecord> windows{};
};

}  // namespace isthmus::results
