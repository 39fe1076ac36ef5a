// The points of a sweep as work: opening, simulating and summing them up. Knows nothing of who does
// it and in which order.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "sim/results/store.hpp"
#include "sim/scenario/open.hpp"
#include "sim/session/sweep.hpp"
#include "sim/session/sweep_board.hpp"

namespace isthmus::session {

class SweepWork {
 public:
  /// Reads the scenario and opens every point once, so that whatever is wrong is said at first.
  SweepWork(std::string path, const SweepOptions& options);

  /// Why there is nothing to do; then nothing below may be asked.
  const Diagnostics& diagnostics() const { return diagnostics_; }
  Diagnostics& diagnostics() { return diagnostics_; }
  Sources take_sources() { return std::move(sources_); }
  bool is_unreadable() const { return unreadable_; }

  const std::vector<SweepAxis>& axes() const { return plan_.axes; }
  std::size_t points() const { return points_.size(); }
  std::vector<std::pair<std::string, std::string>> settings(std::size_t point) const;
  /// The same wherever the same point is opened.
  std::uint64_t content(std::size_t point) const { return points_[point].row.hash; }

  /// What is to be done, with every point in the store.
  std::vector<SweepTask> tasks(results::Store& store);

  /// Simulates a replication; any number of threads at once.
  results::RunRecord made(const SweepUnit& unit, const std::atomic<bool>* cancel);

  /// Whether the first `count` replications are as precise as was asked for; true if nothing was.
  bool is_precise(results::Store& store, std::size_t point, std::size_t count);

  /// Sums a point up from the store.
  SweepPoint summed_up(results::Store& store, std::size_t point, std::size_t count);

  /// Lets a point's study go, of which no unit is out.
  void release(std::size_t point);

 private:
  struct Point {
    results::StoredPoint row{};
    model::RunPlan plan{};
    results::PointId id{};
    std::unique_ptr<const Study> study{};
  };

  void read_scenario();
  bool open_points();
  scenario::Opened open_point(std::size_t point) const;
  const Study& study(std::size_t point);
  analysis::RunSummary summary(results::Store& store, std::size_t point, std::size_t count);

  std::string path_;
  const SweepOptions& options_;
  std::string text_{};  ///< Of standard input, which can be read once only.
  SweepPlan plan_{};
  std::vector<Point> points_{};
  Diagnostics diagnostics_{};
  Sources sources_{};
  bool unreadable_ = false;
  std::mutex mutex_{};  ///< Of the studies.
};

/// The figures of a summary, pair by pair and then station by station.
std::vector<Figure> figures_of(const Study& study, const analysis::RunSummary& summary);

/// The point of the store that a model is. `content`: scenario::Opened::content.
results::StoredPoint stored_point(const model::Model& model, std::uint64_t content,
                                  const model::RunPlan& plan,
                                  std::vector<std::pair<std::string, std::string>> settings);

}  // namespace isthmus::session
