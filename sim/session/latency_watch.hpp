// The p99 on the screen while replications still go on.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "sim/model/model.hpp"
#include "sim/results/record.hpp"
#include "sim/session/progress.hpp"
#include "sim/stats/histogram.hpp"

namespace isthmus::session {

/// Follows the traffic source that delivered most in the first replication that it sees.
class LatencyWatch {
 public:
  /// `model` outlives it.
  explicit LatencyWatch(const model::Model& model) : model_{&model} {}

  void add(const results::RunRecord& record);
  /// None before anything was delivered.
  std::optional<LatencySoFar> so_far() const;

 private:
  const model::Model* model_;
  std::optional<std::size_t> source_{};
  std::vector<double> p99s_s_{};  ///< One of each replication.
  stats::Histogram pooled_{};
};

}  // namespace isthmus::session
