#include "sim/session/sweep_board.hpp"

#include <algorithm>
#include <utility>

#include "sim/analysis/warm_up.hpp"

namespace isthmus::session {

SweepBoard::SweepBoard(std::vector<SweepTask> tasks, results::Store& store, Precise precise)
    : store_{store}, precise_{std::move(precise)} {
  for (SweepTask& task : tasks) points_.push_back({.task = task, .warmup = task.warmup});
  open_ = points_.size();
  for (std::size_t i = 0; i < points_.size(); ++i) begin_pilot(i);
}

void SweepBoard::begin_pilot(std::size_t point) {
  Point& here = points_[point];
  if (here.task.pilots == 0) return begin_measuring(point);
  if (const auto known = store_.warm_up(here.task.stored)) {
    here.warmup = known->cut;
    return begin_measuring(point);
  }
  here.finding_warm_up = true;
  std::vector<std::size_t> there;
  for (const results::RunRecord& pilot : store_.pilots(here.task.stored)) {
    there.push_back(pilot.replication);
  }
  add_missing(point, true, here.task.pilots, there);
  if (here.missing == 0) end_stage(point);
}

void SweepBoard::begin_measuring(std::size_t point) {
  Point& here = points_[point];
  here.finding_warm_up = false;
  here.target = here.task.replications;
  const std::vector<std::size_t> there = store_.replications(here.task.stored);
  found_ += there.size();
  add_missing(point, false, here.target, there);
  if (here.missing == 0) end_stage(point);
}

void SweepBoard::add_missing(std::size_t point, bool pilot, std::size_t count,
                             const std::vector<std::size_t>& there) {
  Point& here = points_[point];
  here.missing = 0;
  for (std::size_t number = 0; number < count; ++number) {
    if (std::binary_search(there.begin(), there.end(), number)) continue;
    waiting_.insert({point, pilot, number, pilot ? Duration::zero() : here.warmup});
    ++here.missing;
  }
  expected_ += here.missing;
}

void SweepBoard::end_stage(std::size_t point) {
  Point& here = points_[point];
  if (!here.finding_warm_up) return extend_or_finish(point);
  const std::vector<results::RunRecord> pilots = store_.pilots(here.task.stored);
  if (pilots.empty()) return;  // Only where the store has failed.
  const analysis::WarmUpAnswer answer = analysis::answer(analysis::WarmUpQuestion{}, pilots);
  store_.keep_warm_up(here.task.stored, {answer.cut, answer.found, answer.drifts});
  here.warmup = answer.cut;
  begin_measuring(point);
}

void SweepBoard::extend_or_finish(std::size_t point) {
  Point& here = points_[point];
  while (here.target < here.task.replications_max && !precise_(point, here.target)) {
    here.target = std::min(2 * here.target, here.task.replications_max);
    add_missing(point, false, here.target, store_.replications(here.task.stored));
    if (here.missing > 0) return;
  }
  here.finished = true;
  --open_;
}

std::optional<SweepUnit> SweepBoard::next() {
  if (waiting_.empty()) return std::nullopt;
  out_.push_back(*waiting_.begin());
  waiting_.erase(waiting_.begin());
  return out_.back();
}

std::optional<SweepUnit> SweepBoard::again() {
  if (out_.empty()) return std::nullopt;
  std::rotate(out_.begin(), out_.begin() + 1, out_.end());
  return out_.back();
}

void SweepBoard::take(const SweepUnit& unit, const results::RunRecord& record) {
  const auto at = std::find(out_.begin(), out_.end(), unit);
  if (at == out_.end()) return;
  out_.erase(at);
  Point& here = points_[unit.point];
  if (unit.pilot) {
    store_.keep_pilot(here.task.stored, record);
  } else {
    store_.keep(here.task.stored, record);
  }
  ++taken_;
  if (--here.missing == 0) end_stage(unit.point);
}

}  // namespace isthmus::session
