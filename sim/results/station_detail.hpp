// What is kept of a station that somebody looks at closely: not sums but distributions, for those
// who hold a run against theory. Nothing of it is gathered unless it was asked for.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/stats/histogram.hpp"

namespace isthmus::results {

/// Jobs that brought about the same work, and how long they were here.
struct WorkClass {
  std::uint64_t jobs = 0;
  std::int64_t work_ns = 0;
  std::int64_t sojourn_ns = 0;
};

struct StationDetail {
  stats::Histogram waits{};     ///< Of jobs that arrived inside the measured time.
  stats::Histogram sojourns{};  ///< The same, work included.
  double slowdowns = 0;         ///< Sum of sojourn over work, of those that brought any.
  std::uint64_t slowed = 0;     ///< How many those are.
  std::vector<std::int64_t> at_number_ns{};  ///< By n: measured time during which n were present.
  std::vector<std::int64_t> at_probes{};     ///< Number present at each instant that was asked for.
  std::vector<WorkClass> by_work{};          ///< By class_of(work).

  /// Classes are a sixteenth of an octave wide.
  static std::size_t class_of(Duration work);
};

}  // namespace isthmus::results
