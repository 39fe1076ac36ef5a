#include "sim/session/sweep.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "sim/results/store.hpp"
#include "sim/session/sweep_board.hpp"
#include "sim/session/sweep_ranks.hpp"
#include "sim/session/sweep_work.hpp"

namespace isthmus::session {
namespace {

constexpr const char* in_memory = ":memory:";  // SQLite's own word for a file that is none.

/// The sweep while it is carried out: the board, and the threads that work on it.
class Crew {
 public:
  Crew(SweepWork& work, results::Store& store, const SweepOptions& options)
      : work_{work},
        store_{store},
        options_{options},
        board_{work.tasks(store), store, [&](std::size_t point, std::size_t count) {
                 return work.is_precise(store, point, count);
               }} {}

  SweepBoard& board() { return board_; }

  bool stopped() const {
    return (options_.cancel != nullptr && options_.cancel->load()) || store_.fault();
  }

  void work_on_threads() {
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t jobs = options_.jobs == 0 ? cores : options_.jobs;
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < jobs; ++i) others.emplace_back([this] { work(); });
    work();
    for (std::thread& other : others) other.join();
  }

  void show_progress() const {
    if (options_.progress) options_.progress(Progress{board_.finished(), board_.expected()});
  }

 private:
  void work() {
    std::unique_lock lock{mutex_};
    while (!board_.done() && !stopped()) {
      const std::optional<SweepUnit> unit = board_.next();
      if (!unit) {
        changed_.wait(lock);
        continue;
      }
      lock.unlock();
      const results::RunRecord record = work_.made(*unit, options_.cancel);
      lock.lock();
      if (record.whole) take(*unit, record);
      changed_.notify_all();
    }
    changed_.notify_all();
  }

  void take(const SweepUnit& unit, const results::RunRecord& record) {
    board_.take(unit, record);
    if (board_.is_finished(unit.point)) work_.release(unit.point);
    show_progress();
  }

  SweepWork& work_;
  results::Store& store_;
  const SweepOptions& options_;
  SweepBoard board_;
  std::mutex mutex_{};
  std::condition_variable changed_{};
};

void carry_out(SweepWork& work, results::Store& store, const SweepOptions& options,
               SweepResult& result) {
  Crew crew{work, store, options};
  if (options.team != nullptr) {
    const auto stop = [&] {
      crew.show_progress();
      return crew.stopped();
    };
    if (auto complaint = direct(*options.team, crew.board(), work, stop)) {
      result.diagnostics.push_back(std::move(*complaint));
    }
  } else {
    crew.work_on_threads();
  }
  result.found = crew.board().found();
  result.interrupted = !crew.board().done();
  for (std::size_t i = 0; i < work.points(); ++i) {
    result.points.push_back(work.summed_up(store, i, crew.board().replications(i)));
    result.points.back().finished = crew.board().is_finished(i);
    work.release(i);
  }
  if (const auto fault = store.fault()) result.diagnostics.push_back(*fault);
}

}  // namespace

SweepResult sweep(const std::string& path, const SweepOptions& options) {
  SweepResult result;
  SweepWork work{path, options};
  if (options.team != nullptr && !options.team->leads()) {
    if (!has_errors(work.diagnostics())) serve(*options.team, work);
    return result;
  }
  result.axes = work.axes();
  result.unreadable = work.is_unreadable();
  Result<results::Store> store =
      has_errors(work.diagnostics())
          ? Result<results::Store>{work.diagnostics()}
          : results::Store::open(options.store.empty() ? in_memory : options.store);
  if (!store) {
    result.diagnostics = store.error();
    result.sources = work.take_sources();
  } else {
    carry_out(work, *store, options, result);
  }
  return result;
}

std::optional<Diagnostic> keep(const Study& study, const RunResult& result,
                               const std::vector<std::string>& settings, const std::string& path) {
  Result<results::Store> store = results::Store::open(path);
  if (!store) return store.error().front();
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const std::string& setting : settings) {
    const std::size_t equals = setting.find('=');
    pairs.emplace_back(setting.substr(0, equals),
                       equals == std::string::npos ? std::string{} : setting.substr(equals + 1));
  }
  const results::PointId point =
      store->point(stored_point(study.model, study.hash, result.plan, std::move(pairs)));
  if (!result.warm_up_was_fixed && !result.interrupted && !store->warm_up(point)) {
    store->keep_warm_up(point, {result.warm_up.cut, result.warm_up.found, result.warm_up.drifts});
  }
  if (result.interrupted && !result.warm_up_was_fixed && !result.warm_up.found) {
    return store->fault();  // Only the pilot was run: its records have no warm-up cut.
  }
  for (const results::RunRecord& record : result.records) store->keep(point, record);
  return store->fault();
}

std::optional<SweepAxis> axis_from(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) return std::nullopt;
  SweepAxis axis{text.substr(0, equals), {}};
  std::size_t depth = 0;
  std::string value;
  for (const char c : text.substr(equals + 1)) {
    if (c == '(' || c == '[' || c == '{') ++depth;
    if ((c == ')' || c == ']' || c == '}') && depth > 0) --depth;
    if (c == ',' && depth == 0) {
      axis.values.push_back(std::exchange(value, {}));
    } else {
      value += c;
    }
  }
  axis.values.push_back(std::move(value));
  for (const std::string& one : axis.values) {
    if (one.empty()) return std::nullopt;
  }
  return axis;
}

}  // namespace isthmus::session
