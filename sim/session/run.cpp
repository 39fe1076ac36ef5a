#include "sim/session/run.hpp"

#include <algorithm>

#include "sim/analysis/expectations.hpp"
#include "sim/base/number_text.hpp"
#include "sim/dataplane/simulate.hpp"
#include "sim/results/invariants.hpp"
#include "sim/session/questions.hpp"
#include "sim/session/replicate.hpp"
#include "sim/session/run_plan.hpp"

namespace isthmus::session {
namespace {

model::RunPlan plan_of(const Study& study, const RunOptions& options) {
  model::RunPlan plan = study.model.run;
  if (options.seed) plan.seed = *options.seed;
  if (options.replications) plan.replications = *options.replications;
  if (options.duration) plan.duration = *options.duration;
  if (options.warmup) plan.warmup = *options.warmup;
  return plan;
}

std::vector<results::RunRecord> simulate_all(const Study& study, const model::RunPlan& plan,
                                             Duration warmup, std::size_t count, std::size_t slices,
                                             const std::vector<std::size_t>& watched,
                                             const Replicate& how) {
  return replicate(count, how, [&](std::size_t index) {
    dataplane::Replication replication;
    replication.watched = watched;
    replication.index = index;
    replication.seed = plan.seed;
    replication.duration = plan.duration;
    replication.warmup = warmup;
    replication.slices = slices;
    replication.cancel = how.cancel;
    return dataplane::simulate(study.model, study.routes, replication);
  });
}

void remark_on_warm_up(RunResult& result) {
  if (!result.warm_up_was_fixed && !result.warm_up.found) {
    result.diagnostics.push_back(warning_at(
        {}, "warm-up-not-found", "no end of the start-up was found before half of the run",
        "run longer with --duration, or set run.warmup"));
  }
  if (result.warm_up.drifts) {
    result.diagnostics.push_back(warning_at({}, "still-drifting",
                                            "latency still rises or falls after the warm-up",
                                            "run longer with --duration, or lower the load"));
  }
}

/// A page of numbers about nothing looks as if all were well.
void remark_on_nothing(RunResult& result) {
  const auto& pairs = result.summary.pairs;
  const bool any = std::any_of(pairs.begin(), pairs.end(), [](const analysis::PairSummary& pair) {
    return pair.failed < pair.requests;
  });
  if (any) return;
  const bool asked =
      std::any_of(pairs.begin(), pairs.end(), [](const auto& pair) { return pair.requests > 0; });
  result.diagnostics.push_back(
      warning_at({}, "nothing-delivered",
                 asked ? "not one request was delivered" : "not one request was started",
                 asked ? "isthmus check says why" : "add traffic, or run longer"));
}

/// "gateway finance[1]" is one of "gateway finance".
std::string group_of(const std::string& station) { return station.substr(0, station.rfind('[')); }

/// One warning for each group of equal stations, at its first that cannot keep up.
void remark_on_stations(RunResult& result) {
  std::string warned_of;
  for (const analysis::StationSummary& station : result.summary.stations) {
    if (!station.unstable || group_of(station.name) == warned_of) continue;
    warned_of = group_of(station.name);
    result.diagnostics.push_back(warning_at({}, "unstable-station",
                                            warned_of + " gets more work than it can do",
                                            "add replicas or workers, or lower the load"));
  }
}

/// What `check` refuses does not stop a simulation, but the reader of its numbers must know.
void remark_on_requirements(const Study& study, RunResult& result) {
  for (Diagnostic& unmet : unmet_requirements(study)) {
    unmet.severity = Severity::warning;
    result.diagnostics.push_back(std::move(unmet));
  }
}

/// A broken rule is our mistake; the reader of the numbers must know of it.
void remark_on_violations(RunResult& result) {
  for (const results::RunRecord& record : result.records) {
    const std::vector<results::Violation> violations = results::violations_of(record);
    if (violations.empty()) continue;
    const results::Violation& first = violations.front();
    result.diagnostics.push_back(
        warning_at({}, "broken-invariant",
                   "replication " + std::to_string(record.replication) + " breaks the rule \"" +
                       first.rule + "\" at " + first.where + ": " + first.text,
                   "this is a mistake of isthmus: please report it with the scenario"));
    return;
  }
}

/// Whether every latency that the page shows may be believed.
bool all_converged(const RunResult& result) {
  constexpr model::Statistic shown[] = {model::Statistic::mean, model::Statistic::p50,
                                        model::Statistic::p90, model::Statistic::p99};
  if (!result.warm_up.found || result.warm_up.drifts) return false;
  for (const analysis::PairSummary& pair : result.summary.pairs) {
    if (!pair.unstable_at.empty()) return false;
    for (const model::Statistic statistic : shown) {
      if (pair.latency && !analysis::believable(pair.latency->of(statistic), statistic))
        return false;
    }
  }
  return true;
}

/// Far inside what a station can look ahead, and far beyond what anybody simulates.
constexpr Duration duration_max = Duration::seconds(10LL * 365 * 24 * 3600);
constexpr std::size_t replications_max = 100'000;

}  // namespace

Diagnostics faults_of(const model::RunPlan& plan) {
  if (plan.duration > duration_max) {
    return {error_at({}, "duration-too-long", "nobody waits for " + exact_text(plan.duration),
                     "simulate at most " + exact_text(duration_max) + " (ten years)")};
  }
  if (plan.replications > replications_max) {
    return {error_at({}, "too-many-replications",
                     std::to_string(plan.replications) + " replications are more than can be kept",
                     "run at most " + std::to_string(replications_max))};
  }
  if (!plan.warmup || *plan.warmup < plan.duration) return {};
  return {error_at({}, "warm-up-too-long",
                   "a run of " + exact_text(plan.duration) + " ends before its warm-up of " +
                       exact_text(*plan.warmup),
                   "run longer, or set a shorter run.warmup")};
}

RunResult run(const Study& study, const RunOptions& options) {
  RunResult result;
  result.plan = plan_of(study, options);
  result.diagnostics = faults_of(result.plan);
  if (has_errors(result.diagnostics)) return result;

  result.warm_up_was_fixed = result.plan.warmup.has_value();
  const std::size_t pilot =
      result.warm_up_was_fixed ? 0 : std::min(result.plan.replications, pilot_replications);
  Replicate how{options.jobs, options.progress, options.cancel, 0,
                pilot + result.plan.replications};

  if (result.warm_up_was_fixed) {
    result.warm_up.cut = *result.plan.warmup;
  } else {
    const auto records =
        simulate_all(study, result.plan, Duration::zero(), pilot, pilot_slices, {}, how);
    if (records.size() < pilot) {  // Interrupted: what there is has no warm-up cut.
      result.interrupted = true;
      result.warm_up.found = false;
      result.records = records;
    } else {
      result.warm_up = analysis::answer(analysis::WarmUpQuestion{}, records);
    }
  }
  if (!result.interrupted) {
    how.done_before = pilot;
    result.records = simulate_all(study, result.plan, result.warm_up.cut, result.plan.replications,
                                  dataplane::Replication{}.slices,
                                  analysis::sources_to_watch(study.evidence()), how);
    result.interrupted = result.records.size() < result.plan.replications;
  }
  if (result.records.empty()) return result;

  result.summary =
      analysis::answer(analysis::SummaryQuestion{},
                       analysis::RunEvidence{study.model, study.routes, result.records});
  result.close_ups =
      analysis::answer(analysis::CloseUpQuestion{result.summary},
                       analysis::RunEvidence{study.model, study.routes, result.records});
  result.verdicts =
      analysis::answer(analysis::ExpectationsQuestion{result.summary}, study.evidence());
  remark_on_requirements(study, result);
  remark_on_nothing(result);
  remark_on_warm_up(result);
  remark_on_stations(result);
  remark_on_violations(result);
  result.converged = all_converged(result);
  return result;
}

}  // namespace isthmus::session
