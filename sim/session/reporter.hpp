// Tells whoever watches a run how far it has come, in replications and in simulated time.
#pragma once

#include <cstddef>

#include "sim/session/latency_watch.hpp"
#include "sim/session/run.hpp"

namespace isthmus::session {

class Reporter {
 public:
  /// All outlive it.
  Reporter(const Study& study, const RunOptions& options)
      : options_{options}, latency_{study.model} {
    if (options.vitals != nullptr) options.vitals->simulated_ns = 0;
  }

  void expect(Duration simulated) { simulated_ += simulated; }
  void record(const results::RunRecord& record) {
    if (options_.progress) latency_.add(record);
    if (options_.recorded) options_.recorded(record);
  }
  void tell(std::size_t done, std::size_t total) const {
    if (!options_.progress) return;
    Progress now{done, total};
    now.latency = latency_.so_far();
    now.simulated = simulated_;
    options_.progress(now);
  }

 private:
  const RunOptions& options_;
  LatencyWatch latency_;
  Duration simulated_{};
};

}  // namespace isthmus::session
