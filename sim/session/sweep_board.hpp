// What is left to do of a sweep, and what is done: the part that knows neither threads nor ranks.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <vector>

#include "sim/results/store.hpp"

namespace isthmus::session {

/// One replication to be made.
struct SweepUnit {
  std::size_t point = 0;
  bool pilot = false;
  std::size_t number = 0;
  Duration warmup{};

  friend auto operator<=>(const SweepUnit&, const SweepUnit&) = default;
};

/// What is to be done at one point.
struct SweepTask {
  results::PointId stored{};
  std::size_t pilots = 0;  ///< Replications that find the warm-up; 0: it is `warmup`.
  Duration warmup{};
  std::size_t replications = 1;
  std::size_t replications_max = 1;
};

/// Hands out units and takes their records in. Which there are depends on what is stored and on
/// nothing else: not on who works, how many they are and in which order they answer.
class SweepBoard {
 public:
  /// Whether the first `count` replications of a point are as precise as was asked for.
  using Precise = std::function<bool(std::size_t point, std::size_t count)>;

  SweepBoard(std::vector<SweepTask> tasks, results::Store& store, Precise precise);

  /// The next unit that nobody has; nothing while the rest waits for units that are out.
  std::optional<SweepUnit> next();

  /// The unit that has been out for longest: for whoever has nothing else to do, in case that its
  /// worker is gone. Each goes to the end of the line then.
  std::optional<SweepUnit> again();

  /// Takes the record of a unit in; one that came before already is left alone.
  void take(const SweepUnit& unit, const results::RunRecord& record);

  bool done() const { return open_ == 0; }
  std::size_t replications(std::size_t point) const { return points_[point].target; }
  bool is_finished(std::size_t point) const { return points_[point].finished; }
  std::size_t found() const { return found_; }        ///< Replications stored before.
  std::size_t finished() const { return taken_; }     ///< Units taken in.
  std::size_t expected() const { return expected_; }  ///< Units known to be needed in all.

 private:
  struct Point {
    SweepTask task{};
    bool finding_warm_up = false;
    Duration warmup{};
    std::size_t target = 0;
    std::size_t missing = 0;  ///< Of the present stage.
    bool finished = false;
  };

  void begin_pilot(std::size_t point);
  void begin_measuring(std::size_t point);
  void extend_or_finish(std::size_t point);
  void add_missing(std::size_t point, bool pilot, std::size_t count,
                   const std::vector<std::size_t>& there);
  void end_stage(std::size_t point);

  results::Store& store_;
  Precise precise_;
  std::vector<Point> points_{};
  std::set<SweepUnit> waiting_{};  ///< Points in their order: each is brought to its end first.
  std::vector<SweepUnit> out_{};   ///< In the order of handing out.
  std::size_t open_ = 0;           ///< Points that are not finished.
  std::size_t found_ = 0;
  std::size_t taken_ = 0;
  std::size_t expected_ = 0;
};

}  // namespace isthmus::session
