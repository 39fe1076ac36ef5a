#include "sim/session/sweep_work.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#include "sim/base/expects.hpp"
#include "sim/dataplane/simulate.hpp"
#include "sim/session/run_plan.hpp"
#include "sim/session/version.hpp"

namespace isthmus::session {

SweepWork::SweepWork(std::string path, const SweepOptions& options)
    : path_{std::move(path)}, options_{options} {
  if (path_ == "-" && options.standard_input != nullptr) {
    std::ostringstream all;
    all << options.standard_input->rdbuf();
    text_ = all.str();
  }
  read_scenario();
  if (!has_errors(diagnostics_)) open_points();
}

/// Reads the sweep, and the scenario with the values that all points have.
void SweepWork::read_scenario() {
  scenario::SweepFile file = scenario::read_sweep(path_);
  plan_ = std::move(file.plan);
  plan_.axes.insert(plan_.axes.end(), options_.axes.begin(), options_.axes.end());
  if (options_.until) plan_.until = options_.until;
  if (has_errors(file.diagnostics)) {
    diagnostics_ = std::move(file.diagnostics);
    sources_ = std::move(file.sources);
    return;
  }
  if (plan_.points() > scenario::sweep_points_max) {
    diagnostics_.push_back(error_at(
        {}, "out-of-range",
        "the sweep has more than " + std::to_string(scenario::sweep_points_max) + " points",
        "leave out some values"));
  }
}

std::vector<std::pair<std::string, std::string>> SweepWork::settings(std::size_t point) const {
  std::vector<std::pair<std::string, std::string>> settings;
  std::size_t rest = point;
  for (std::size_t a = plan_.axes.size(); a-- > 0;) {
    const SweepAxis& axis = plan_.axes[a];
    settings.emplace_back(axis.path, axis.values[rest % axis.values.size()]);
    rest /= axis.values.size();
  }
  std::reverse(settings.begin(), settings.end());
  return settings;
}

scenario::Opened SweepWork::open_point(std::size_t point) const {
  std::vector<std::string> all = options_.settings;
  for (const auto& [path, value] : settings(point)) {
    std::string setting = path;
    setting += '=';
    all.push_back(setting += value);
  }
  std::istringstream input{text_};
  return scenario::open(plan_.scenario, all, &input);
}

bool SweepWork::open_points() {
  for (std::size_t i = 0; i < plan_.points(); ++i) {
    scenario::Opened opened = open_point(i);
    if (!opened.model) {
      diagnostics_ = std::move(opened.diagnostics);
      sources_ = std::move(opened.sources);
      unreadable_ = opened.files_read == 0;
      return false;
    }
    Point& point = points_.emplace_back();
    point.plan = opened.model->run;
    if (plan_.replications) point.plan.replications = *plan_.replications;
    if (options_.replications) point.plan.replications = *options_.replications;
    if (options_.seed) point.plan.seed = *options_.seed;
    if (options_.duration) point.plan.duration = *options_.duration;
    point.row = stored_point(*opened.model, opened.content, point.plan, settings(i));
    diagnostics_ = faults_of(point.plan);
    if (has_errors(diagnostics_)) return false;
  }
  return true;
}

std::vector<SweepTask> SweepWork::tasks(results::Store& store) {
  std::vector<SweepTask> tasks;
  for (Point& point : points_) {
    point.id = store.point(point.row);
    SweepTask& task = tasks.emplace_back();
    task.stored = point.id;
    task.replications = point.plan.replications;
    task.replications_max =
        plan_.until ? std::max(task.replications, plan_.replications_max) : task.replications;
    if (point.plan.warmup) {
      task.warmup = *point.plan.warmup;
    } else {
      task.pilots = pilot_replications;  // However many follow: more may be asked for later.
    }
  }
  return tasks;
}

const Study& SweepWork::study(std::size_t point) {
  const std::lock_guard lock{mutex_};
  std::unique_ptr<const Study>& kept = points_[point].study;
  if (!kept) {
    scenario::Opened opened = open_point(point);
    ISTHMUS_EXPECTS(opened.model.has_value());  // It could be opened before.
    auto study = std::make_unique<Study>();
    study->model = std::move(*opened.model);
    study->routes = route::resolve(study->model);
    kept = std::move(study);
  }
  return *kept;
}

void SweepWork::release(std::size_t point) {
  const std::lock_guard lock{mutex_};
  points_[point].study.reset();
}

results::RunRecord SweepWork::made(const SweepUnit& unit, const std::atomic<bool>* cancel) {
  const Study& here = study(unit.point);
  dataplane::Replication replication;
  replication.index = unit.number;
  replication.seed = points_[unit.point].plan.seed;
  replication.duration = points_[unit.point].plan.duration;
  replication.warmup = unit.warmup;
  if (unit.pilot) replication.slices = pilot_slices;
  replication.cancel = cancel;
  return dataplane::simulate(here.model, here.routes, replication);
}

analysis::RunSummary SweepWork::summary(results::Store& store, std::size_t point,
                                        std::size_t count) {
  const std::vector<results::RunRecord> records = store.records(points_[point].id, count);
  const Study& here = study(point);
  if (records.empty()) return {};
  return analysis::answer(analysis::SummaryQuestion{},
                          analysis::RunEvidence{here.model, here.routes, records});
}

bool SweepWork::is_precise(results::Store& store, std::size_t point, std::size_t count) {
  if (!plan_.until) return true;
  const analysis::RunSummary found = summary(store, point, count);
  return std::all_of(found.pairs.begin(), found.pairs.end(), [&](const analysis::PairSummary& one) {
    return !one.latency ||
           stats::within(one.latency->of(plan_.until->statistic), plan_.until->share.share());
  });
}

SweepPoint SweepWork::summed_up(results::Store& store, std::size_t point, std::size_t count) {
  SweepPoint found;
  found.settings = settings(point);
  const analysis::RunSummary sum = summary(store, point, count);
  found.replications = sum.replications;
  found.fingerprint = sum.fingerprint;
  found.finished = sum.replications >= count;
  if (const auto warm_up = store.warm_up(points_[point].id)) {
    found.warm_up = {warm_up->cut, warm_up->found, warm_up->drifts};
  } else {
    found.warm_up.cut = points_[point].plan.warmup.value_or(Duration::zero());
  }
  if (sum.replications == 0) return found;
  found.precise = is_precise(store, point, count);
  found.figures = figures_of(study(point), sum);
  return found;
}

}  // namespace isthmus::session
